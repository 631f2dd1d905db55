"""Every choice can be said in one sentence, and the sentence follows from what the learner did."""

from __future__ import annotations

from courses.model import Item
from tutor.events.records import Reason
from tutor.pacing.decisions import Ground
from tutor.pacing.skills import SkillChoice
from tutor.pacing.standing import Standing

_NEARLY = 0.8
FIXED = Reason("why.lesson", {})
"""The lesson itself asks this question at this place."""


def find_reason(choice: SkillChoice, item: Item, standing: Standing, ground: Ground) -> Reason:
    """Return why this exercise comes now.

    Args:
        ground: the choice's own; where a skill rests, what helps with it.
    """
    if choice.ground != "ordinary":
        name = f"rest.{ground}" if choice.ground == "rest" and ground != "step_back" else choice.ground
        return Reason(f"why.{name}", {"skill": choice.skill, "other": choice.other, "wrong": standing.tally(choice.other).wrong_in_a_row})
    tally = standing.tally(choice.skill)
    if not tally.tries:
        return Reason("why.new", {"skill": choice.skill})
    return _after_wrong(choice.skill, item, standing) if tally.wrong_in_a_row else _after_right(choice.skill, item, standing)


def _after_wrong(skill: str, item: Item, standing: Standing) -> Reason:
    tally = standing.tally(skill)
    values = {"skill": skill, "wrong": tally.wrong_in_a_row, "tries": tally.tries}
    times = tally.misconceptions.get(tally.last_verdict, 0)
    if times > 1:
        return Reason("why.same_mistake", values | {"times": times})
    return Reason("why.easier" if item.level < tally.last_level else "why.after_wrong", values)


def _after_right(skill: str, item: Item, standing: Standing) -> Reason:
    tally = standing.tally(skill)
    values = {"skill": skill, "right": tally.right_in_a_row, "tries": tally.tries, "percent": min(round(100 * standing.mastery(skill)), 99)}
    if standing.mastery(skill) >= _NEARLY:
        return Reason("why.nearly", values)
    if tally.recent.endswith("~"):
        return Reason("why.after_hints", values)
    if item.level > tally.last_level:
        return Reason("why.harder", values)
    return Reason("why.after_right_once" if tally.right_in_a_row == 1 else "why.after_right", values)
