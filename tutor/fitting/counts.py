"""Logistic regression on how often a learner was right and wrong: PFA and Best-LR."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from tutor.events.records import Attempt, Reason, Task
from tutor.fitting.answers import Answers, Floats
from tutor.fitting.base import Tell, tell_nobody
from tutor.fitting.errors import TooFewAnswers
from tutor.learner.base import State
from tutor.learner.credit import credit_of, skills_of
from tutor.learner.evidence import chance

_ALL = ""
_NOTHING = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Counts:
    """A weight for each skill, for its right and wrong answers, and where told so for each exercise and for all answers together.

        logit P = base + sum over skills (b + g log(1 + right) + r log(1 + wrong)) + item + G log(1 + all right) + R log(1 + all wrong)

    Source: Pavlik, Cen and Koedinger 2009, performance factors analysis (skills alone); Gervet, Koedinger, Schneider and Mitchell 2020, Best-LR
    (with exercises and totals); logarithms of the counts from the latter.

    >>> model = Counts(0.0, {"add": (1.0, 0.5, -0.5)})
    >>> round(model.predict_one(model.fresh(), Task("sum", ("add",), 1, "number")), 2)
    0.73
    """

    base: float
    skills: Mapping[str, tuple[float, float, float]]
    items: Mapping[str, float] | None = None
    totals: tuple[float, float] = (0.0, 0.0)
    name: str = "pfa"
    version: str = "1"

    def fresh(self) -> State:
        """Return the state of a learner who has not answered anything."""
        return {}

    def predict_one(self, state: State, task: Task, at: datetime | None = None) -> float:
        """Return the chance of a right answer."""
        logit = self.base + sum(self._of_skill(state, skill) for skill in skills_of(task))
        if self.items is not None:
            right, wrong, _last = state.get(_ALL, _NOTHING)
            logit += self.items.get(task.item, 0.0) + self.totals[0] * math.log1p(right) + self.totals[1] * math.log1p(wrong)
        return chance(logit)

    def learn_one(self, state: State, attempt: Attempt) -> State:
        """Return the state after one more answer."""
        credit = credit_of(attempt)
        if credit is None:
            return state
        keys = [_ALL, *(f" {skill}" for skill in skills_of(attempt.task))]
        return {**state, **{key: _counted(state.get(key, _NOTHING), credit) for key in keys}}

    def mastery(self, state: State, skill: str) -> float:
        """Return the chance of a right answer to an average exercise on the skill."""
        return self.predict_one(state, Task("", (skill,), 0, ""))

    def explain(self, state: State, skill: str) -> Reason:
        """Return how many answers were right and wrong."""
        right, wrong, last = state.get(f" {skill}", _NOTHING)
        if not right + wrong:
            return Reason("model.bkt.nothing", {"skill": skill})
        percent = min(round(100 * self.mastery(state, skill)), 99)
        text = "model.bkt.last_right" if last >= 0.5 else "model.bkt.last_wrong"
        return Reason(text, {"skill": skill, "percent": percent, "right": round(right), "tries": round(right + wrong)})

    def _of_skill(self, state: State, skill: str) -> float:
        weights = self.skills.get(skill)
        if weights is None:
            return 0.0
        right, wrong, _last = state.get(f" {skill}", _NOTHING)
        return weights[0] + weights[1] * math.log1p(right) + weights[2] * math.log1p(wrong)


def _counted(row: tuple[float, ...], credit: float) -> list[float]:
    return [row[0] + credit, row[1] + 1 - credit, credit]


@dataclass(frozen=True, slots=True)
class CountsFitter:
    """Fits with scikit-learn, on sparse columns."""

    with_items: bool = False

    @property
    def name(self) -> str:
        """The name by which it is known."""
        return "best-lr" if self.with_items else "pfa"

    def fit(self, answers: Answers, seed: int = 0, tell: Tell = tell_nobody) -> Counts:
        """Return the model fitted to these answers."""
        if not len(answers) or not 0 < answers.credit.mean() < 1:
            raise TooFewAnswers("right and wrong answers are needed")
        matrix = self._columns(answers)
        weights, base = _regress(matrix, answers.credit)
        count = len(answers.skills)
        rows = weights[: 3 * count].reshape(3, count).T
        skills = {name: (float(a), float(b), float(c)) for name, (a, b, c) in zip(answers.skills, rows, strict=True)}
        if not self.with_items:
            return Counts(base, skills, name=self.name)
        items = dict(zip(answers.items, weights[3 * count : -2].tolist(), strict=True))
        return Counts(base, skills, items, (float(weights[-2]), float(weights[-1])), self.name)

    def _columns(self, answers: Answers) -> sparse.csr_matrix:
        right, wrong, all_right, all_wrong = count_before(answers)
        skill = [
            _spread(answers.skill_row, values, answers.skill, len(answers), len(answers.skills)) for values in (np.ones(len(right)), right, wrong)
        ]
        if not self.with_items:
            return sparse.hstack(skill).tocsr()
        rows = np.arange(len(answers))
        item = _spread(rows, np.ones(len(rows)), answers.item, len(rows), len(answers.items))
        return sparse.hstack([*skill, item, np.column_stack([all_right, all_wrong])]).tocsr()


def _spread(rows: Floats, values: Floats, columns: Floats, height: int, width: int) -> sparse.csr_matrix:
    return sparse.csr_matrix((values, (rows, columns)), shape=(height, width))


def _regress(matrix: sparse.csr_matrix, credit: Floats) -> tuple[Floats, float]:
    partly = np.flatnonzero((credit > 0) & (credit < 1))
    shares = np.ones(len(credit))
    shares[partly] = 1 - credit[partly]
    labels = np.concatenate([credit >= 1, np.ones(len(partly), dtype=bool)])
    stacked = sparse.vstack([matrix, matrix[partly]]).tocsr() if len(partly) else matrix
    model = LogisticRegression(C=1.0, solver="newton-cg", max_iter=200).fit(stacked, labels, np.concatenate([shares, credit[partly]]))
    return model.coef_[0], float(model.intercept_[0])


def count_before(answers: Answers) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the logarithms of right and wrong answers before each: for each (row, skill) pair, and of all."""
    pair_learner = answers.learner[answers.skill_row]
    of_skill = _running(pair_learner * len(answers.skills) + answers.skill, answers.credit[answers.skill_row])
    of_all = _running(answers.learner, answers.credit)
    return tuple(np.log1p(column) for column in (*of_skill, *of_all))  # type: ignore[return-value]


def _running(group: Floats, credit: Floats) -> tuple[Floats, Floats]:
    """Return the sums of credit, and of what is missing to 1, over earlier rows of the same group."""
    order = np.argsort(group, kind="stable")
    sums = np.cumsum(credit[order]) - credit[order]
    starts = np.flatnonzero(np.diff(group[order], prepend=-1)) if len(order) else np.zeros(0, np.int64)
    sizes = np.diff(np.append(starts, len(order)))
    right, tries = sums - np.repeat(sums[starts], sizes), np.arange(len(order)) - np.repeat(starts, sizes)
    found = np.empty((2, len(order)))
    found[0, order], found[1, order] = right, tries - right
    return np.maximum(found[0], 0.0), np.maximum(found[1], 0.0)
