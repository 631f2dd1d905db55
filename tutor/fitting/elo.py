"""Elo ratings: a learner plays against an exercise, and both ratings move by the surprise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tutor.events.records import Attempt, Reason, Task
from tutor.fitting.answers import Answers
from tutor.fitting.base import Tell, tell_nobody
from tutor.learner.base import State
from tutor.learner.credit import credit_of, skills_of
from tutor.learner.evidence import chance

_ALL = ""
"""The one rating of a learner where skills are not told apart."""


def step(tries: int) -> float:
    """Return how far a rating moves: far at first, little after many answers.

    Source: Pelanek 2016, applications of the Elo rating system in adaptive educational systems, the uncertainty function.
    """
    return 1.0 / (1 + 0.05 * tries)


@dataclass(frozen=True, slots=True)
class Elo:
    """Elo with one rating for each learner, or beside it one for each learner and skill.

    >>> model = Elo({"hard": -2.0})
    >>> round(model.predict_one(model.fresh(), Task("hard", ("add",), 3, "number")), 2)
    0.12
    """

    items: Mapping[str, float]
    by_skill: bool = False
    name: str = "elo"
    version: str = "1"

    def fresh(self) -> State:
        """Return the state of a learner who has not answered anything."""
        return {}

    def predict_one(self, state: State, task: Task, at: datetime | None = None) -> float:
        """Return the chance that the learner's rating gives against the exercise's."""
        return chance(self.items.get(task.item, 0.0) + self._rating(state, skills_of(task)))

    def learn_one(self, state: State, attempt: Attempt) -> State:
        """Return the state after one more answer."""
        credit = credit_of(attempt)
        if credit is None:
            return state
        surprise = credit - self.predict_one(state, attempt.task)
        return {**state, **{key: _moved(state.get(key), surprise) for key in self._keys(skills_of(attempt.task))}}

    def mastery(self, state: State, skill: str) -> float:
        """Return the chance of a right answer to an exercise of rating 0."""
        return chance(self._rating(state, (skill,)))

    def explain(self, state: State, skill: str) -> Reason:
        """Return on how many answers the rating rests."""
        row = state.get(f" {skill}" if self.by_skill else _ALL)
        if row is None:
            return Reason("model.bkt.nothing", {"skill": skill})
        percent = min(round(100 * self.mastery(state, skill)), 99)
        text = "model.bkt.last_right" if row[3] else "model.bkt.last_wrong"
        return Reason(text, {"skill": skill, "percent": percent, "right": row[2], "tries": row[1]})

    def _keys(self, skills: tuple[str, ...]) -> list[str]:
        return [_ALL, *(f" {skill}" for skill in skills)] if self.by_skill else [_ALL]

    def _rating(self, state: State, skills: tuple[str, ...]) -> float:
        own = [state[key][0] if key in state else 0.0 for key in self._keys(skills)]
        return own[0] + sum(own[1:]) / max(len(own) - 1, 1)


def _moved(row: list[float] | None, surprise: float) -> list[float]:
    rating, tries, right, _last = row or [0.0, 0, 0, 0]
    return [rating + 0.5 * step(int(tries)) * surprise, tries + 1, right + (surprise > 0), int(surprise > 0)]


@dataclass(frozen=True, slots=True)
class EloFitter:
    """Plays all answers once, learner by learner, to find the ratings of the exercises."""

    by_skill: bool = False

    @property
    def name(self) -> str:
        """The name by which it is known."""
        return "elo-skill" if self.by_skill else "elo"

    def fit(self, answers: Answers, seed: int = 0, tell: Tell = tell_nobody) -> Elo:
        """Return the model fitted to these answers."""
        ratings, tries = [0.0] * len(answers.items), [0] * len(answers.items)
        for first, end in answers.each_learner():
            self._play(answers, first, end, ratings, tries)
        items = {name: rating for name, rating, count in zip(answers.items, ratings, tries, strict=True) if count}
        return Elo(items, self.by_skill, self.name)

    def _play(self, answers: Answers, first: int, end: int, ratings: list[float], tries: list[int]) -> None:
        player = Elo({}, self.by_skill)
        state: dict[str, list[float]] = {}
        columns = (answers.item[first:end].tolist(), answers.family[first:end].tolist(), answers.credit[first:end].tolist())
        for item, family, credit in zip(*columns, strict=True):
            keys = player._keys(answers.skill_names(family))
            own = [state[key][0] if key in state else 0.0 for key in keys]
            surprise = credit - chance(ratings[item] + own[0] + sum(own[1:]) / max(len(own) - 1, 1))
            for key in keys:
                state[key] = _moved(state.get(key), surprise)
            ratings[item] += step(tries[item]) * surprise
            tries[item] += 1
