"""Fits the residual model: ease, evidence, one regression; ease once more beside the evidence; then situations, families and exercises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from tutor.fitting.answers import Answers, Floats, Ints
from tutor.fitting.base import Tell, tell_nobody
from tutor.fitting.batch import count_gaps, describe, find_usual_gap
from tutor.fitting.corrections import fit_corrections
from tutor.fitting.ease import EaseNumbers, fit_eases
from tutor.fitting.errors import TooFewAnswers
from tutor.fitting.parts import Kept, OnePart, Parts, Sums
from tutor.fitting.regression import fit_moments, fit_regression, unstandard
from tutor.learner.evidence import SITUATIONS
from tutor.learner.parameters import Numbers, ResidualParameters, Weights
from tutor.learner.residual import Residual

_FOLDS = 5
_STAGES = 2
_RIDGE, _SITUATION_RIDGE = 1.0, 30.0
_STEPS = _STAGES + 0.4
_LEAST_NUMBER = 1e-4


@dataclass(frozen=True, slots=True)
class ResidualFitter:
    """Fits residual logistic knowledge tracing with scikit-learn.

    The ease that a learner's evidence is measured by never comes from that learner's own answers (five folds of learners); otherwise the
    regression would trust rare exercises too much. Source of the cross-fitting: Chernozhukov et al. 2018.

    Args:
        weights: take these and fit only what depends on the exercises; for a place with too few answers for weights of its own.
    """

    name: str = "rean"
    weights: Weights | None = None

    def fit(self, answers: Answers, seed: int = 0, tell: Tell = tell_nobody) -> Residual:
        """Return the model fitted to these answers."""
        if not len(answers):
            raise TooFewAnswers("there are no answers to fit a model to")
        return self.fit_parts(OnePart(answers), find_usual_gap(count_gaps(answers)), seed, tell)

    def fit_parts(self, parts: Parts, usual_gap: float, seed: int = 0, tell: Tell = tell_nobody) -> Residual:
        """Return the model fitted to answers that may lie in several parts."""
        folds = np.random.default_rng(seed).permutation(len(parts.names.learners)) % _FOLDS
        parts.total(_begin, folds)
        given = self.weights
        usual_gap = given.usual_gap if given else usual_gap
        for stage in range(parts.done(), _STAGES):
            eases = fit_eases(parts, _FOLDS)
            tell((stage + 0.2) / _STEPS)
            parts.total(_describe, eases, usual_gap)
            tell((stage + 0.8) / _STEPS)
            together = np.array(given.together) if given else _fit_together(parts)
            if stage + 1 < _STAGES:
                parts.total(_set_offset, together)
                parts.keep(stage + 1)
        weights = given or _fit_situations(parts, together, usual_gap)
        parts.total(_set_logit, np.array(weights.together), np.array(weights.situations))
        families = fit_corrections(parts, "family")
        items = fit_corrections(parts, "item", parts.alone)
        tell(1.0)
        return Residual(_as_parameters(parts, eases[-1], weights, families, items), self.name)


def _begin(part: Answers, kept: Kept, folds: Ints) -> Sums:
    kept["fold"] = folds[part.learner]
    if "offset" not in kept:
        kept["offset"] = np.zeros(len(part))
    return ()


def _describe(part: Answers, kept: Kept, eases: Sequence[EaseNumbers], usual_gap: float) -> Sums:
    ease = np.choose(kept["fold"], [one.of_rows(part) for one in eases[:-1]])
    kept["situation"], kept["x"] = describe(part, ease, usual_gap)
    kept["z"] = np.zeros(len(part))
    return ()


def _fit_together(parts: Parts) -> Floats:
    """Return weights and constant of the one regression: scikit-learn's where the answers are in memory, the same by sums where they are not."""
    mean, deviation = fit_moments(parts)
    if isinstance(parts, OnePart):
        return unstandard(_fit_in_memory(parts, mean, deviation), mean, deviation)
    return unstandard(fit_regression(parts, -1, _RIDGE, mean, deviation), mean, deviation)


def _fit_in_memory(parts: OnePart, mean: Floats, deviation: Floats) -> Floats:
    x = ((parts.kept["x"] - mean.astype(np.float32)) / deviation.astype(np.float32)).astype(np.float32)
    credit = parts.names.credit
    partly = np.flatnonzero((credit > 0) & (credit < 1))
    if not 0 < credit.mean() < 1:
        return fit_regression(parts, -1, _RIDGE, mean, deviation)
    labels, shares = credit >= 1, np.ones(len(credit))
    shares[partly] = 1 - credit[partly]
    model = LogisticRegression(C=1 / _RIDGE, solver="newton-cholesky", max_iter=100, tol=1e-5)
    more = np.ones(len(partly), dtype=bool)
    model.fit(np.concatenate([x, x[partly]]), np.concatenate([labels, more]), np.concatenate([shares, credit[partly]]))
    return np.append(model.coef_[0], model.intercept_[0]).astype(float)


def _set_offset(part: Answers, kept: Kept, together: Floats) -> Sums:
    """Keep the evidence without the ease, beside which the ease is estimated once more."""
    x = kept["x"]
    kept["offset"] = x @ together[:-1] - together[0] * x[:, 0]
    return ()


def _sum_evidence(part: Answers, kept: Kept, together: Floats) -> Sums:
    x = kept["x"]
    return np.array([(x @ together[:-1] - together[0] * x[:, 0]).sum(), float(len(part))]), np.zeros(1)


def _fit_situations(parts: Parts, together: Floats, usual_gap: float) -> Weights:
    (total, rows), _none = parts.total(_sum_evidence, together)
    parts.total(_set_logit, together, np.tile(together, (len(SITUATIONS), 1)))
    mean, deviation = fit_moments(parts)
    own = [
        together + unstandard(fit_regression(parts, situation, _SITUATION_RIDGE, mean, deviation), mean, deviation)
        for situation in range(len(SITUATIONS))
    ]
    return Weights(_short([*together[:-1], -total / rows]), tuple(_short(row) for row in own), round(usual_gap, 3))


def _set_logit(part: Answers, kept: Kept, together: Floats, situations: Floats) -> Sums:
    x = kept["x"]
    kept["a"] = x @ together[:-1] - together[0] * x[:, 0] + together[-1]
    kept["z"] = np.einsum("ij,ij->i", x, situations[kept["situation"], :-1]) + situations[kept["situation"], -1]
    return ()


def _count_items(part: Answers, _kept: Kept) -> Sums:
    return (np.bincount(part.item, minlength=len(part.items)),)


def _as_parameters(parts: Parts, ease: EaseNumbers, weights: Weights, families: Floats, items: Floats) -> ResidualParameters:
    names = parts.names
    (seen,) = parts.total(_count_items)
    named = {name: int(count) for name, count in zip(names.items, seen, strict=True) if count}
    return ResidualParameters(ease.named(names), weights, _named(names.family_names, families), _named(names.items, items), named)


def _named(names: Sequence[str], rows: Floats) -> dict[str, Numbers]:
    """Return the rows that say something, by name."""
    loud = np.abs(rows).max(1, initial=0.0) > _LEAST_NUMBER
    return {names[int(number)]: _short(rows[number]) for number in np.flatnonzero(loud)}


def _short(row: Sequence[float] | Floats) -> Numbers:
    return tuple(round(float(value), 6) for value in row)
