"""How easy exercises are: one logit for all, for each level, skill and exercise, drawn to 0 where there are few answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tutor.fitting.answers import Answers, Floats
from tutor.fitting.parts import Kept, Parts, Step, Sums
from tutor.learner.parameters import Ease

_ROUNDS, _ROUNDS_FROM_NEAR = 12, 6
_ROUNDS_OF_BASE = 3
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


def fit_eases(parts: Parts, folds: int) -> list[EaseNumbers]:
    """Return the logits without each fold of learners, and at the end those of all, each the best beside the rows' offsets under a ridge.

    Newton's method on one block after the other. Where a row has several skills the second derivative is replaced by a bound that is never below
    it (the shares of a row add up to 1), so that no step goes too far. What is left of all when a fold goes is near: the search begins there.
    """
    names = parts.names
    begin = EaseNumbers(0.0, np.zeros(_LEVELS), np.zeros(len(names.skills)), np.zeros(len(names.items)))
    of_all = _climb(parts, {-1: begin}, _ROUNDS)[-1]
    without = _climb(parts, dict.fromkeys(range(folds), of_all), _ROUNDS_FROM_NEAR)
    return [*(without[fold] for fold in range(folds)), of_all]


def _climb(parts: Parts, eases: dict[int, EaseNumbers], rounds: int) -> dict[int, EaseNumbers]:
    for number in range(rounds):
        for step, move in ((_for_base, _move_base), (_for_skills, _move_skills), (_for_items, _move_items)):
            if step is _for_base and number >= _ROUNDS_OF_BASE:
                continue
            slopes, bends = parts.total(_for_each, step, eases)
            eases = {fold: move(ease, slope, bend) for (fold, ease), slope, bend in zip(eases.items(), slopes, bends, strict=True)}
    return eases


def _move_base(ease: EaseNumbers, slope: Floats, bend: Floats) -> EaseNumbers:
    base = ease.base + float(slope.sum() / (bend.sum() + 1e-6))
    step = (slope - bend * (base - ease.base) - _LEVEL_RIDGE * ease.levels) / (bend + _LEVEL_RIDGE)
    step[0] = 0.0
    return EaseNumbers(base, ease.levels + step, ease.skills, ease.items)


def _move_skills(ease: EaseNumbers, slope: Floats, bend: Floats) -> EaseNumbers:
    return EaseNumbers(ease.base, ease.levels, ease.skills + (slope - _SKILL_RIDGE * ease.skills) / (bend + _SKILL_RIDGE), ease.items)


def _move_items(ease: EaseNumbers, slope: Floats, bend: Floats) -> EaseNumbers:
    return EaseNumbers(ease.base, ease.levels, ease.skills, ease.items + (slope - _ITEM_RIDGE * ease.items) / (bend + _ITEM_RIDGE))


def _for_each(part: Answers, kept: Kept, step: Step, eases: dict[int, EaseNumbers]) -> Sums:
    """Return slopes and bends of a block, a row for each of the searches that go on together."""
    found = [step(part, *_left(part, kept, ease, fold)) for fold, ease in eases.items()]
    return np.stack([slope for slope, _bend in found]), np.stack([bend for _slope, bend in found])


def _left(part: Answers, kept: Kept, ease: EaseNumbers, without: int) -> tuple[Floats, Floats]:
    """Return each row's residual and variance; both are 0 in the fold that is left out."""
    p = 1 / (1 + np.exp(-(kept["offset"] + ease.of_rows(part))))
    used = kept["fold"] != without
    return (part.credit - p) * used, p * (1 - p) * used


def _for_base(part: Answers, e: Floats, v: Floats) -> tuple[Floats, Floats]:
    return np.bincount(part.level, e, _LEVELS), np.bincount(part.level, v, _LEVELS)


def _for_skills(part: Answers, e: Floats, v: Floats) -> tuple[Floats, Floats]:
    count, weight = len(part.skills), part.share
    return np.bincount(part.skill, e[part.skill_row] * weight, count), np.bincount(part.skill, v[part.skill_row] * weight, count)


def _for_items(part: Answers, e: Floats, v: Floats) -> tuple[Floats, Floats]:
    return np.bincount(part.item, e, len(part.items)), np.bincount(part.item, v, len(part.items))


def _named(names: object, values: Floats) -> dict[str, float]:
    return {name: _short(value) for name, value in zip(names, values, strict=True) if value}  # type: ignore[call-overload]


def _short(value: float) -> float:
    return round(float(value), 5)
