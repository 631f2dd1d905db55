"""The tracer's numbers spread over a learner's trait, and the arithmetic of three chances."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from tutor.learner.tracer_parameters import SkillNumbers, TracerParameters

TRAITS = (-1.4, 0.0, 1.4)
"""A learner's trait z is one of these three; more points change predictions in the fourth decimal (docs/pacing.md)."""
TRAIT_WEIGHTS = (0.25, 0.5, 0.25)
LEAST, MOST = 1e-4, 1 - 1e-4
"""No chance is nearer to 0 or 1: what is impossible could never be learned from."""

Chances = Sequence[float]
"""One chance for each trait: three numbers. The sums over them are written out, since a loop over three takes three times as long."""


class TraitNumbers(NamedTuple):
    """A skill's parameters at each trait."""

    prior: list[float]
    prior_without: list[float]
    learn: list[float]
    learn_without: list[float]
    fresh: list[Any]
    """The row of a skill that nothing is known of."""


def mix(ready: Chances, with_needs: Chances, without: Chances) -> Chances:
    """Return the chance of knowing from the chance of being ready, by trait."""
    a0, a1, a2 = ready
    x0, x1, x2 = with_needs
    y0, y1, y2 = without
    return y0 + a0 * (x0 - y0), y1 + a1 * (x1 - y1), y2 + a2 * (x2 - y2)


def capped(chances: Chances) -> list[float]:
    """Return chances that no later answer would divide by nothing."""
    x0, x1, x2 = chances
    return [x0 if x0 < MOST else MOST, x1 if x1 < MOST else MOST, x2 if x2 < MOST else MOST]


def spread(parameters: TracerParameters, skill: SkillNumbers) -> TraitNumbers:
    """Return a skill's numbers at each trait."""
    prior = [_clamp(_logistic(skill.prior + parameters.trait_on_prior * z)) for z in TRAITS]
    learn = [_clamp(_logistic(skill.learn + parameters.trait_on_learn * z)) for z in TRAITS]
    prior_without = [_clamp(parameters.prior_without_needs * chance) for chance in prior]
    learn_without = [_clamp(parameters.learn_without_needs * chance) for chance in learn]
    return TraitNumbers(prior, prior_without, learn, learn_without, [prior, prior_without, 0, 0, False, None])


def _clamp(chance: float) -> float:
    return min(max(chance, LEAST), MOST)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-min(max(x, -30.0), 30.0)))


def shifted(chance: float, by: float) -> float:
    """Return a chance moved on the logit scale, within what guess and slip may be."""
    return min(max(_logistic(math.log(chance / (1 - chance)) + by), 0.005), 0.7)
