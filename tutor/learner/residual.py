"""The fitted model: how far a learner's answers lay above or below what was expected of each exercise, weighed by one regression."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import mul
from typing import NamedTuple

from tutor.events.records import Attempt, Reason, Task
from tutor.learner.base import State
from tutor.learner.credit import credit_of, family_of, skills_of
from tutor.learner.evidence import NO_ANSWERS, NO_ITEM, NO_SKILL, SITUATIONS, after, chance, look
from tutor.learner.parameters import SLOPES, Numbers, ResidualParameters

_RULES = 1
"""Goes up when the formulae of this file or of `evidence.py` change."""
_SITUATIONS = len(SITUATIONS)
_SKILL_SPREAD, _ITEM_SPREAD = 1.0, 0.7
"""How far, in logits, learners differ on a skill and exercises within it before anything was seen."""


class Doubt(NamedTuple):
    """A chance with the limits between which it lies two times in three."""

    low: float
    chance: float
    high: float


@dataclass(frozen=True)
class Residual:
    """Residual logistic knowledge tracing.

    In one sentence: the chance of a right answer follows from how easy the exercise is, and from how far this learner's earlier answers, all of
    them, those on the same skills and those on the same exercise, lay above or below what was expected.

        logit P = w[situation] . x + family[situation] + item[situation] + (family slopes + item slopes) . (a, x[SLOPES])

    x is `evidence.look`, a the evidence together without the ease of the exercise. A family is all exercises with the same skills.

    Source: residuals with decay follow Galyardt and Goldin 2015, recent performance factors; the counts beside them Pavlik, Cen and Koedinger 2009;
    the learner-wide and item terms Gervet, Koedinger, Schneider and Mitchell 2020, Best-LR; strengths Pelanek 2016, Elo. The mixture is ours.
    """

    parameters: ResidualParameters
    name: str = "rean"
    version: str = ""
    """Made of the rules' number and a fingerprint of the parameters."""
    _none: Numbers = field(default=(0.0,) * (_SITUATIONS + 1 + len(SLOPES)), repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find the version."""
        object.__setattr__(self, "version", self.version or f"{_RULES}-{self.parameters.fingerprint()}")

    def fresh(self) -> State:
        """Return the state of a learner who has not answered anything."""
        return {"learner": list(NO_ANSWERS), "skills": {}, "items": {}}

    def predict_one(self, state: State, task: Task, at: datetime | None = None) -> float:
        """Return the chance of a right answer without a hint, now or at a given moment."""
        skills = skills_of(task)
        rows, items = state["skills"], state["items"]
        ease = self.parameters.ease.of(task.item, skills, task.level)
        known = [rows.get(skill, NO_SKILL) for skill in skills]
        situation, x = look(state["learner"], known, items.get(task.item, NO_ITEM), ease, seconds_of(at), self.parameters.weights.usual_gap)
        return chance(self.logit(situation, x, family_of(skills), task.item))

    def logit(self, situation: int, x: Sequence[float], family: str, item: str) -> float:
        """Return the logit of a right answer in a situation with this evidence."""
        parameters = self.parameters
        weights = parameters.weights
        own = weights.situations[situation]
        logit = sum(map(mul, own, x)) + own[-1]
        of_family, of_item = parameters.families.get(family), parameters.items.get(item)
        if of_family is None and of_item is None:
            return logit
        together = weights.together
        a = sum(map(mul, together, x)) - together[0] * x[0] + together[-1]
        for row in (of_family or self._none, of_item or self._none):
            logit += row[situation] + row[4] * a + row[5] * x[12] + row[6] * x[8] + row[7] * x[10] + row[8] * x[11] + row[9] * x[4]
        return logit

    def learn_one(self, state: State, attempt: Attempt) -> State:
        """Return the state after one more answer; an answer that shows nothing returns the state as it was."""
        credit = credit_of(attempt)
        if credit is None:
            return state
        task = attempt.task
        skills, item = skills_of(task), task.item
        ease = self.parameters.ease.of(item, skills, task.level)
        known = [state["skills"].get(skill, NO_SKILL) for skill in skills]
        rows = after(state["learner"], known, state["items"].get(item, NO_ITEM), ease, credit, seconds_of(attempt.at))
        return {
            "learner": rows[0],
            "skills": {**state["skills"], **dict(zip(skills, rows[1], strict=True))},
            "items": {**state["items"], item: rows[2]},
        }

    def mastery(self, state: State, skill: str) -> float:
        """Return the chance of a right answer to an average exercise on the skill that the learner has not met."""
        return self.predict_one(state, Task("", (skill,), 0, ""))

    def doubt(self, state: State, task: Task, at: datetime | None = None) -> Doubt:
        """Return the chance with its limits: wide for a new exercise, a new skill or a new learner, narrow after many answers.

        The variance of the logit is what is left of the spread between learners on a skill, after the information in this learner's answers, and of
        the spread between exercises, after all answers to this one.
        """
        p = self.predict_one(state, task, at)
        skills = skills_of(task)
        seen = sum(state["skills"].get(skill, NO_SKILL)[4] for skill in skills) / len(skills) + 0.25 * state["learner"][2] ** 0.5
        of_skill = 1 / (1 / _SKILL_SPREAD**2 + seen)
        of_item = 1 / (1 / _ITEM_SPREAD**2 + 0.2 * self.parameters.seen.get(task.item, 0))
        logit, spread = math.log(p / (1 - p)) if 0 < p < 1 else math.copysign(30, p - 0.5), math.sqrt(of_skill + of_item)
        return Doubt(chance(logit - spread), p, chance(logit + spread))

    def explain(self, state: State, skill: str) -> Reason:
        """Return how many answers the belief rests on, and what the last one was."""
        row = state["skills"].get(skill)
        if row is None:
            return Reason("model.bkt.nothing", {"skill": skill})
        last = "model.bkt.last_right" if row[1] else "model.bkt.last_wrong"
        percent = min(round(100 * self.mastery(state, skill)), 99)
        return Reason(last, {"skill": skill, "percent": percent, "right": round(row[13]), "tries": row[0]})


def seconds_of(at: datetime | None) -> float:
    """Return seconds since 1970, below 0 where no time is known."""
    return at.timestamp() if at is not None else -1.0
