"""Who needs the teacher: each sentence follows from the answers, and goes when they no longer say so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.tutor.makers import CATALOG, make_model
from tutor.curriculum import Curriculum
from tutor.events.records import Attempt, Task
from tutor.groups import find_groups
from tutor.learner.profile import recompute
from tutor.needs import Situation, find_left, find_needs
from tutor.pacing.standing import Standing
from tutor.settings import TutorSettings
from tutor.store.decisions import Decision

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
CURRICULUM = Curriculum(CATALOG)
SKILLS = list(CURRICULUM.skills)
FIRST, SECOND = SKILLS[:2]


def make_attempt(skill=FIRST, verdict="wrong", hints=0, at=NOW):
    return Attempt("a", "101", at, "s", Task("item", (skill,), 2, "number"), "practice", "lesson", "1", verdict, 1, hints, 3, "km", id=1)


def make_situation(attempts=(), said=None, left=()):
    standing = Standing(make_model(), recompute(make_model(), attempts), said or {})
    return Situation(standing, list(reversed(attempts)), left)


def make_left(skill=FIRST, at=NOW):
    return Decision("101", at, "leave:call_teacher", "math1", skill, {"text_id": "need.left", "values": {}})


def list_ids(situation, now=NOW):
    return [need.reason.text_id for need in find_needs(situation, SKILLS, TutorSettings(), now)]


@pytest.mark.parametrize(
    ("attempts", "found"),
    [
        ([], []),
        ([make_attempt()] * 3, []),
        ([make_attempt()] * 4, ["need.stuck"]),
        ([make_attempt(verdict=v) for v in ("wrong", "right", "wrong") * 5], ["need.wheel"]),
        ([make_attempt(verdict="adds_tops")] * 3, ["need.same_mistake"]),
        ([make_attempt(verdict="right")] * 15, ["need.too_easy"]),
        ([make_attempt(verdict="right", hints=1)] * 15, []),
    ],
)
def test_needs_follow_from_the_answers(attempts, found):
    """Stuck, turning on the spot, the same mistake, too easy: each has its own sentence, and a quiet learner none."""
    assert list_ids(make_situation(attempts)) == found


def test_one_skill_gives_one_need():
    """Wrong four times with the same mistake is said once, the weightier way."""
    assert list_ids(make_situation([make_attempt(verdict="adds_tops")] * 4)) == ["need.stuck"]


def test_a_week_without_an_answer_is_said():
    """Days are counted from the newest answer."""
    situation = make_situation([make_attempt(verdict="right")])
    assert (list_ids(situation, NOW + timedelta(days=6)), list_ids(situation, NOW + timedelta(days=7))) == ([], ["need.absent"])


def test_a_skill_that_was_left_waits_until_somebody_acts():
    """A right answer afterwards, or a teacher's word, ends the waiting."""
    wrong = [make_attempt()] * 5
    right = make_attempt(verdict="right", at=NOW + timedelta(minutes=5))
    assert find_left(make_situation(wrong, left=[make_left()])) == {FIRST}
    assert list_ids(make_situation(wrong, left=[make_left()])) == ["need.left"]
    assert find_left(make_situation([*wrong, right], left=[make_left()])) == set()
    assert find_left(make_situation(wrong, said={FIRST: False}, left=[make_left()])) == set()


def test_learners_who_need_the_same_are_one_group():
    """Two with trouble on a skill are a group; one alone, and one who has mastered it, are not."""
    trouble = make_situation([make_attempt()] * 3).standing
    other = make_situation([make_attempt(SECOND)] * 3).standing
    knows = make_situation([make_attempt(verdict="right")] * 9).standing
    groups = find_groups({"101": trouble, "102": trouble, "103": other, "104": knows}, SKILLS)
    assert [(group.skill, group.learners) for group in groups] == [(FIRST, ("101", "102"))]


def test_a_teachers_not_yet_puts_a_learner_into_the_group():
    """The word of a teacher is a need, whatever the answers say."""
    knows = make_situation([make_attempt(verdict="right")] * 9).standing
    groups = find_groups({"101": replace(knows, said={FIRST: False}), "102": replace(knows, said={FIRST: False})}, SKILLS)
    assert [group.learners for group in groups] == [("101", "102")]
