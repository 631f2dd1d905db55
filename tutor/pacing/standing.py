"""Where a learner stands on each skill: the model's word, and a teacher's above it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tutor.events.tallies import Tally
from tutor.learner.base import LearnerModel
from tutor.learner.profile import Profile


@dataclass(frozen=True, slots=True)
class Standing:
    """What pacing and pages may ask of a learner."""

    model: LearnerModel
    profile: Profile
    said: Mapping[str, bool]
    """What a teacher said of skills: mastered or not."""
    mastery_chance: float

    def mastery(self, skill: str) -> float:
        """Return the chance that the skill is known; a teacher's word moves it to the fitting side of the line."""
        chance = self.model.mastery(self.profile.state, skill)
        if skill not in self.said:
            return chance
        return max(chance, self.mastery_chance) if self.said[skill] else min(chance, self.mastery_chance - 0.01)

    def mastered(self, skill: str) -> bool:
        """Tell whether the skill counts as mastered."""
        return self.said.get(skill, self.model.mastery(self.profile.state, skill) >= self.mastery_chance)

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
        return 0.9 * self.mastery(skill) / self.mastery_chance if self.tally(skill).tries else 0.0
