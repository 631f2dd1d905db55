"""What the tracer believes of skills before it has met a learner; plain numbers, from a fit or set by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class SkillNumbers:
    """One skill, for a learner of the middle who knows what the skill needs."""

    prior: float = -1.2
    """Logit of the chance to know it before the first exercise."""
    learn: float = -1.7
    """Logit of the chance to learn it by one exercise."""
    guess: float | None = None
    """Chance of a right answer without knowing; None: by the exercise's kind and level."""
    slip: float | None = None
    """Chance of a wrong answer although known; None: by the exercise's level."""


@dataclass(frozen=True, slots=True)
class TracerParameters:
    """Everything that the tracer takes as given. The defaults were set by hand, for a house that has no answers yet."""

    skills: Mapping[str, SkillNumbers] = field(default_factory=dict)
    usual: SkillNumbers = SkillNumbers()
    """A skill that was not fitted."""
    items: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """By item: how far its guess and its slip lie from its skill's, on the logit scale."""
    trait_on_prior: float = 0.8
    """How far a learner one standard deviation above the middle is ahead in what is known before, in logits."""
    trait_on_learn: float = 0.4
    """The same for the chance to learn."""
    prior_without_needs: float = 0.35
    """What the chance to know a skill is multiplied by while something that it needs is unknown."""
    learn_without_needs: float = 0.5
    """The same for the chance to learn."""
    half_life_days: float = 0.0
    """Days after which half of those who knew, and have had no success yet, have forgotten; 0: nothing is forgotten."""
    half_life_growth: float = 1.6
    """What each right answer multiplies the half-life by."""
    longest_half_life_days: float = 240.0

    def skill(self, name: str) -> SkillNumbers:
        """Return the numbers of a skill."""
        return self.skills.get(name, self.usual)

    def to_plain(self) -> dict[str, Any]:
        """Return the parameters as JSON values."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> TracerParameters:
        """Return the parameters that `to_plain` wrote."""
        skills = {name: SkillNumbers(**row) for name, row in plain["skills"].items()}
        items = {name: (float(shift[0]), float(shift[1])) for name, shift in plain["items"].items()}
        return cls(**{**plain, "skills": skills, "items": items, "usual": SkillNumbers(**plain["usual"])})
