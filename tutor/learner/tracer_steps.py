"""The maximising steps of the tracer's fit: each finds its numbers from expected counts, held near what is usual."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from tutor.learner.histories import Histories
from tutor.learner.tracer_numbers import TRAITS

Floats = NDArray[np.float64]

_PRIOR, _LEARN = (-1.0, 1.5), (-1.7, 0.8)
"""Mean and standard deviation of the logits of a skill, over skills."""
_ON_PRIOR, _ON_LEARN = (0.8, 0.3), (0.4, 0.2)
_WITHOUT_PRIOR, _WITHOUT_LEARN = (np.log(0.35), 0.6), (np.log(0.5), 0.4)
_GUESS, _SLIP = (3.0, 10.0), (1.5, 12.5)
"""As answers that were seen before: wrong made right, and all others."""
_ITEM_SPREAD = 0.3
_LEAST_CHANCE, _MOST_CHANCE = 0.01, 0.6


@dataclass
class Numbers:
    """What is being fitted; arrays are by skill, or by item."""

    prior: Floats
    learn: Floats
    guess: Floats
    slip: Floats
    item_guess: Floats
    item_slip: Floats
    trait_on_prior: float
    trait_on_learn: float
    traits: bool
    prior_without: float = 0.35
    learn_without: float = 0.5

    @classmethod
    def usual(cls, skills: int, items: int, traits: bool) -> Numbers:
        """Return where the fit begins."""
        on = (_ON_PRIOR[0], _ON_LEARN[0]) if traits else (0.0, 0.0)
        prior, learn, guess, slip = (np.full(skills, value) for value in (_PRIOR[0], _LEARN[0], 0.22, 0.10))
        return cls(prior, learn, guess, slip, np.zeros(items), np.zeros(items), *on, traits)

    def prior_chances(self, skill: int) -> Floats:
        """Return the chance of knowing at first: by trait, and whether what is needed is known (0, 1)."""
        chance = _logistic(self.prior[skill] + self.trait_on_prior * np.array(TRAITS))
        return np.stack([self.prior_without * chance, chance], 1).clip(1e-4, 1 - 1e-4)

    def learn_chances(self, skill: int) -> Floats:
        """Return the chance of learning by one exercise, in the same form."""
        chance = _logistic(self.learn[skill] + self.trait_on_learn * np.array(TRAITS))
        return np.stack([self.learn_without * chance, chance], 1).clip(1e-4, 1 - 1e-4)

    def luck(self, histories: Histories) -> tuple[Floats, Floats]:
        """Return guess and slip of each answer's exercise."""
        guess = _logistic(_logit(self.guess)[None, :, None] + self.item_guess[histories.item])
        return guess, _logistic(_logit(self.slip)[None, :, None] + self.item_slip[histories.item])

    def log_emissions(self, histories: Histories) -> tuple[Floats, Floats]:
        """Return for each answer the logarithm of its chance for one who knows the skill, and for one who does not; 0 where there is none."""
        guess, slip = self.luck(histories)
        known, unknown = np.where(histories.right, 1 - slip, slip), np.where(histories.right, guess, 1 - guess)
        return np.log(known) * histories.mask, np.log(unknown) * histories.mask


def fit_emissions(numbers: Numbers, histories: Histories, known: Floats) -> None:
    """Find guess and slip of skills, then how far each item lies from its skill."""
    unknown, wrong = (1 - known) * histories.mask, ~histories.right
    numbers.guess = _share((unknown * histories.right).sum((0, 2)), unknown.sum((0, 2)), _GUESS)
    numbers.slip = _share((known * wrong).sum((0, 2)), known.sum((0, 2)), _SLIP)
    guess, slip = numbers.luck(histories)
    numbers.item_guess = _step(numbers.item_guess, histories.item, unknown, histories.right - guess, guess)
    numbers.item_slip = _step(numbers.item_slip, histories.item, known, wrong - slip, slip)


def fit_prior(numbers: Numbers, counts: Floats) -> None:
    """Find what is known at first."""
    on = _ON_PRIOR if numbers.traits else None
    numbers.prior, numbers.trait_on_prior, numbers.prior_without = _fit_logits(numbers.prior, counts, _PRIOR, on, _WITHOUT_PRIOR)


def fit_learning(numbers: Numbers, counts: Floats) -> None:
    """Find what one exercise teaches."""
    on = _ON_LEARN if numbers.traits else None
    numbers.learn, numbers.trait_on_learn, numbers.learn_without = _fit_logits(numbers.learn, counts, _LEARN, on, _WITHOUT_LEARN)


def _share(some: Floats, all_of_them: Floats, before: tuple[float, float]) -> Floats:
    return ((some + before[0]) / (all_of_them + sum(before))).clip(_LEAST_CHANCE, _MOST_CHANCE)


def _step(shift: Floats, item: NDArray[np.int64], weight: Floats, rest: Floats, chance: Floats) -> Floats:
    """Take one step of Newton's method, held near 0."""
    slope = np.bincount(item.ravel(), (weight * rest).ravel(), len(shift)) - shift / _ITEM_SPREAD**2
    bend = np.bincount(item.ravel(), (weight * chance * (1 - chance)).ravel(), len(shift)) + 1 / _ITEM_SPREAD**2
    return (shift + slope / bend).clip(-1.5, 1.5)


def _fit_logits(
    start: Floats, counts: Floats, skill: tuple[float, float], on: tuple[float, float] | None, without: tuple[float, float]
) -> tuple[Floats, float, float]:
    """Find logits by skill, the weight of the trait, and the factor without needs, by a quasi-Newton method with the exact slope.

    Args:
        counts: expected noes and yeses, shape (skills, traits, needs known, 2).
        on: mean and standard deviation of the trait's weight; None keeps it 0.
    """
    traits = np.array(TRAITS)[None, :, None]

    def loss(x: Floats) -> tuple[float, Floats]:
        """Return minus the log-posterior and its slope."""
        logits, weight, log_factor = x[:-2], x[-2] if on else 0.0, x[-1]
        base = _logistic(logits[:, None, None] + weight * traits)
        factor = np.array([np.exp(min(log_factor, 0.0)), 1.0])[None, None]
        chance = (base * factor).clip(1e-6, 1 - 1e-6)
        value = -(counts[..., 1] * np.log(chance) + counts[..., 0] * np.log(1 - chance)).sum()
        by_log_chance = counts[..., 0] * chance / (1 - chance) - counts[..., 1]
        by_logit = by_log_chance * (1 - base)
        slope = np.concatenate([by_logit.sum((1, 2)), [(by_logit * traits).sum() if on else 0.0, by_log_chance[..., 0].sum()]])
        for place, (mean, spread) in ((slice(0, -2), skill), (-2, on or (0.0, 1.0)), (-1, without)):
            value += float((((x[place] - mean) / spread) ** 2).sum() / 2)
            slope[place] += (x[place] - mean) / spread**2
        return value, slope

    x = np.concatenate([start, [on[0] if on else 0.0, without[0]]])
    x = minimize(loss, x, jac=True, method="L-BFGS-B", options={"maxiter": 40}).x
    return x[:-2].clip(-6, 4), float(x[-2]) if on else 0.0, float(np.exp(min(x[-1], 0.0)))


def _logistic(x: Floats) -> Floats:
    return 1 / (1 + np.exp(-x))


def _logit(chance: Floats) -> Floats:
    return np.log(chance / (1 - chance))
