"""The belief that paces: what a learner knows, what follows from it for the skills around, and how much one more exercise would bring."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from tutor.events.records import Attempt, Reason, Task
from tutor.learner.base import State
from tutor.learner.graph import SkillGraph, make_graph
from tutor.learner.luck import guess_of, guess_with_hints, slip_of
from tutor.learner.tracer_parameters import SkillNumbers, TracerParameters
from tutor.learner.tracing import Belief, Outlook

_RULES = 1
"""Goes up when the formulae below change."""
TRAITS = (-1.6, -0.55, 0.55, 1.6)
"""A learner's trait z is one of these."""
TRAIT_WEIGHTS = (0.14, 0.36, 0.36, 0.14)
_LEAST, _MOST = 1e-4, 1 - 1e-4
_MEANS_NOTHING = 0.02
"""A message that moves chances by less than this is not carried further."""
_DAY = 86_400.0
_LONGEST_GAP_DAYS = 400.0

Chances = list[float]
"""One chance for each trait."""


class Row(NamedTuple):
    """One skill in the state. It is stored as a list, in this order."""

    with_needs: Chances
    """Chance of knowing it where all that it needs is known, by trait."""
    without: Chances
    """The same where something that it needs is unknown."""
    tries: int = 0
    right: int = 0
    last: bool = False
    at: float | None = None
    """Seconds since 1970 of the last counted answer; never goes back."""


class _Numbers(NamedTuple):
    """A skill's parameters at each trait."""

    prior: Chances
    prior_without: Chances
    learn: Chances
    learn_without: Chances


@dataclass(frozen=True)
class Tracer:
    """Knowledge tracing for a class whose learners and skills differ.

    In one sentence: after every exercise the house weighs how likely it is that the learner knows the skill, from the answers, from how fast this
    learner learns elsewhere, and from what is known of the skills that it needs or that need it.

    A learner has a trait z (four points of a normal distribution). Given z, each skill is Bayesian knowledge tracing with
    `P(known before) = s(prior + b z)` and `P(learned by one exercise) = s(learn + c z)`, both smaller while something that it needs is unknown.
    Given z, a skill depends on what it needs through two chances: of knowing it where all of that is known, and where it is not. An answer moves
    these two, then what is needed (by Bayes' rule, step by step down the needs), then the weights of z. After learning, what needs this skill keeps
    its chance: it was not practised. In a graph without two ways from one skill to another all this is exact but for what learning ties together
    (each edge keeps its own joint chances); with several needs they are taken as independent.

    A right answer after hints says less (`guess_with_hints`). Partial credit `c` is the mixture of a right answer with weight c and a wrong one
    with 1 - c.

    Source: Corbett and Anderson 1994, knowledge tracing; Kaeser, Klingler, Schwing and Gross 2014, prerequisites as a Bayesian network; Boyen and
    Koller 1998, projection after each step. The learner's trait: Khajah, Wing, Lindsey and Mozer 2014. The numbers are ours.

    >>> tracer = Tracer.over({"count": (), "add": ("count",)})
    >>> task = Task("item", ("add",), 2, "number")
    >>> 0.3 < tracer.predict_one(tracer.fresh(), task) < 0.4
    True
    """

    parameters: TracerParameters = TracerParameters()
    graph: SkillGraph = make_graph({})
    name: str = "tracer"
    version: str = ""
    """Made of the rules' number and a fingerprint of parameters and needs: other numbers, other states."""
    _numbers: dict[str, _Numbers] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find the version."""
        plain = json.dumps([self.parameters.to_plain(), self.graph.needs], sort_keys=True)
        object.__setattr__(self, "version", f"{_RULES}-{hashlib.sha256(plain.encode()).hexdigest()[:16]}")

    @classmethod
    def over(cls, needs: Mapping[str, Sequence[str]], parameters: TracerParameters | None = None) -> Tracer:
        """Return a tracer over a graph of needs."""
        return cls(parameters or TracerParameters(), make_graph(needs))

    def fresh(self) -> State:
        """Return the state of a learner who has not answered anything."""
        return {"z": list(TRAIT_WEIGHTS), "skills": {}}

    def mastery(self, state: State, skill: str, at: datetime | None = None) -> float:
        """Return the chance that the learner knows the skill (at a time, where forgetting is on)."""
        known = self._known(state["skills"], skill, {})
        return self._kept(state["skills"], skill, at) * sum(map(_times, state["z"], known))

    def needed_for(self, skill: str) -> tuple[str, ...]:
        """Return the skills that need this one directly."""
        return self.graph.needed_for.get(skill, ())

    def belief(self, state: State, skill: str, at: datetime | None = None, scratch: dict[str, Any] | None = None) -> Belief:
        """Return what is believed of a skill."""
        rows, weights, chances = state["skills"], state["z"], {} if scratch is None else scratch
        row, numbers = rows.get(skill), self._of(skill)
        with_needs, without = (row[0], row[1]) if row else (numbers.prior, numbers.prior_without)
        kept = self._kept(rows, skill, at)
        known = kept * sum(map(_times, weights, self._known(rows, skill, chances)))
        if not self.graph.needs.get(skill):
            return Belief(known, sum([w * (1 - x * kept) * g for w, x, g in zip(weights, with_needs, numbers.learn, strict=True)]), 1.0)
        ready = self._ready(rows, skill, chances)
        gains = [
            w * (a * (1 - x * kept) * g + (1 - a) * (1 - y * kept) * h)
            for w, a, x, y, g, h in zip(weights, ready, with_needs, without, numbers.learn, numbers.learn_without, strict=True)
        ]
        return Belief(known, sum(gains), sum(map(_times, weights, ready)))

    def outlooks(self, state: State, tasks: Sequence[Task], at: datetime | None = None, scratch: dict[str, Any] | None = None) -> list[Outlook]:
        """Return what each of these exercises promises: the chance of a right answer, and how much it would tell."""
        chances: dict[str, Chances] = {} if scratch is None else scratch
        known: dict[tuple[str, ...], float] = {}
        found = []
        for task in tasks:
            if task.skills not in known:
                known[task.skills] = self._known_together(state, task.skills, at, chances)
            p = known[task.skills]
            guess, slip = self.luck(task)
            right = p * (1 - slip) + (1 - p) * guess
            found.append(Outlook(right, p * (1 - p) * (1 - slip - guess) ** 2 / (right * (1 - right))))
        return found

    def predict_one(self, state: State, task: Task, at: datetime | None = None) -> float:
        """Return the chance of a right answer without a hint: for several skills, as if all are needed."""
        known = self._known_together(state, task.skills, at, {})
        guess, slip = self.luck(task)
        return known * (1 - slip) + (1 - known) * guess

    def learn_one(self, state: State, attempt: Attempt) -> State:
        """Return the state after one more answer; an answer that does not count returns the state as it was."""
        if not attempt.counts:
            return state
        guess, slip = self.luck(attempt.task)
        guess = guess_with_hints(guess, slip, attempt)
        credit = attempt.credit
        if_known, if_not = credit * (1 - slip) + (1 - credit) * slip, credit * guess + (1 - credit) * (1 - guess)
        return self.observe(state, attempt.task.skills, if_known, if_not, attempt.at.timestamp(), right=attempt.right)

    def observe(self, state: State, skills: Sequence[str], if_known: float, if_not: float, at: float, *, right: bool) -> State:
        """Return the state after an answer that is so likely for one who knows the skills, and so likely for one who does not."""
        rows: dict[str, Sequence] = dict(state["skills"])
        weights = state["z"]
        shares = self._shares(state, skills) if len(skills) > 1 else (1.0,)
        for skill, others in zip(skills, shares, strict=True):
            self._forget(rows, skill, at)
            weights = self._see(rows, weights, skill, others * if_known + (1 - others) * if_not, if_not)
            row = rows[skill]
            rows[skill] = [row[0], row[1], row[2] + 1, row[3] + right, right, at if row[5] is None else max(at, row[5])]
        return {"z": weights, "skills": rows}

    def explain(self, state: State, skill: str) -> Reason:
        """Return how many answers the belief rests on, and what the last one was."""
        row = state["skills"].get(skill)
        percent = min(round(100 * self.mastery(state, skill)), 99)
        if row is None or not row[2]:
            return Reason("model.tracer.inferred" if row else "model.bkt.nothing", {"skill": skill, "percent": percent})
        last = "model.bkt.last_right" if row[4] else "model.bkt.last_wrong"
        return Reason(last, {"skill": skill, "percent": percent, "right": row[3], "tries": row[2]})

    def luck(self, task: Task) -> tuple[float, float]:
        """Return how often the exercise is answered right without knowing, and wrong although known."""
        numbers = self.parameters.skill(task.skills[0])
        if numbers.guess is None or numbers.slip is None:
            return guess_of(task), slip_of(task)
        shift = self.parameters.items.get(task.item)
        if shift is None:
            return numbers.guess, numbers.slip
        return _shifted(numbers.guess, shift[0]), _shifted(numbers.slip, shift[1])

    def _of(self, skill: str) -> _Numbers:
        numbers = self._numbers.get(skill)
        if numbers is None:
            numbers = self._numbers[skill] = _spread(self.parameters, self.parameters.skill(skill))
        return numbers

    def _row(self, rows: Mapping[str, Sequence], skill: str) -> Sequence:
        row = rows.get(skill)
        if row is None:
            numbers = self._of(skill)
            return [numbers.prior, numbers.prior_without, 0, 0, False, None]
        return row

    def _known(self, rows: Mapping[str, Sequence], skill: str, cache: dict[str, Chances]) -> Chances:
        """Return the chance of knowing a skill, by trait."""
        found = cache.get(skill)
        if found is not None:
            return found
        row = rows.get(skill)
        if row is None:
            numbers = self._of(skill)
            with_needs, without = numbers.prior, numbers.prior_without
        else:
            with_needs, without = row[0], row[1]
        if not self.graph.needs.get(skill):
            known = with_needs
        else:
            known = [a * x + (1 - a) * y for a, x, y in zip(self._ready(rows, skill, cache), with_needs, without, strict=True)]
        cache[skill] = known
        return known

    def _ready(self, rows: Mapping[str, Sequence], skill: str, cache: dict[str, Chances]) -> Chances:
        """Return the chance that all a skill needs is known, by trait."""
        needs = self.graph.needs.get(skill, ())
        if not needs:
            return [1.0] * len(TRAITS)
        ready = self._known(rows, needs[0], cache)
        for need in needs[1:]:
            ready = list(map(_times, ready, self._known(rows, need, cache)))
        return ready

    def _see(self, rows: dict[str, Sequence], weights: Chances, skill: str, if_known: float, if_not: float) -> Chances:
        """Take one answer in, let one exercise teach, and return the new weights of the trait."""
        cache: dict[str, Chances] = {}
        row, numbers = self._row(rows, skill), self._of(skill)
        needs = self.graph.needs.get(skill, ())
        ready = self._ready(rows, skill, cache)
        more, lift = if_known - if_not, if_known
        seen_with = [if_not + x * more for x in row[0]]
        after_with = [x * lift / s for x, s in zip(row[0], seen_with, strict=True)]
        if needs:
            seen_without = [if_not + y * more for y in row[1]]
            after_without = [y * lift / s for y, s in zip(row[1], seen_without, strict=True)]
            seen = [a * s + (1 - a) * r for a, s, r in zip(ready, seen_with, seen_without, strict=True)]
            for need in needs:
                others = None if len(needs) == 1 else [min(a / k, 1.0) for a, k in zip(ready, self._known(rows, need, cache), strict=True)]
                if others is None:
                    self._carry(rows, need, seen_with, seen_without, cache)
                else:
                    mixed = [q * s + (1 - q) * r for q, s, r in zip(others, seen_with, seen_without, strict=True)]
                    self._carry(rows, need, mixed, seen_without, cache)
            ready = [a * s / e for a, s, e in zip(ready, seen_with, seen, strict=True)]
            known = [a * x + (1 - a) * y for a, x, y in zip(ready, after_with, after_without, strict=True)]
            taught_without = [min(y + (1 - y) * t, _MOST) for y, t in zip(after_without, numbers.learn_without, strict=True)]
        else:
            seen, known, taught_without = seen_with, after_with, row[1]
        taught_with = [min(x + (1 - x) * t, _MOST) for x, t in zip(after_with, numbers.learn, strict=True)]
        rows[skill] = [taught_with, taught_without, *row[2:]]
        now = [a * x + (1 - a) * y for a, x, y in zip(ready, taught_with, taught_without, strict=True)] if needs else taught_with
        for above in self.graph.needed_for.get(skill, ()):
            self._keep_unpractised(rows, above, known, now)
        weights = [w * e for w, e in zip(weights, seen, strict=True)]
        total = sum(weights)
        return [w / total for w in weights]

    def _carry(self, rows: dict[str, Sequence], skill: str, if_known: Chances, if_not: Chances, cache: dict[str, Chances]) -> None:
        """Carry what an answer says down to a skill that was needed for it, and further down."""
        if all(abs(k - n) < _MEANS_NOTHING * n for k, n in zip(if_known, if_not, strict=True)):
            return
        row = self._row(rows, skill)
        needs = self.graph.needs.get(skill, ())
        seen_with = [x * k + (1 - x) * n for x, k, n in zip(row[0], if_known, if_not, strict=True)]
        after_with = [x * k / s for x, k, s in zip(row[0], if_known, seen_with, strict=True)]
        if not needs:
            rows[skill] = [after_with, row[1], *row[2:]]
            return
        seen_without = [y * k + (1 - y) * n for y, k, n in zip(row[1], if_known, if_not, strict=True)]
        rows[skill] = [after_with, [y * k / s for y, k, s in zip(row[1], if_known, seen_without, strict=True)], *row[2:]]
        ready = self._ready(rows, skill, cache) if len(needs) > 1 else None
        for need in needs:
            if ready is None:
                self._carry(rows, need, seen_with, seen_without, cache)
            else:
                others = [min(a / k, 1.0) for a, k in zip(ready, self._known(rows, need, cache), strict=True)]
                mixed = [q * s + (1 - q) * r for q, s, r in zip(others, seen_with, seen_without, strict=True)]
                self._carry(rows, need, mixed, seen_without, cache)

    def _keep_unpractised(self, rows: dict[str, Sequence], skill: str, before: Chances, after: Chances) -> None:
        """Let a skill keep its chance when something that it needs was just learned: who is newly ready knows it as rarely as before."""
        row = self._row(rows, skill)
        with_needs = [(k * x + (n - k) * y) / n for k, n, x, y in zip(before, after, row[0], row[1], strict=True)]
        rows[skill] = [with_needs, *row[1:]]

    def _known_together(self, state: State, skills: Sequence[str], at: datetime | None, cache: dict[str, Chances]) -> float:
        """Return the chance that all these skills are known."""
        chances: Chances = list(state["z"])
        for skill in skills:
            kept = self._kept(state["skills"], skill, at)
            chances = [chance * known * kept for chance, known in zip(chances, self._known(state["skills"], skill, cache), strict=True)]
        return min(sum(chances), _MOST)

    def _shares(self, state: State, skills: Sequence[str]) -> list[float]:
        """Return for each skill of an exercise the chance that all the others are known."""
        known = [min(max(self.mastery(state, skill), _LEAST), _MOST) for skill in skills]
        whole = math.prod(known)
        return [whole / one for one in known]

    def _kept(self, rows: Mapping[str, Sequence], skill: str, at: datetime | None) -> float:
        """Return the part of those who knew a skill that still know it."""
        row = rows.get(skill)
        if at is None or not self.parameters.half_life_days or row is None or row[5] is None:
            return 1.0
        return self._part_kept(row, at.timestamp())

    def _part_kept(self, row: Sequence, at: float) -> float:
        days = min(max(at - row[5], 0.0) / _DAY, _LONGEST_GAP_DAYS)
        half_life = min(self.parameters.half_life_days * self.parameters.half_life_growth ** row[3], self.parameters.longest_half_life_days)
        return 2.0 ** (-days / half_life)

    def _forget(self, rows: dict[str, Sequence], skill: str, at: float) -> None:
        """Let the time since the last answer take its part."""
        row = rows.get(skill)
        if not self.parameters.half_life_days or row is None or row[5] is None or at <= row[5]:
            return
        kept = self._part_kept(row, at)
        rows[skill] = [[x * kept for x in row[0]], [y * kept for y in row[1]], *row[2:]]


def _times(one: float, other: float) -> float:
    return one * other


def _spread(parameters: TracerParameters, skill: SkillNumbers) -> _Numbers:
    """Return a skill's numbers at each trait."""
    prior = [_clamp(_logistic(skill.prior + parameters.trait_on_prior * z)) for z in TRAITS]
    learn = [_clamp(_logistic(skill.learn + parameters.trait_on_learn * z)) for z in TRAITS]
    return _Numbers(
        prior,
        [_clamp(parameters.prior_without_needs * chance) for chance in prior],
        learn,
        [_clamp(parameters.learn_without_needs * chance) for chance in learn],
    )


def _clamp(chance: float) -> float:
    return min(max(chance, _LEAST), _MOST)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-min(max(x, -30.0), 30.0)))


def _shifted(chance: float, by: float) -> float:
    return min(max(_logistic(math.log(chance / (1 - chance)) + by), 0.005), 0.7)
