"""The next skill: what it needs comes first, the nearly mastered before the new, and nobody is kept on a hopeless one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tutor.curriculum import SkillNode
from tutor.pacing.standing import Standing

Ground = Literal["teacher", "step_back", "rest", "ordinary"]


@dataclass(frozen=True, slots=True)
class SkillChoice:
    """The skill that comes next, and the ground on which it was chosen."""

    skill: str
    ground: Ground = "ordinary"
    other: str = ""
    """The skill that was left, or that the chosen one is needed for."""


@dataclass(frozen=True, slots=True)
class SkillPacing:
    """How long a learner stays on a skill that does not go well."""

    step_back_after: int = 2
    leave_after: int = 4

    def choose(self, asked: Sequence[str], taught: Mapping[str, SkillNode], standing: Standing) -> SkillChoice | None:
        """Return the next skill among those that a lesson asks for, or one that they need; None when all are mastered.

        Args:
            asked: skill keys in the order of teaching.
            taught: every skill, so that a needed one of another lesson is found.
        """
        waiting = [skill for skill in asked if not standing.mastered(skill) and taught[skill].items]
        if not waiting:
            return None
        if again := [skill for skill in waiting if standing.said.get(skill) is False]:
            return SkillChoice(again[0], "teacher")
        ready = [skill for skill in waiting if not any(need in waiting for need in taught[skill].needs)] or waiting
        return self._step_back(self._nearest(ready, standing), taught, standing)

    def _nearest(self, ready: list[str], standing: Standing) -> SkillChoice:
        tiring = [skill for skill in ready if standing.tally(skill).wrong_in_a_row >= self.leave_after]
        fresh = [skill for skill in ready if skill not in tiring] or ready
        chosen = max(fresh, key=lambda skill: (standing.tally(skill).tries > 0, standing.mastery(skill), -ready.index(skill)))
        if tiring and chosen not in tiring:
            return SkillChoice(chosen, "rest", tiring[0])
        return SkillChoice(chosen)

    def _step_back(self, choice: SkillChoice, taught: Mapping[str, SkillNode], standing: Standing) -> SkillChoice:
        """Go down to what the skill needs, as far as it keeps going wrong."""
        skill = choice.skill
        if standing.tally(skill).wrong_in_a_row < self.step_back_after:
            return choice
        for need in taught[skill].needs:
            if need in taught and taught[need].items and not standing.mastered(need):
                return self._step_back(SkillChoice(need, "step_back", skill), taught, standing)
        return choice
