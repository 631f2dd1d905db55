"""How good chances are: all figures that `rean model evaluate` reports."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score

from tutor.fitting.answers import Floats

_BINS = 15
_LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class Scores:
    """How good the chances of one fold are; `auc` is not a number where all answers are alike."""

    auc: float
    log_loss: float
    rmse: float
    ece: float


def score(credit: Floats, chances: Floats) -> Scores:
    """Return how well chances told answers; a partly right one is right from one half on for the AUC, and a mixture for the rest."""
    p = np.clip(chances, _LEAST, 1 - _LEAST)
    right = credit >= 0.5
    auc = float(roc_auc_score(right, p)) if 0 < right.mean() < 1 else math.nan
    log_loss = -float(np.mean(credit * np.log(p) + (1 - credit) * np.log1p(-p)))
    return Scores(auc, log_loss, float(np.sqrt(np.mean((credit - p) ** 2))), find_ece(credit, p))


def find_ece(credit: Floats, chances: Floats) -> float:
    """Return the expected calibration error over 15 bins of equal width."""
    place = np.minimum((chances * _BINS).astype(int), _BINS - 1)
    gap = np.bincount(place, credit, _BINS) - np.bincount(place, chances, _BINS)
    return float(np.abs(gap).sum() / len(credit))
