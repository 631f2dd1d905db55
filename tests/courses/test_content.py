"""The content of the house, every item in all its variants."""

from pathlib import Path

import pytest

from courses.answers import check, key_as_typed
from courses.catalog import load_catalog
from courses.check import check_catalog
from courses.commands import CONTENT
from courses.variants import sample_variants

CATALOG = load_catalog(CONTENT)
ITEMS = [item for unit in CATALOG.units for item in unit.items.values()]
by_id = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)


def test_the_content_has_no_fault():
    """Every rule of the check holds for all that is taught."""
    assert [str(fault) for fault in check_catalog(CATALOG)] == []


@by_id
def test_the_key_is_right_in_every_variant(item):
    """Typing the key is judged right, whatever numbers are drawn."""
    assert {"right"} == {check(v, key_as_typed(v)).name for v in sample_variants(item)} or item.answer.kind == "long_text" or not item.scored


@by_id
@pytest.mark.parametrize("typed", ["", "x" * 10_000, "😀", "9**9**9", "<script>alert(1)</script>", "1/0", "\x00", "៛"])
def test_nonsense_costs_nothing_or_is_wrong_and_never_breaks(item, typed):
    """Whatever is typed gets a verdict with words in both languages, or a plain wrong; whatever is written as an opinion is one."""
    verdict = check(sample_variants(item, 1)[0], typed)
    assert verdict.costs_nothing or verdict.name == "wrong" or (verdict.taken and item.answer.kind == "long_text")
    assert verdict.say is None or (verdict.say.km and verdict.say.en)


def test_every_unit_test_question_can_be_drawn_differently():
    """Two learners can get different numbers in most questions of a unit test."""
    for unit in CATALOG.units:
        for assignment in unit.assignments:
            items = [CATALOG.item(q.item) for q in assignment.questions if q.item]
            several = [i for i in items if len(sample_variants(i, 5)) > 1]
            assert len(several) * 2 >= len(items)


def test_all_seven_courses_are_there():
    """Seven courses are on the learner's home, written or planned."""
    assert {"khmer", "math1", "math2", "chemistry", "gender", "physics", "skills"} == set(CATALOG.courses)
    assert Path(CONTENT).is_dir()
