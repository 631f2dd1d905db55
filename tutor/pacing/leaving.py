"""Nobody is kept on a skill that does not come, and no skill is forgotten: leaving is a decision with a reason and a way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tutor.curriculum import SkillNode
from tutor.events.records import Reason
from tutor.pacing.decisions import Decision, Ground, see_numbers
from tutor.pacing.skills import SkillChoice, SkillPacing
from tutor.pacing.standing import Standing

_CALL_AFTER = 2
"""How often a skill is left with a worked example before the teacher is called."""


def find_left(
    asked: Sequence[str], choice: SkillChoice, standing: Standing, pacing: SkillPacing, taught: Mapping[str, SkillNode]
) -> tuple[Decision, ...]:
    """Return the decision to leave the skill that was practised last, where it was left just now."""
    if choice.ground in ("rest", "step_back"):
        return (_leave(choice.other, standing, pacing, taught),)
    tallies = standing.profile.tallies
    last = max((skill for skill in asked if skill in tallies), key=lambda skill: tallies[skill].number, default="")
    if last and last != choice.skill and tallies[last].number == standing.profile.answers and standing.status(last) == "left":
        return (_leave(last, standing, pacing, taught),)
    return ()


def _leave(skill: str, standing: Standing, pacing: SkillPacing, taught: Mapping[str, SkillNode]) -> Decision:
    tally = standing.tally(skill)
    values = {"skill": skill, "tries": tally.tries, "wrong": tally.wrong_in_a_row}
    ground = find_ground(skill, standing, pacing, taught)
    return Decision("leave", ground, Reason(f"why.left.{ground}", values), skill, numbers=see_numbers(standing, skill))


def find_ground(skill: str, standing: Standing, pacing: SkillPacing, taught: Mapping[str, SkillNode]) -> Ground:
    """Return what helps: an easier skill that this one needs, a worked example, and the third time the teacher.

    Once it went wrong often enough to be left, one more wrong answer leaves it again.
    """
    if any(need in taught and standing.status(need) == "open" for need in taught[skill].needs):
        return "step_back"
    tally = standing.tally(skill)
    rounds = max(tally.tries // max(pacing.leave_after, 1), tally.wrong_in_a_row - pacing.leave_after + 1)
    return "call_teacher" if rounds > _CALL_AFTER or standing.status(skill) == "left" else "worked_example"
