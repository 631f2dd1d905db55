"""What a fit found, as plain numbers that a file can hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tutor.learner.evidence import NAMES, SITUATIONS

Numbers = tuple[float, ...]

SLOPES = (12, 8, 10, 11, 4)
"""Which numbers of `look` may weigh differently in each family of exercises: last answers, streaks."""

CORRECTIONS = len(SITUATIONS) + 1 + len(SLOPES)
"""One shift for each situation, one slope on all evidence together, one on each of `SLOPES`."""


@dataclass(frozen=True, slots=True)
class Ease:
    """How easy exercises are, as logits: of all, of each level and skill beside that, of each exercise beside those."""

    base: float = 0.0
    levels: Mapping[int, float] = field(default_factory=dict)
    skills: Mapping[str, float] = field(default_factory=dict)
    items: Mapping[str, float] = field(default_factory=dict)

    def of(self, item: str, skills: tuple[str, ...], level: int) -> float:
        """Return the logit of a right answer by an average learner; what was never seen is like its skills and level, or like all."""
        known = self.skills
        of_skills = sum([known.get(skill, 0.0) for skill in skills]) / len(skills)
        return self.base + self.levels.get(level, 0.0) + of_skills + self.items.get(item, 0.0)


@dataclass(frozen=True, slots=True)
class Weights:
    """What the evidence weighs: in each situation, with its constant last; and together, with the number last that makes its mean 0."""

    together: Numbers
    situations: tuple[Numbers, ...]
    usual_gap: float = 0.0


@dataclass(frozen=True, slots=True)
class ResidualParameters:
    """Everything that the residual model learned from answers."""

    ease: Ease
    weights: Weights
    families: Mapping[str, Numbers] = field(default_factory=dict)
    items: Mapping[str, Numbers] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)
    """Answers behind each exercise's ease."""

    def to_plain(self) -> dict[str, Any]:
        """Return the numbers as JSON values."""
        ease, weights = self.ease, self.weights
        return {
            "evidence": list(NAMES),
            "ease": {
                "base": ease.base,
                "levels": {str(level): value for level, value in ease.levels.items()},
                "skills": dict(ease.skills),
                "items": dict(ease.items),
            },
            "weights": {"together": list(weights.together), "situations": [list(one) for one in weights.situations], "usual_gap": weights.usual_gap},
            "families": {name: list(row) for name, row in self.families.items()},
            "items": {name: list(row) for name, row in self.items.items()},
            "seen": dict(self.seen),
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> ResidualParameters:
        """Return the numbers that `to_plain` wrote.

        Raises:
            ValueError: they were fitted to other evidence, or one is missing.
        """
        if plain.get("evidence") != list(NAMES):
            raise ValueError("it was fitted to other evidence than this version looks at")
        ease, weights = plain["ease"], plain["weights"]
        levels = {int(level): float(value) for level, value in ease["levels"].items()}
        found = cls(
            Ease(float(ease["base"]), levels, ease["skills"], ease["items"]),
            Weights(tuple(weights["together"]), tuple(tuple(one) for one in weights["situations"]), float(weights["usual_gap"])),
            {name: tuple(row) for name, row in plain["families"].items()},
            {name: tuple(row) for name, row in plain["items"].items()},
            plain["seen"],
        )
        found._check_lengths()
        return found

    def _check_lengths(self) -> None:
        rows = (self.weights.together, *self.weights.situations)
        if len(self.weights.situations) != len(SITUATIONS) or any(len(row) != len(NAMES) + 1 for row in rows):
            raise ValueError(f"it must hold {len(NAMES) + 1} weights for each of {len(SITUATIONS)} situations")
        if any(len(row) != CORRECTIONS for rows in (self.families, self.items) for row in rows.values()):
            raise ValueError(f"each correction must hold {CORRECTIONS} numbers")

    def fingerprint(self) -> str:
        """Return a short name of exactly these numbers."""
        return hashlib.sha256(json.dumps(self.to_plain(), sort_keys=True).encode()).hexdigest()[:16]
