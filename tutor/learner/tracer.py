"""The belief that paces: what a learner knows, what follows from it for the skills around, and how much one more exercise would bring."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tutor.events.records import Attempt, Reason, Task
from tutor.learner.base import State
from tutor.learner.graph import SkillGraph, make_graph
from tutor.learner.luck import guess_of, guess_with_hints, slip_of
from tutor.learner.tracer_numbers import LEAST, MOST, TRAIT_WEIGHTS, Chances, TraitNumbers, capped, mix, shifted, spread
from tutor.learner.tracer_parameters import TracerParameters
from tutor.learner.tracing import Belief, Outlook

_RULES = 1
"""Goes up when the formulae below change."""
_MEANS_LITTLE = 0.1
"""What an answer says of a needed skill is not carried further down where it moves odds by less than this part."""
_DAY = 86_400.0
_LONGEST_GAP_DAYS = 400.0

Row = Sequence[Any]
"""One skill in the state, in this order: the chance of knowing it where all that it needs is known (by trait), the same where something is not,
counted answers, right answers, whether the last one was right, and its time in seconds since 1970, which never goes back."""


@dataclass(frozen=True)
class Tracer:
    """Knowledge tracing for a class whose learners and skills differ.

    In one sentence: after every exercise the house weighs how likely it is that the learner knows the skill, from the answers, from how well this
    learner does elsewhere, and from what is known of the skills that it needs or that need it.

    A learner has a trait z (three points of a normal distribution). Given z, each skill is Bayesian knowledge tracing with `P(known before) =
    s(prior + b z)` and `P(learned by one exercise) = s(learn + c z)`, both smaller while something that it needs is unknown. Given z, a skill
    depends on what it needs through two chances: of knowing it where all of that is known, and where it is not. An answer moves these two, then
    what is needed (by Bayes' rule, step by step down the needs), then the weights of z. When a skill was just learned, those above it keep their
    chances: they were not practised. Where each skill needs at most one other, only the joint chances of three and more skills are left out of
    account; of several needs the chances are multiplied.

    A right answer after hints says less (`guess_with_hints`). Partial credit c is the mixture of a right answer with weight c and a wrong one with
    1 - c.

    Source: Corbett and Anderson 1994, knowledge tracing; Kaeser, Klingler, Schwing and Gross 2014, skills that need each other; Boyen and Koller
    1998, projecting after each step; Khajah, Wing, Lindsey and Mozer 2014, a trait of the learner. The numbers are ours.

    >>> tracer = Tracer.over({"count": (), "add": ("count",)})
    >>> task = Task("item", ("add",), 2, "number")
    >>> 0.2 < tracer.predict_one(tracer.fresh(), task) < 0.4
    True
    """

    parameters: TracerParameters = TracerParameters()
    graph: SkillGraph = make_graph({})
    name: str = "tracer"
    version: str = ""
    """Made of the rules' number and a fingerprint of parameters and needs: other numbers, other states."""
    _numbers: dict[str, TraitNumbers] = field(default_factory=dict, repr=False, compare=False)
    _lucks: dict[Task, tuple[float, float]] = field(default_factory=dict, repr=False, compare=False)

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
        return self.belief(state, skill, at).known

    def needed_for(self, skill: str) -> tuple[str, ...]:
        """Return the skills that need this one directly."""
        return self.graph.needed_for.get(skill, ())

    def belief(self, state: State, skill: str, at: datetime | None = None, scratch: dict[str, Any] | None = None) -> Belief:
        """Return what is believed of a skill."""
        rows, chances = state["skills"], {} if scratch is None else scratch
        w0, w1, w2 = state["z"]
        numbers = self._of(skill)
        row = rows.get(skill) or numbers.fresh
        kept = self._kept(row, at)
        k0, k1, k2 = self._known(rows, skill, chances)
        known = kept * (w0 * k0 + w1 * k1 + w2 * k2)
        x0, x1, x2 = row[0]
        g0, g1, g2 = numbers.learn
        if not self.graph.needs.get(skill):
            return Belief(known, w0 * (1 - x0 * kept) * g0 + w1 * (1 - x1 * kept) * g1 + w2 * (1 - x2 * kept) * g2, 1.0)
        a0, a1, a2 = self._ready(rows, skill, chances)
        y0, y1, y2 = row[1]
        h0, h1, h2 = numbers.learn_without
        gain = (
            w0 * (a0 * (1 - x0 * kept) * g0 + (1 - a0) * (1 - y0 * kept) * h0)
            + w1 * (a1 * (1 - x1 * kept) * g1 + (1 - a1) * (1 - y1 * kept) * h1)
            + w2 * (a2 * (1 - x2 * kept) * g2 + (1 - a2) * (1 - y2 * kept) * h2)
        )
        return Belief(known, gain, w0 * a0 + w1 * a1 + w2 * a2)

    def outlooks(self, state: State, tasks: Sequence[Task], at: datetime | None = None, scratch: dict[str, Any] | None = None) -> list[Outlook]:
        """Return what each of these exercises promises: the chance of a right answer, and how much it would tell."""
        chances: dict[str, Chances] = {} if scratch is None else scratch
        known: dict[tuple[str, ...], float] = {}
        found = []
        for task in tasks:
            p = known.get(task.skills)
            if p is None:
                p = known[task.skills] = self._known_together(state, task.skills, at, chances)
            guess, slip = self.luck(task)
            right = guess + p * (1 - slip - guess)
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
        if attempt.hints:
            guess = guess_with_hints(guess, slip, attempt)
        credit = attempt.credit
        if_known, if_not = credit * (1 - slip) + (1 - credit) * slip, credit * guess + (1 - credit) * (1 - guess)
        return self.observe(state, attempt.task.skills, if_known, if_not, attempt.at.timestamp(), right=attempt.right)

    def observe(self, state: State, skills: Sequence[str], if_known: float, if_not: float, at: float, *, right: bool) -> State:
        """Return the state after an answer that is so likely for one who knows the skills, and so likely for one who does not."""
        rows: dict[str, Row] = dict(state["skills"])
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
        found = self._lucks.get(task)
        if found is None:
            found = self._lucks[task] = self._find_luck(task)
        return found

    def _find_luck(self, task: Task) -> tuple[float, float]:
        numbers = self.parameters.skill(task.skills[0])
        if numbers.guess is None or numbers.slip is None:
            return guess_of(task), slip_of(task)
        shift = self.parameters.items.get(task.item)
        if shift is None:
            return numbers.guess, numbers.slip
        return shifted(numbers.guess, shift[0]), shifted(numbers.slip, shift[1])

    def _of(self, skill: str) -> TraitNumbers:
        numbers = self._numbers.get(skill)
        if numbers is None:
            numbers = self._numbers[skill] = spread(self.parameters, self.parameters.skill(skill))
        return numbers

    def _row(self, rows: Mapping[str, Row], skill: str) -> Row:
        return rows.get(skill) or self._of(skill).fresh

    def _known(self, rows: Mapping[str, Row], skill: str, cache: dict[str, Chances]) -> Chances:
        """Return the chance of knowing a skill, by trait."""
        found = cache.get(skill)
        if found is None:
            row = rows.get(skill) or self._of(skill).fresh
            found = cache[skill] = mix(self._ready(rows, skill, cache), row[0], row[1]) if self.graph.needs.get(skill) else row[0]
        return found

    def _ready(self, rows: Mapping[str, Row], skill: str, cache: dict[str, Chances]) -> Chances:
        """Return the chance that all a skill needs is known, by trait."""
        needs = self.graph.needs.get(skill, ())
        if not needs:
            return 1.0, 1.0, 1.0
        ready = self._known(rows, needs[0], cache)
        for need in needs[1:]:
            a0, a1, a2 = ready
            k0, k1, k2 = self._known(rows, need, cache)
            ready = a0 * k0, a1 * k1, a2 * k2
        return ready

    def _see(self, rows: dict[str, Row], weights: Chances, skill: str, if_known: float, if_not: float) -> list[float]:
        """Take one answer in, let one exercise teach, and return the new weights of the trait."""
        cache: dict[str, Chances] = {}
        row, numbers = self._row(rows, skill), self._of(skill)
        more = if_known - if_not
        x0, x1, x2 = row[0]
        s0, s1, s2 = if_not + x0 * more, if_not + x1 * more, if_not + x2 * more
        x0, x1, x2 = x0 * if_known / s0, x1 * if_known / s1, x2 * if_known / s2
        g0, g1, g2 = numbers.learn
        taught = [x0 + (1 - x0) * g0, x1 + (1 - x1) * g1, x2 + (1 - x2) * g2]
        if self.graph.needs.get(skill):
            y0, y1, y2 = row[1]
            r0, r1, r2 = if_not + y0 * more, if_not + y1 * more, if_not + y2 * more
            y0, y1, y2 = y0 * if_known / r0, y1 * if_known / r1, y2 * if_known / r2
            h0, h1, h2 = numbers.learn_without
            without = [y0 + (1 - y0) * h0, y1 + (1 - y1) * h1, y2 + (1 - y2) * h2]
            a0, a1, a2 = ready = self._ready(rows, skill, cache)
            self._carry_down(rows, skill, ready, (s0, s1, s2), (r0, r1, r2), cache)
            e0, e1, e2 = a0 * s0 + (1 - a0) * r0, a1 * s1 + (1 - a1) * r1, a2 * s2 + (1 - a2) * r2
            ready = a0 * s0 / e0, a1 * s1 / e1, a2 * s2 / e2
            known, now = mix(ready, (x0, x1, x2), (y0, y1, y2)), mix(ready, taught, without)
        else:
            e0, e1, e2, known, now, without = s0, s1, s2, (x0, x1, x2), taught, row[1]
        rows[skill] = [capped(taught), capped(without), row[2], row[3], row[4], row[5]]
        for above in self.graph.needed_for.get(skill, ()):
            self._keep_unpractised(rows, above, known, now)
        w0, w1, w2 = weights
        w0, w1, w2 = w0 * e0, w1 * e1, w2 * e2
        total = w0 + w1 + w2
        return [w0 / total, w1 / total, w2 / total]

    def _carry_down(self, rows: dict[str, Row], skill: str, ready: Chances, if_ready: Chances, if_not: Chances, cache: dict[str, Chances]) -> None:
        """Carry what an answer says to each needed skill: what it says of those who know all that is needed, and of the others."""
        needs = self.graph.needs[skill]
        if len(needs) == 1:
            self._carry(rows, needs[0], if_ready, if_not, cache)
            return
        for need in needs:
            others = [min(a / max(k, 1e-9), 1.0) for a, k in zip(ready, self._known(rows, need, cache), strict=True)]
            self._carry(rows, need, mix(others, if_ready, if_not), if_not, cache)

    def _carry(self, rows: dict[str, Row], skill: str, if_known: Chances, if_not: Chances, cache: dict[str, Chances]) -> None:
        """Take in what an answer to a skill above says of this one."""
        k0, k1, k2 = if_known
        n0, n1, n2 = if_not
        if -_MEANS_LITTLE < k0 / n0 - 1 < _MEANS_LITTLE and -_MEANS_LITTLE < k2 / n2 - 1 < _MEANS_LITTLE:
            return
        row = self._row(rows, skill)
        x0, x1, x2 = row[0]
        s0, s1, s2 = n0 + x0 * (k0 - n0), n1 + x1 * (k1 - n1), n2 + x2 * (k2 - n2)
        seen, without = [x0 * k0 / s0, x1 * k1 / s1, x2 * k2 / s2], row[1]
        if self.graph.needs.get(skill):
            y0, y1, y2 = without
            r0, r1, r2 = n0 + y0 * (k0 - n0), n1 + y1 * (k1 - n1), n2 + y2 * (k2 - n2)
            without = [y0 * k0 / r0, y1 * k1 / r1, y2 * k2 / r2]
            self._carry_down(rows, skill, self._ready(rows, skill, cache), (s0, s1, s2), (r0, r1, r2), cache)
        rows[skill] = [capped(seen), without, row[2], row[3], row[4], row[5]]

    def _keep_unpractised(self, rows: dict[str, Row], skill: str, before: Chances, after: Chances) -> None:
        """Let a skill keep its chance when something that it needs was just learned: who is newly ready knows it as rarely as before."""
        row = self._row(rows, skill)
        b0, b1, b2 = before
        n0, n1, n2 = after
        x0, x1, x2 = row[0]
        y0, y1, y2 = row[1]
        mixed = [y0 + (x0 - y0) * b0 / n0, y1 + (x1 - y1) * b1 / n1, y2 + (x2 - y2) * b2 / n2]
        rows[skill] = [mixed, row[1], row[2], row[3], row[4], row[5]]

    def _known_together(self, state: State, skills: Sequence[str], at: datetime | None, cache: dict[str, Chances]) -> float:
        """Return the chance that all these skills are known."""
        c0, c1, c2 = state["z"]
        rows = state["skills"]
        for skill in skills:
            kept = self._kept(self._row(rows, skill), at)
            k0, k1, k2 = self._known(rows, skill, cache)
            c0, c1, c2 = c0 * k0 * kept, c1 * k1 * kept, c2 * k2 * kept
        return min(c0 + c1 + c2, MOST)

    def _shares(self, state: State, skills: Sequence[str]) -> list[float]:
        """Return for each skill of an exercise the chance that all the others are known."""
        known = [min(max(self.mastery(state, skill), LEAST), MOST) for skill in skills]
        whole = math.prod(known)
        return [whole / one for one in known]

    def _kept(self, row: Row, at: datetime | None) -> float:
        """Return the part of those who knew a skill that still know it."""
        if at is None or not self.parameters.half_life_days or row[5] is None:
            return 1.0
        return self._part_kept(row, at.timestamp())

    def _part_kept(self, row: Row, at: float) -> float:
        days = min(max(at - row[5], 0.0) / _DAY, _LONGEST_GAP_DAYS)
        half_life = min(self.parameters.half_life_days * self.parameters.half_life_growth ** min(row[3], 50), self.parameters.longest_half_life_days)
        return float(2.0 ** (-days / half_life))

    def _forget(self, rows: dict[str, Row], skill: str, at: float) -> None:
        """Let the time since the last answer take its part."""
        row = rows.get(skill)
        if not self.parameters.half_life_days or row is None or row[5] is None or at <= row[5]:
            return
        kept = self._part_kept(row, at)
        rows[skill] = [[x * kept for x in row[0]], [y * kept for y in row[1]], *row[2:]]
