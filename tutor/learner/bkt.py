"""Bayesian knowledge tracing, one chance for each skill."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from tutor.events.records import Attempt, Reason, Task
from tutor.learner.base import State

_SLIP = {1: 0.06, 2: 0.10, 3: 0.16}
_GUESS = {1: 0.22, 2: 0.16, 3: 0.10}
_LEAST, _MOST = 0.001, 0.999


@dataclass(frozen=True, slots=True)
class Bkt:
    """Knowledge tracing with priors that were set by hand, since a new house has no answers to fit them to.

    A learner knows a skill or does not. With `L` the chance of knowing it, `g` of guessing and `s` of slipping:

        P(right)      = L (1 - s) + (1 - L) g
        L after right = L (1 - s) / P(right)
        L after wrong = L s / (1 - P(right))
        L next        = L + (1 - L) t          one exercise is one chance `t` to learn

    An exercise with several skills needs them all: `K`, the product of their chances, stands for `L` in P(right), and each skill is
    updated by Bayes' rule with the others as they are. After hints a right answer says less: `g` rises towards 1 with the part of the hints seen.

    Source: Corbett and Anderson 1994, knowledge tracing. Several skills: Koedinger, Pavlik, Stamper, Nixon and Ritter 2011,
    conjunctive knowledge tracing. The hint rule and the numbers are ours.

    >>> model = Bkt()
    >>> round(model.predict_one(model.fresh(), Task("math1/fractions/rice-sacks", ("add",), 2, "fraction")), 3)
    0.308
    """

    name: str = "bkt"
    version: str = "1"
    known_before: float = 0.20
    learned_by_one: float = 0.14

    def fresh(self) -> State:
        """Return the state of a learner who has not answered anything."""
        return {}

    def mastery(self, state: State, skill: str) -> float:
        """Return the chance that the learner knows the skill."""
        return float(state[skill]["known"]) if skill in state else self.known_before

    def predict_one(self, state: State, task: Task, at: datetime | None = None) -> float:
        """Return the chance of a right answer without a hint: for several skills, as if all are needed; time changes nothing here."""
        return self._chance_right(math.prod(self.mastery(state, skill) for skill in task.skills), task, guess_of(task))

    def learn_one(self, state: State, attempt: Attempt) -> State:
        """Return the state after one more answer; an answer that does not count returns the state as it was."""
        if not attempt.counts:
            return state
        return dict(state) | {skill: self._skill_after(state, skill, attempt) for skill in attempt.task.skills}

    def explain(self, state: State, skill: str) -> Reason:
        """Return how many answers the belief rests on, and what the last one was."""
        if skill not in state:
            return Reason("model.bkt.nothing", {"skill": skill})
        row = state[skill]
        last = "model.bkt.last_right" if row["last"] else "model.bkt.last_wrong"
        return Reason(last, {"skill": skill, "percent": min(round(100 * row["known"]), 99), "right": row["right"], "tries": row["tries"]})

    def _skill_after(self, state: State, skill: str, attempt: Attempt) -> dict[str, float | int | bool]:
        row = state.get(skill, {"known": self.known_before, "tries": 0, "right": 0})
        known = self._known_after(state, skill, attempt)
        return {"known": known, "tries": row["tries"] + 1, "right": row["right"] + attempt.right, "last": attempt.right}

    def _known_after(self, state: State, skill: str, attempt: Attempt) -> float:
        task, known = attempt.task, self.mastery(state, skill)
        others = math.prod(self.mastery(state, other) for other in task.skills if other != skill)
        guess = _guess_with_hints(guess_of(task), attempt)
        if_known = self._chance_right(others, task, guess)
        right = self._chance_right(others * known, task, guess)
        seen = known * if_known / right if attempt.right else known * (1 - if_known) / (1 - right)
        return min(max(seen + (1 - seen) * self.learned_by_one, _LEAST), _MOST)

    def _chance_right(self, known: float, task: Task, guess: float) -> float:
        return known * (1 - slip_of(task)) + (1 - known) * guess


def slip_of(task: Task) -> float:
    """Return the chance of a wrong answer although the skills are known; harder exercises have more steps to slip on."""
    return _SLIP[min(max(task.level, 1), 3)]


def guess_of(task: Task) -> float:
    """Return the chance of a right answer without knowing: one of the choices, or half a method that happens to fit."""
    if task.kind == "choice" and task.choices:
        return max(1 / task.choices, _GUESS[3])
    if task.kind == "ordering" and task.choices:
        return max(1 / math.factorial(task.choices), _GUESS[3])
    return _GUESS[min(max(task.level, 1), 3)]


def _guess_with_hints(guess: float, attempt: Attempt) -> float:
    part = min(attempt.hints / attempt.hints_total, 1.0) if attempt.hints_total else 0.0
    return min(guess + (1 - guess) * part, 1 - slip_of(attempt.task))
