"""The learner's own view of the model: a state and one sentence a skill, each following from the answers."""

from datetime import timedelta

import pytest

from tests.tutor.test_needs import CURRICULUM, FIRST, NOW, SKILLS, make_attempt, make_situation
from tutor.days import Calendar
from tutor.sentences import say_reason
from tutor.skill_map import MapFacts, see_steps

PHNOM_PENH = Calendar("Asia/Phnom_Penh")
KNOWN = [make_attempt(verdict="right")] * 9


def see(attempts=(), now=NOW, said=None, **facts):
    """Return the steps of the course, by skill."""
    standing = make_situation(attempts, said).standing
    return {step.skill: step for step in see_steps(SKILLS, MapFacts(standing, **facts), CURRICULUM, PHNOM_PENH, now)}


def say(step):
    return say_reason(step.why, CURRICULUM, "en")


@pytest.mark.parametrize(
    ("attempts", "facts", "state"),
    [
        ([], {}, "ready"),
        ([], {"following": FIRST}, "next"),
        (KNOWN, {}, "mastered"),
        (KNOWN, {"due": frozenset({FIRST})}, "due"),
        ([make_attempt(verdict="right")] * 2, {}, "nearly"),
        ([make_attempt()] * 6, {"left": frozenset({FIRST})}, "teacher"),
        (KNOWN, {"said": {FIRST: False}}, "teacher"),
        ([], {"said": {FIRST: True}}, "mastered"),
    ],
)
def test_each_state_follows_from_what_happened(attempts, facts, state):
    """Known, due, nearly known, next, with the teacher: one picture each."""
    assert see(attempts, **facts)[FIRST].state == state


def test_what_needs_another_skill_says_which():
    """A skill whose need is not known yet is for later, and names it."""
    step = see()["math1/fractions#equivalent_fractions"]
    assert (step.state, say(step)) == ("later", "First comes “Meaning of a fraction”.")


def test_a_missed_skill_says_when_and_how_far():
    """Wrong twice, on Monday last: the sentence names the day and the way that is left."""
    attempts = [*[make_attempt(verdict="right")] * 2, make_attempt(), make_attempt()]
    step = see(attempts, now=NOW + timedelta(days=2))[FIRST]
    assert (step.state, say(step)) == ("nearly", f"You missed this 2 times, the last time on Monday; {step.more} more right and it is yours.")


def test_the_promised_answers_do_bring_mastery():
    """As many right answers as the sentence says, and the skill is known."""
    attempts = [make_attempt(verdict="right"), make_attempt()]
    more = see(attempts)[FIRST].more
    assert see(attempts + [make_attempt(verdict="right")] * more)[FIRST].state == "mastered"
