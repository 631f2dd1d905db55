"""Models are judged on learners that they have never seen, answer by answer, the way they are used in class."""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

from tutor.fitting.answers import Answers, Floats, Ints
from tutor.fitting.base import Fitter
from tutor.fitting.errors import FittingError, TooFewAnswers
from tutor.fitting.metrics import Scores, score
from tutor.learner.base import LearnerModel
from tutor.workers import end_with_parent

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class FoldResult:
    """What one fold told of one model."""

    scores: Scores
    fit_seconds: float
    predict_update_us: float


def split_learners(answers: Answers, folds: int, seed: int) -> Ints:
    """Return each learner's fold: the sorted learners are permuted, and the rank in that order modulo `folds` is the fold.

    Raises:
        TooFewAnswers: there are fewer learners than folds.
    """
    count = len(answers.learners)
    if count < folds:
        raise TooFewAnswers(f"{folds} folds need at least {folds} learners. Got {count}")
    fold = np.empty(count, np.int64)
    fold[np.random.default_rng(seed).permutation(count)] = np.arange(count) % folds
    return fold


def predict_online(model: LearnerModel, answers: Answers) -> tuple[Floats, float]:
    """Return the chance given before each answer, and the seconds of processor time that predicting and learning took together."""
    chances, seconds = np.empty(len(answers)), 0.0
    predict, learn = model.predict_one, model.learn_one
    for first, end in answers.each_learner():
        rows = answers.online(first, end)
        times = answers.at[first:end] >= 0
        said, state = [], model.fresh()
        begun = time.process_time()
        for (task, attempt), timed in zip(rows, times.tolist(), strict=True):
            said.append(predict(state, task, attempt.at if timed else None))
            state = learn(state, attempt)
        seconds += time.process_time() - begun
        chances[first:end] = said
    return chances, seconds


def judge_fold(fitter: Fitter, answers: Answers, in_fold: Any, seed: int) -> FoldResult:
    """Fit to the learners outside a fold and predict those inside."""
    begun = time.perf_counter()
    model = fitter.fit(answers.of_learners(~in_fold), seed)
    fit_seconds = time.perf_counter() - begun
    held_out = answers.of_learners(in_fold)
    chances, seconds = predict_online(model, held_out)
    return FoldResult(score(held_out.credit, chances), fit_seconds, 1e6 * seconds / len(held_out))


def judge(fitter: Fitter, answers: Answers, folds: int, seed: int, say: Say) -> dict[str, float | None]:
    """Return the figures of one model; they are made in a process of their own, so that its memory can be told.

    Raises:
        FittingError: the model cannot be fitted to these answers, or its process was killed.
    """
    fold = split_learners(answers, folds, seed)
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_judge_folds, args=(theirs, os.getpid(), fitter, answers, fold, folds, seed))
    process.start()
    theirs.close()
    try:
        results, peak_mb = _listen(ours, fitter.name, folds, say)
    finally:
        process.join()
    return _summary(results, peak_mb)


def _judge_folds(to: Connection, parent: int, fitter: Fitter, answers: Answers, fold: Ints, folds: int, seed: int) -> None:
    end_with_parent(parent)
    try:
        for number in range(folds):
            to.send(judge_fold(fitter, answers, fold == number, seed))
        to.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    except FittingError as error:
        to.send(str(error))
    except Exception as error:
        to.send(f"{type(error).__name__}: {error}")
        raise


def _listen(ours: Connection, name: str, folds: int, say: Say) -> tuple[list[FoldResult], float]:
    results: list[FoldResult] = []
    while True:
        if len(results) < folds:
            say(f"{name}: fold {len(results) + 1} of {folds}")
        try:
            told = ours.recv()
        except EOFError:
            raise FittingError(f"{name} ended without an answer: too little memory?") from None
        if isinstance(told, str):
            raise FittingError(f"{name} could not be judged: {told}")
        if isinstance(told, float):
            return results, told
        results.append(told)


def _summary(results: Sequence[FoldResult], peak_mb: float) -> dict[str, float | None]:
    aucs = [one.scores.auc for one in results if np.isfinite(one.scores.auc)]
    return {
        "auc": round(float(np.mean(aucs)), 5) if aucs else None,
        "auc_sd": round(float(np.std(aucs)), 5) if aucs else None,
        "log_loss": _mean([one.scores.log_loss for one in results]),
        "rmse": _mean([one.scores.rmse for one in results]),
        "ece": _mean([one.scores.ece for one in results]),
        "fit_seconds": round(float(np.mean([one.fit_seconds for one in results])), 3),
        "predict_update_us": round(float(np.mean([one.predict_update_us for one in results])), 2),
        "peak_mb": round(peak_mb, 1),
    }


def _mean(values: Sequence[float]) -> float:
    return round(float(np.mean(values)), 5)


def evaluate(answers: Answers, fitters: Sequence[Fitter], folds: int, seed: int, say: Say) -> dict[str, Any]:
    """Return the counts of the data and the figures of every model."""
    found = {fitter.name: judge(fitter, answers, folds, seed, say) for fitter in fitters}
    return {"data": {**answers.counts(), "folds": folds, "seed": seed}, "models": found}


def as_lines(results: dict[str, Any]) -> Iterator[str]:
    """Yield the results as a table."""
    yield "  ".join(f"{name} {value}" for name, value in results["data"].items())
    yield f"{'model':12} {'AUC':>7} {'sd':>6} {'log loss':>9} {'RMSE':>7} {'ECE':>7} {'fit s':>8} {'us':>7} {'MB':>7}"
    for name, row in results["models"].items():
        auc, spread = (f"{row[key]:.4f}" if row[key] is not None else "-" for key in ("auc", "auc_sd"))
        figures = f"{row['log_loss']:9.4f} {row['rmse']:7.4f} {row['ece']:7.4f} {row['fit_seconds']:8.2f} {row['predict_update_us']:7.1f}"
        yield f"{name:12} {auc:>7} {spread:>6} {figures} {row['peak_mb']:7.0f}"
