"""Logistic regression with a ridge, from sums alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from tutor.fitting.answers import Answers, Floats
from tutor.fitting.parts import Kept, Parts

_ROUNDS = 30
_ENOUGH = 1e-7
_ROWS = 65_536


def fit_moments(parts: Parts) -> tuple[Floats, Floats]:
    """Return mean and standard deviation of each number."""
    count, total, squares = parts.total(_moments)
    mean = total / count
    return mean, np.sqrt(np.maximum(squares / count - mean**2, 0.0)) + 1e-6


def _moments(_part: Answers, kept: Kept) -> tuple[Floats, ...]:
    x = kept["x"]
    return np.array([float(len(x))]), x.sum(0, dtype=float), np.einsum("ij,ij->j", x, x, dtype=float)


def fit_regression(parts: Parts, situation: int, ridge: float, mean: Floats, deviation: Floats) -> Floats:
    """Return weights and constant, for standardised numbers, that fit best beside each row's offset; weights are drawn to 0, the constant is not.

    Args:
        situation: only rows of this situation count; -1 for all.
    """
    width = len(mean)
    weights, penalty = np.zeros(width + 1), np.append(np.full(width, ridge), 1e-3)
    for _ in range(_ROUNDS):
        slope, bend = parts.total(_slope_and_bend, situation, weights, mean, deviation)
        step = np.linalg.solve(bend + np.diag(penalty), slope - penalty * weights)
        weights = weights + step
        if np.abs(step).max() < _ENOUGH:
            break
    return weights


def _slope_and_bend(part: Answers, kept: Kept, situation: int, weights: Floats, mean: Floats, deviation: Floats) -> tuple[Floats, Floats]:
    width = len(weights)
    slope, bend = np.zeros(width), np.zeros((width, width))
    rows = np.arange(len(part)) if situation < 0 else np.flatnonzero(kept["situation"] == situation)
    for first in range(0, len(rows), _ROWS):
        some = rows[first : first + _ROWS]
        x = standard(kept["x"][some], mean, deviation)
        p = 1 / (1 + np.exp(-(kept["z"][some] + x @ weights)))
        slope += x.T @ (part.credit[some] - p)
        bend += (x * (p * (1 - p))[:, None]).T @ x
    return slope, bend


def standard(x: Any, mean: Floats, deviation: Floats) -> Floats:
    """Return numbers with mean 0 and deviation 1, and a 1 at the end for the constant."""
    return np.column_stack([(x - mean) / deviation, np.ones(len(x))])


def unstandard(weights: Floats, mean: Floats, deviation: Floats) -> Floats:
    """Return the weights for the numbers as they come."""
    own = weights[:-1] / deviation
    return np.append(own, weights[-1] - own @ mean)
