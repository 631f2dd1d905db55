"""A printed sheet can be printed again, and every learner has numbers of their own."""

import pytest

from courses.answers import check, key_as_typed
from tests.tutor.makers import CATALOG
from tutor.curriculum import Curriculum
from tutor.worksheets import _draw, make_sheet

SKILLS = Curriculum(CATALOG).skills


@pytest.mark.parametrize("skill", SKILLS.values(), ids=lambda skill: skill.id)
def test_the_same_number_prints_the_same_sheet(skill):
    """Item, numbers and key follow from the sheet's number and the learner's."""
    assert make_sheet(skill.items, "101", 42, "km") == make_sheet(skill.items, "101", 42, "km")


@pytest.mark.parametrize("skill", SKILLS.values(), ids=lambda skill: skill.id)
def test_a_sheet_has_six_exercises_and_none_twice(skill):
    """The easier ones come first; the same numbers never come back."""
    variants = list(_draw(sorted(skill.items, key=lambda item: item.level), "101", 42, 6))
    assert len({(v.item.id, tuple(v.drawn.items())) for v in variants}) == len(variants) == 6
    assert sorted(v.item.level for v in variants) == [v.item.level for v in variants]


def test_two_learners_have_different_numbers():
    """Looking at the neighbour's sheet does not help."""
    skill = SKILLS["math1/fractions#add_like_fractions"]
    first, second = (make_sheet(skill.items, learner, 42, "en") for learner in ("101", "102"))
    assert [q.ask_html for q in first.questions] != [q.ask_html for q in second.questions]


def test_the_key_is_what_the_checker_takes():
    """The answer on the teacher's page is right by the checker of the lesson."""
    for skill in SKILLS.values():
        for variant in _draw(skill.items, "101", 7, 6):
            assert check(variant, key_as_typed(variant)).right
