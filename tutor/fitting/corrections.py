"""What is special about each family of exercises, or each exercise: small regressions, one for each, solved together."""

from __future__ import annotations

from typing import Any

import numpy as np

from tutor.fitting.answers import Answers, Floats, Mask
from tutor.fitting.parts import Kept, Parts
from tutor.learner.evidence import SITUATIONS
from tutor.learner.parameters import CORRECTIONS, SLOPES

_ROUNDS = 4
_RIDGE = np.array([8.0] * len(SITUATIONS) + [40.0] * (CORRECTIONS - len(SITUATIONS)))
"""A shift, or a slope, needs about as many answers to be half believed (times 1 / p(1 - p))."""


def fit_corrections(parts: Parts, of: str, skipped: Mask | None = None) -> Floats:
    """Return one row of corrections for each family or item, and add what they say to each row's logit.

    Args:
        of: "family" or "item".
        skipped: families or items that get none.
    """
    count = len(parts.names.family_skills if of == "family" else parts.names.items)
    numbers = np.zeros((count, CORRECTIONS))
    for _ in range(_ROUNDS):
        slope, bend = parts.total(_slope_and_bend, of, numbers)
        bend[:, range(CORRECTIONS), range(CORRECTIONS)] += _RIDGE
        numbers = numbers + np.linalg.solve(bend, (slope - _RIDGE * numbers)[:, :, None])[:, :, 0]
        if skipped is not None:
            numbers[skipped] = 0.0
    parts.total(_add, of, numbers)
    return numbers


def columns_of(kept: Kept) -> Floats:
    """Return what the corrections multiply, shape (rows, CORRECTIONS)."""
    shifts = np.eye(len(SITUATIONS), dtype=np.float32)[kept["situation"]]
    return np.column_stack([shifts, kept["a"].astype(np.float32), kept["x"][:, SLOPES]])


def _slope_and_bend(part: Answers, kept: Kept, of: str, numbers: Floats) -> tuple[Floats, Floats]:
    key: Any = getattr(part, of)
    columns, count = columns_of(kept), len(numbers)
    p = 1 / (1 + np.exp(-(kept["z"] + np.einsum("ij,ij->i", columns, numbers[key]))))
    e, v = part.credit - p, p * (1 - p)
    slope = np.stack([np.bincount(key, e * columns[:, i], count) for i in range(CORRECTIONS)], 1)
    bend = np.zeros((count, CORRECTIONS, CORRECTIONS))
    for i in range(CORRECTIONS):
        weighed = v * columns[:, i]
        for j in range(max(i, len(SITUATIONS)) if i < len(SITUATIONS) else i, CORRECTIONS):
            bend[:, i, j] = bend[:, j, i] = np.bincount(key, weighed * columns[:, j], count)
        bend[:, i, i] = np.bincount(key, weighed * columns[:, i], count)
    return slope, bend


def _add(part: Answers, kept: Kept, of: str, numbers: Floats) -> tuple[Floats]:
    kept["z"] = kept["z"] + np.einsum("ij,ij->i", columns_of(kept), numbers[getattr(part, of)])
    return (np.zeros(1),)
