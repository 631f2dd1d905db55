"""What `rean model fit` does: weights of one's own only where they predict better than the shipped ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from tutor.fitting.answers import Answers
from tutor.fitting.base import Tell
from tutor.fitting.batch import count_gaps, find_usual_gap
from tutor.fitting.dask_parts import partition
from tutor.fitting.errors import TooFewAnswers
from tutor.fitting.evaluate import predict_online
from tutor.fitting.metrics import score
from tutor.fitting.parts import OnePart
from tutor.fitting.residual import ResidualFitter
from tutor.learner.model_file import load_shipped
from tutor.learner.residual import Residual

FEW_ANSWERS = 20_000
"""From so many on, weights of one's own are better without a trial."""
_LEAST_LEARNERS = 10
_TRIALS = 3


def choose_and_fit(answers: Answers, notes: Path | None, seed: int, tell: Tell) -> tuple[Residual, dict[str, Any]]:
    """Return the fitted model, and in plain values what it was fitted to.

    Where there are few answers, the shipped weights are kept, and only the ease of exercises and what is special about them is learned,
    unless weights of one's own predict held-out learners better.

    Raises:
        TooFewAnswers: there are none.
    """
    if not len(answers):
        raise TooFewAnswers("there are no answers yet to fit a model to")
    shipped = ResidualFitter(weights=load_shipped().parameters.weights)
    own = len(answers) >= FEW_ANSWERS or _own_is_better(answers, shipped, seed)
    fitter = ResidualFitter() if own else shipped
    parts = OnePart(answers, notes=notes, what=f"{seed}-{own}")
    model = fitter.fit_parts(parts, find_usual_gap(count_gaps(answers)), seed, tell)
    why = "The weights are its own." if own else "The weights are the shipped ones: there are too few answers for better ones."
    return model, {**answers.counts(), "seed": seed, "weights": why, "remarks": list(answers.remarks)}


def _own_is_better(answers: Answers, shipped: ResidualFitter, seed: int) -> bool:
    """Tell which of both predicts held-out learners better."""
    learners = len(answers.learners)
    if learners < _LEAST_LEARNERS or not 0 < answers.credit.mean() < 1:
        return False
    fold = np.random.default_rng(seed).permutation(learners) % _TRIALS
    losses = {fitter: sum(_loss(fitter, answers, fold == number, seed) for number in range(_TRIALS)) for fitter in (ResidualFitter(), shipped)}
    return losses[ResidualFitter()] < losses[shipped]


def _loss(fitter: ResidualFitter, answers: Answers, held_out: Any, seed: int) -> float:
    seen, unseen = answers.of_learners(~held_out), answers.of_learners(held_out)
    chances, _seconds = predict_online(fitter.fit(seen, seed), unseen)
    return score(unseen.credit, chances).log_loss * len(unseen)


def fit_from_disk(data: Path, folder: Path, workers: int, seed: int, skip_bad: bool, tell: Tell) -> tuple[Residual, dict[str, Any]]:
    """Return the model fitted to a file that may be larger than memory; `folder` holds its parts, and is taken away at the end."""
    with partition(data, folder, workers, seed, skip_bad) as parts:
        model = ResidualFitter().fit_parts(parts, parts.usual_gap, seed, tell)
        return model, {**parts.counts, "seed": seed, "weights": "The weights are its own.", "remarks": list(parts.names.remarks)}
