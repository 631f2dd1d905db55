"""The next skill: what it needs comes first, the nearly mastered before the new, and nobody is kept on a hopeless one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tutor.curriculum import SkillNode
from tutor.pacing.standing import Standing

ChoiceGround = Literal["teacher", "step_back", "rest", "needed", "again", "interleave", "ordinary"]


@dataclass(frozen=True, slots=True)
class SkillChoice:
    """The skill that comes next, and the ground on which it was chosen."""

    skill: str
    ground: ChoiceGround = "ordinary"
    other: str = ""
    """The skill that was left, or that the chosen one is needed for."""


@dataclass(frozen=True, slots=True)
class SkillPacing:
    """How long a learner stays on a skill."""

    step_back_after: int = 2
    """Wrong exercises in a row on a skill before an unmastered one that it needs comes first."""
    leave_after: int = 4
    """Wrong exercises in a row on a skill before it rests."""
    rest_exercises: int = 6
    """Exercises on other skills before a skill that rests comes back."""
    pass_by_after: int = 10
    """Wrong exercises in a row after which something that needs the skill may come although it is not ready; not more than a tally remembers."""
    interleave_after: int = 6
    """Exercises in a row on one skill before another that is under way gets a turn; 0: never."""

    def choose(self, asked: Sequence[str], taught: Mapping[str, SkillNode], standing: Standing, in_a_row: int = 0) -> SkillChoice | None:
        """Return the next skill among those that are asked for, or one that they need; None when all are mastered or left.

        Args:
            asked: skill keys in the order of teaching.
            taught: every skill, so that a needed one of another lesson is found.
            in_a_row: how many of the newest exercises were of the same skill.
        """
        if again := [skill for skill in asked if standing.said.get(skill) is False and taught[skill].items]:
            return SkillChoice(again[0], "teacher")
        current = self._current(asked, standing)
        if current and self._goes_on(current, asked, taught, standing, in_a_row):
            return self._step_back(SkillChoice(current), taught, standing, {current})
        choice = self._nearest(asked, current, taught, standing)
        return choice and self._step_back(choice, taught, standing, {choice.skill})

    def rests(self, skill: str, standing: Standing) -> bool:
        """Tell whether a skill is left for a while since it kept going wrong."""
        tally = standing.tally(skill)
        return tally.wrong_in_a_row >= self.leave_after and standing.profile.answers - tally.number < self.rest_exercises

    def _current(self, asked: Sequence[str], standing: Standing) -> str:
        """Return the skill that was practised last, among those asked for."""
        tallies = standing.profile.tallies
        started = [skill for skill in asked if skill in tallies]
        return max(started, key=lambda skill: tallies[skill].number) if started else ""

    def _goes_on(self, skill: str, asked: Sequence[str], taught: Mapping[str, SkillNode], standing: Standing, in_a_row: int) -> bool:
        if not taught[skill].items or (self.interleave_after and in_a_row and in_a_row % self.interleave_after == 0):
            return False
        return standing.status(skill) == "open" and not self.rests(skill, standing) and self._ready(skill, asked, taught, standing)

    def _nearest(self, asked: Sequence[str], current: str, taught: Mapping[str, SkillNode], standing: Standing) -> SkillChoice | None:
        """Return the one under way that is nearest to mastery, else the first new one; what rests or just had its turn comes last."""
        begun = [skill for skill in asked if standing.tally(skill).tries and taught[skill].items and standing.status(skill) == "open"]
        resting = [skill for skill in begun if self.rests(skill, standing)]
        fresh = [skill for skill in begun if skill not in resting and skill != current and self._ready(skill, asked, taught, standing)]
        if fresh:
            chosen = max(fresh, key=lambda skill: (standing.mastery(skill), -begun.index(skill)))
        elif current in begun and current not in resting and self._ready(current, asked, taught, standing):
            chosen = current
        else:
            chosen = self._first_new(asked, taught, standing, begun) or self._best_of(begun, asked, taught, standing)
        if not chosen:
            return None
        if current in begun and chosen != current and not self._ready(current, asked, taught, standing):
            return self._name_needed(chosen, current, taught, standing)
        return self._name(chosen, current, current in begun, current in resting, standing)

    def _best_of(self, begun: list[str], asked: Sequence[str], taught: Mapping[str, SkillNode], standing: Standing) -> str:
        return max(begun, key=lambda skill: (self._ready(skill, asked, taught, standing), standing.mastery(skill)), default="")

    def _name_needed(self, chosen: str, current: str, taught: Mapping[str, SkillNode], standing: Standing) -> SkillChoice:
        """Name what comes instead of a skill that may not go on: it waits for something, as after a placement, and is no turn of two."""
        if self.rests(current, standing):
            return SkillChoice(chosen, "rest", current)
        return SkillChoice(chosen, "needed", current) if chosen in taught[current].needs else self._name(chosen, current, False, False, standing)

    def _name(self, chosen: str, current: str, open_still: bool, rests: bool, standing: Standing) -> SkillChoice:
        if open_still and chosen != current:
            return SkillChoice(chosen, "rest" if rests else "interleave", current)
        return SkillChoice(chosen, "again" if standing.tally(chosen).wrong_in_a_row >= self.leave_after else "ordinary")

    def _first_new(self, asked: Sequence[str], taught: Mapping[str, SkillNode], standing: Standing, begun: list[str]) -> str:
        """Return the first new skill that is ready; one that is not ready only where every other has gone wrong for very long."""
        first = ""
        for skill in asked:
            if standing.tally(skill).tries or not taught[skill].items or standing.status(skill) != "open":
                continue
            if self._ready(skill, asked, taught, standing):
                return skill
            first = first or skill
        stuck = all(standing.tally(skill).wrong_in_a_row >= self.pass_by_after for skill in begun)
        return first if stuck else ""

    def _ready(self, skill: str, asked: Sequence[str], taught: Mapping[str, SkillNode], standing: Standing) -> bool:
        """Tell whether nothing that the skill needs is to be practised here first."""
        return not any(need in asked and taught[need].items and standing.status(need) == "open" for need in taught[skill].needs)

    def _step_back(self, choice: SkillChoice, taught: Mapping[str, SkillNode], standing: Standing, passed: set[str]) -> SkillChoice:
        """Go down to what the skill needs, as far as it keeps going wrong."""
        skill = choice.skill
        if standing.tally(skill).wrong_in_a_row < self.step_back_after:
            return choice
        for need in taught[skill].needs:
            doubtful = need in standing.placed or standing.status(need) == "open"
            if need in taught and need not in passed and taught[need].items and not self.rests(need, standing) and doubtful:
                return self._step_back(SkillChoice(need, "step_back", skill), taught, standing, passed | {need})
        return choice
