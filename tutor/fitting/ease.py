"""How easy exercises are: one logit for all, for each level, skill and exercise, drawn to 0 where there are few answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tutor.fitting.answers import Answers, Floats
from tutor.fitting.parts import Kept, Parts
from tutor.learner.parameters import Ease

_ROUNDS = 12
_SKILL_RIDGE, _ITEM_RIDGE, _LEVEL_RIDGE = 2.0, 4.0, 4.0
_LEVELS = 4


@dataclass(frozen=True, slots=True)
class EaseNumbers:
    """The logits by number of name."""

    base: float
    levels: Floats
    skills: Floats
    items: Floats

    def of_rows(self, answers: Answers) -> Floats:
        """Return each row's logit."""
        return self.base + self.levels[answers.level] + self.of_skills(answers) + self.items[answers.item]

    def of_skills(self, answers: Answers) -> Floats:
        """Return the mean over each row's skills."""
        return np.bincount(answers.skill_row, self.skills[answers.skill] * answers.share, len(answers))

    def named(self, answers: Answers) -> Ease:
        """Return the logits by name."""
        levels = {level: _short(self.levels[level]) for level in range(1, _LEVELS) if self.levels[level]}
        return Ease(_short(self.base), levels, _named(answers.skills, self.skills), _named(answers.items, self.items))


def fit_ease(parts: Parts, without: int) -> EaseNumbers:
    """Return the logits that fit best beside each row's offset, drawn to 0 by a ridge.

    Newton's method on one block after the other. Where a row has several skills the second derivative is replaced by a bound that is never below
    it (the shares of a row add up to 1), so that no step goes too far.

    Args:
        without: a fold of learners that is left out; -1 for none.
    """
    names = parts.names
    ease = EaseNumbers(0.0, np.zeros(_LEVELS), np.zeros(len(names.skills)), np.zeros(len(names.items)))
    for _ in range(_ROUNDS):
        slope, bend = parts.total(_for_all, ease, without)
        ease = EaseNumbers(ease.base + float(slope[0] / (bend[0] + 1e-6)), ease.levels, ease.skills, ease.items)
        slope, bend = parts.total(_for_levels, ease, without)
        step = (slope - _LEVEL_RIDGE * ease.levels) / (bend + _LEVEL_RIDGE)
        step[0] = 0.0
        ease = EaseNumbers(ease.base, ease.levels + step, ease.skills, ease.items)
        slope, bend = parts.total(_for_skills, ease, without)
        ease = EaseNumbers(ease.base, ease.levels, ease.skills + (slope - _SKILL_RIDGE * ease.skills) / (bend + _SKILL_RIDGE), ease.items)
        slope, bend = parts.total(_for_items, ease, without)
        ease = EaseNumbers(ease.base, ease.levels, ease.skills, ease.items + (slope - _ITEM_RIDGE * ease.items) / (bend + _ITEM_RIDGE))
    return ease


def _left(part: Answers, kept: Kept, ease: EaseNumbers, without: int) -> tuple[Floats, Floats]:
    """Return each row's residual and variance; both are 0 in the fold that is left out."""
    p = 1 / (1 + np.exp(-(kept["offset"] + ease.of_rows(part))))
    used = kept["fold"] != without
    return (part.credit - p) * used, p * (1 - p) * used


def _for_all(part: Answers, kept: Kept, ease: EaseNumbers, without: int) -> tuple[Floats, Floats]:
    e, v = _left(part, kept, ease, without)
    return np.array([e.sum()]), np.array([v.sum()])


def _for_levels(part: Answers, kept: Kept, ease: EaseNumbers, without: int) -> tuple[Floats, Floats]:
    e, v = _left(part, kept, ease, without)
    return np.bincount(part.level, e, _LEVELS), np.bincount(part.level, v, _LEVELS)


def _for_skills(part: Answers, kept: Kept, ease: EaseNumbers, without: int) -> tuple[Floats, Floats]:
    e, v = _left(part, kept, ease, without)
    weight = part.share
    return tuple(np.bincount(part.skill, column[part.skill_row] * weight, len(part.skills)) for column in (e, v))  # type: ignore[return-value]


def _for_items(part: Answers, kept: Kept, ease: EaseNumbers, without: int) -> tuple[Floats, Floats]:
    e, v = _left(part, kept, ease, without)
    return np.bincount(part.item, e, len(part.items)), np.bincount(part.item, v, len(part.items))


def _named(names: object, values: Floats) -> dict[str, float]:
    return {name: _short(value) for name, value in zip(names, values, strict=True) if value}  # type: ignore[call-overload]


def _short(value: float) -> float:
    return round(float(value), 5)
