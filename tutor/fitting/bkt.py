"""Bayesian knowledge tracing, its numbers fitted for each skill by expectation and maximisation over all learners at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from tutor.events.records import Attempt, Reason, Task
from tutor.fitting.answers import Answers, Floats, Ints
from tutor.fitting.base import Tell, tell_nobody
from tutor.fitting.errors import TooFewAnswers
from tutor.learner.base import State
from tutor.learner.credit import credit_of, skills_of

_ROUNDS = 30
_LEAST, _MOST = 1e-3, 1 - 1e-3
_SURE = 1e-6
"""Nobody is surer than this, or no answer could change the belief any more."""
_START = (0.4, 0.15, 0.05, 0.25, 0.10)
"""Known before, learned, forgotten, guess, slip: where the search begins, and what skills with few answers are drawn to."""
_SKILL_PRIOR, _ITEM_PRIOR = 5.0, 10.0

Luck = tuple[float, float]
"""Chance of a right answer without knowing, and of a wrong one although known."""


@dataclass(frozen=True, slots=True)
class SkillChances:
    """One skill's numbers."""

    known: float = _START[0]
    learned: float = _START[1]
    forgotten: float = 0.0
    luck: Luck = (_START[3], _START[4])


@dataclass(frozen=True, slots=True)
class FittedBkt:
    """Knowledge tracing with fitted chances; an exercise may have luck of its own. Several skills: the mean, and each is updated.

    Source: Corbett and Anderson 1994. Guess and slip of exercises: Pardos and Heffernan 2011, KT-IDEM. Forgetting: Khajah, Lindsey and Mozer 2016.

    >>> model = FittedBkt({"add": SkillChances(0.5, 0.1, 0.0, (0.2, 0.1))})
    >>> round(model.predict_one(model.fresh(), Task("sum", ("add",), 1, "number")), 2)
    0.55
    """

    skills: Mapping[str, SkillChances]
    items: Mapping[str, Luck] = field(default_factory=dict)
    name: str = "bkt"
    version: str = "1"

    def fresh(self) -> State:
        """Return the state of a learner who has not answered anything."""
        return {}

    def mastery(self, state: State, skill: str) -> float:
        """Return the chance that the learner knows the skill."""
        return float(state[skill][0]) if skill in state else self._of(skill).known

    def predict_one(self, state: State, task: Task, at: datetime | None = None) -> float:
        """Return the mean over the skills of the chance of a right answer."""
        skills = skills_of(task)
        return sum(self._right(state, skill, task.item) for skill in skills) / len(skills)

    def learn_one(self, state: State, attempt: Attempt) -> State:
        """Return the state after one more answer."""
        credit = credit_of(attempt)
        if credit is None:
            return state
        item = attempt.task.item
        return {**state, **{skill: self._after(state, skill, item, credit) for skill in skills_of(attempt.task)}}

    def explain(self, state: State, skill: str) -> Reason:
        """Return on how many answers the belief rests, and what the last one was."""
        if skill not in state:
            return Reason("model.bkt.nothing", {"skill": skill})
        known, tries, right, last = state[skill]
        text = "model.bkt.last_right" if last >= 0.5 else "model.bkt.last_wrong"
        return Reason(text, {"skill": skill, "percent": min(round(100 * known), 99), "right": round(right), "tries": tries})

    def _of(self, skill: str) -> SkillChances:
        return self.skills.get(skill) or SkillChances()

    def _luck(self, skill: str, item: str) -> Luck:
        return self.items.get(item) or self._of(skill).luck

    def _right(self, state: State, skill: str, item: str) -> float:
        guess, slip = self._luck(skill, item)
        known = self.mastery(state, skill)
        return known * (1 - slip) + (1 - known) * guess

    def _after(self, state: State, skill: str, item: str, credit: float) -> list[float]:
        chances, (guess, slip) = self._of(skill), self._luck(skill, item)
        known, (_k, tries, right, _l) = self.mastery(state, skill), state.get(skill, (0.0, 0, 0.0, 0.0))
        if_known, if_not = credit * (1 - slip) + (1 - credit) * slip, credit * guess + (1 - credit) * (1 - guess)
        seen = min(max(known * if_known / (known * if_known + (1 - known) * if_not), _SURE), 1 - _SURE)
        return [seen * (1 - chances.forgotten) + (1 - seen) * chances.learned, tries + 1, right + credit, credit]


@dataclass(frozen=True, slots=True)
class _Sequences:
    """Each learner's answers on each skill as one sequence; the longest first, so that those that go on at a step are the first ones."""

    start: Ints
    length: Ints
    skill: Ints
    pair_skill: Ints
    pair_item: Ints
    credit: Floats

    def going(self, step: int) -> int:
        """Return how many sequences have an answer at a step."""
        return int(np.searchsorted(-self.length, -step, side="left"))


def make_sequences(answers: Answers) -> _Sequences:
    """Return the sequences of a table."""
    group = answers.learner[answers.skill_row] * len(answers.skills) + answers.skill
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    lengths = np.diff(np.append(starts, len(order)))
    longest = np.argsort(-lengths, kind="stable")
    rows = answers.skill_row[order]
    skill = answers.skill[order]
    return _Sequences(starts[longest], lengths[longest], skill[starts[longest]], skill, answers.item[rows], answers.credit[rows])


@dataclass(slots=True)
class _Numbers:
    """The chances by number of skill; guess and slip by (row, skill) pair."""

    known: Floats
    learned: Floats
    forgotten: Floats
    guess: Floats
    slip: Floats


@dataclass(frozen=True, slots=True)
class BktFitter:
    """Fits by expectation and maximisation, one step of all sequences at a time.

    Args:
        full: exercises have guess and slip of their own, and skills may be forgotten.
    """

    full: bool = False

    @property
    def name(self) -> str:
        """The name by which it is known."""
        return "bkt-item" if self.full else "bkt"

    def fit(self, answers: Answers, seed: int = 0, tell: Tell = tell_nobody) -> FittedBkt:
        """Return the model fitted to these answers."""
        if not len(answers):
            raise TooFewAnswers("there are no answers to fit a model to")
        sequences, count = make_sequences(answers), len(answers.skills)
        pairs = len(sequences.credit)
        forgotten = np.full(count, _START[2] if self.full else 0.0)
        numbers = _Numbers(np.full(count, _START[0]), np.full(count, _START[1]), forgotten, np.full(pairs, _START[3]), np.full(pairs, _START[4]))
        luck, items = np.zeros((2, count)), np.zeros((2, len(answers.items)))
        for number in range(_ROUNDS):
            after, learned, forgot = _expect(sequences, numbers)
            luck, items = self._maximise(sequences, numbers, after, learned, forgot, len(answers.items))
            tell((number + 1) / _ROUNDS)
        return self._named(answers, numbers, luck, items)

    def _maximise(
        self, sequences: _Sequences, numbers: _Numbers, known: Floats, learned: Floats, forgot: Floats, item_count: int
    ) -> tuple[Floats, Floats]:
        count = len(numbers.known)
        first = known[sequences.start]
        numbers.known = _share(np.bincount(sequences.skill, first, count), np.bincount(sequences.skill, minlength=count), _START[0])
        goes_on = np.ones(len(known), dtype=bool)
        goes_on[sequences.start + sequences.length - 1] = False
        skill, before = sequences.pair_skill[goes_on], known[goes_on]
        numbers.learned = _share(np.bincount(skill, learned[goes_on], count), np.bincount(skill, 1 - before, count), _START[1])
        if self.full:
            numbers.forgotten = _share(np.bincount(skill, forgot[goes_on], count), np.bincount(skill, before, count), _START[2])
        return self._find_luck(sequences, numbers, known, item_count)

    def _find_luck(self, sequences: _Sequences, numbers: _Numbers, known: Floats, item_count: int) -> tuple[Floats, Floats]:
        """Return guess and slip of skills and of exercises, and set those of the pairs. More luck than one half has no meaning, and is cut."""
        credit, skill, item = sequences.credit, sequences.pair_skill, sequences.pair_item
        count = len(numbers.known)
        luck, items = np.zeros((2, count)), np.zeros((2, item_count))
        for place, (weight, hit, start) in enumerate((((1 - known), credit, _START[3]), (known, 1 - credit, _START[4]))):
            luck[place] = np.minimum(_share(np.bincount(skill, weight * hit, count), np.bincount(skill, weight, count), start), 0.5)
            of_pairs = luck[place][skill]
            if self.full:
                drawn = np.bincount(item, weight * hit + 0.0, item_count)
                tries = np.bincount(item, weight, item_count)
                usual = np.bincount(item, of_pairs, item_count) / np.maximum(np.bincount(item, minlength=item_count), 1)
                items[place] = np.clip((drawn + _ITEM_PRIOR * usual) / (tries + _ITEM_PRIOR), _LEAST, 0.6)
                of_pairs = items[place][item]
            if place:
                numbers.slip = of_pairs
            else:
                numbers.guess = of_pairs
        return luck, items

    def _named(self, answers: Answers, numbers: _Numbers, luck: Floats, items: Floats) -> FittedBkt:
        columns = zip(answers.skills, numbers.known, numbers.learned, numbers.forgotten, luck[0], luck[1], strict=True)
        skills = {name: SkillChances(float(k), float(t), float(f), (float(g), float(s))) for name, k, t, f, g, s in columns}
        if not self.full:
            return FittedBkt(skills, name=self.name)
        seen = np.bincount(answers.item, minlength=len(answers.items)) > 0
        lucks = {answers.items[int(number)]: (float(items[0, number]), float(items[1, number])) for number in np.flatnonzero(seen)}
        return FittedBkt(skills, lucks, self.name)


def _share(hits: Floats, tries: Floats, start: float) -> Floats:
    return np.clip((hits + _SKILL_PRIOR * start) / (tries + _SKILL_PRIOR), _LEAST, _MOST)


def _expect(sequences: _Sequences, numbers: _Numbers) -> tuple[Floats, Floats, Floats]:
    """Return, for each pair and given all answers: the chance of knowing it then, of learning just after, of forgetting just after.

    Source: Rabiner 1989, the forward-backward recursions, here for two states.
    """
    credit, guess, slip = sequences.credit, numbers.guess, numbers.slip
    if_known, if_not = credit * (1 - slip) + (1 - credit) * slip, credit * guess + (1 - credit) * (1 - guess)
    learn, forget = numbers.learned[sequences.skill], numbers.forgotten[sequences.skill]
    filtered = _filter(sequences, numbers.known[sequences.skill], learn, forget, if_known, if_not)
    known, learned, forgot = filtered.copy(), np.zeros(len(credit)), np.zeros(len(credit))
    for step in range(int(sequences.length[0]) - 2, -1, -1):
        going = sequences.going(step + 1)
        here = sequences.start[:going] + step
        f, t, lost, later = filtered[here], learn[:going], forget[:going], known[here + 1]
        ahead = f * (1 - lost) + (1 - f) * t
        from_known, from_not = later / ahead, (1 - later) / (1 - ahead)
        learned[here] = (1 - f) * t * from_known
        forgot[here] = f * lost * from_not
        known[here] = f * (1 - lost) * from_known + forgot[here]
    return known, learned, forgot


def _filter(sequences: _Sequences, known: Floats, learn: Floats, forget: Floats, if_known: Floats, if_not: Floats) -> Floats:
    """Return the chance of knowing it given the answers up to and with each."""
    filtered = np.empty(len(if_known))
    prior = known
    for step in range(int(sequences.length[0])):
        going = sequences.going(step)
        here, prior = sequences.start[:going] + step, prior[:going]
        right = prior * if_known[here]
        seen = np.clip(right / (right + (1 - prior) * if_not[here]), _SURE, 1 - _SURE)
        filtered[here] = seen
        prior = seen * (1 - forget[:going]) + (1 - seen) * learn[:going]
    return filtered
