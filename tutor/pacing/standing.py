"""Where a learner stands on each skill: the model's word, and a teacher's above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tutor.events.records import Task
from tutor.events.tallies import Tally
from tutor.learner.profile import Profile
from tutor.learner.tracing import Belief, Outlook, Tracing
from tutor.pacing.settling import SettlingRule, Status


@dataclass(frozen=True, slots=True)
class Standing:
    """What pacing and pages may ask of a learner. One standing is one moment: it is made anew after every answer."""

    model: Tracing
    profile: Profile
    said: Mapping[str, bool]
    """What a teacher said of skills: mastered or not."""
    rule: SettlingRule = SettlingRule()
    at: datetime | None = None
    """The moment; without it time is left out of account."""
    placed: frozenset[str] = frozenset()
    """Skills that count as mastered since the placement found what is built on them; a doubt brings them back."""
    _beliefs: dict[str, Belief] = field(init=False, default_factory=dict, repr=False, compare=False)
    _scratch: dict[str, Any] = field(init=False, default_factory=dict, repr=False, compare=False)

    def belief(self, skill: str) -> Belief:
        """Return what the model believes, whatever a teacher said."""
        found = self._beliefs.get(skill)
        if found is None:
            found = self._beliefs[skill] = self.model.belief(self.profile.state, skill, self.at, self._scratch)
        return found

    def outlooks(self, tasks: Sequence[Task]) -> list[Outlook]:
        """Return what each of these exercises promises."""
        return self.model.outlooks(self.profile.state, tasks, self.at, self._scratch)

    def status(self, skill: str) -> Status:
        """Return whether the skill is to be practised; a teacher's word stands above the rule."""
        if skill in self.said:
            return "mastered" if self.said[skill] else "open"
        if skill in self.placed:
            return "mastered"
        known = f"status of {skill}"
        if known not in self._scratch:
            belief = self.belief(skill)
            needing = 0 if self.rule.sees_without_needs(belief) else self._count_needing(skill)
            self._scratch[known] = self.rule.judge(belief, self.tally(skill), needing, self.at)
        return self._scratch[known]

    def _count_needing(self, skill: str) -> int:
        """Return how many skills need this one and are not likely known."""
        return sum([self.belief(above).known < self.rule.probable_chance for above in self.model.needed_for(skill)])

    def mastered(self, skill: str) -> bool:
        """Tell whether the skill counts as mastered."""
        return self.status(skill) == "mastered"

    def inferred(self, skill: str) -> bool:
        """Tell whether the skill counts as mastered although no exercise of it was answered: from a placement, or from others that need it."""
        return self.mastered(skill) and not self.tally(skill).tries and skill not in self.said

    @property
    def mastery_chance(self) -> float:
        """From which chance on a skill is surely mastered."""
        return self.rule.mastery_chance

    def mastery(self, skill: str) -> float:
        """Return the chance that the skill is known; a teacher's word moves it to the fitting side of the line."""
        chance = self.belief(skill).known
        if skill in self.placed:
            return max(chance, self.mastery_chance)
        if skill not in self.said:
            return chance
        return max(chance, self.mastery_chance) if self.said[skill] else min(chance, self.mastery_chance - 0.01)

    def tally(self, skill: str) -> Tally:
        """Return how the learner did on the skill."""
        return self.profile.tally(skill)

    def progress(self, skills: list[str]) -> float:
        """Return how far a learner is with several skills: a mastered one is 1, a started one its part of the way."""
        if not skills:
            return 0.0
        return sum(self._part(skill) for skill in skills) / len(skills)

    def _part(self, skill: str) -> float:
        if self.mastered(skill):
            return 1.0
        return min(0.9 * self.mastery(skill) / self.mastery_chance, 0.9) if self.tally(skill).tries else 0.0
