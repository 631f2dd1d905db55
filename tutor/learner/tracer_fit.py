"""The tracer's numbers are those under which what was answered is most likely, held near what is usual where there is little to go by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.events.records import Attempt
from tutor.learner.graph import make_graph
from tutor.learner.histories import Histories, gather
from tutor.learner.tracer_numbers import TRAIT_WEIGHTS, TRAITS
from tutor.learner.tracer_parameters import SkillNumbers, TracerParameters
from tutor.learner.tracer_steps import Numbers, fit_emissions, fit_learning, fit_prior

Floats = NDArray[np.float64]
_BATCH = 400


@dataclass
class _Sums:
    """What the expectation step adds up: by skill, trait, and whether what is needed is known."""

    prior: Floats
    """Expected learners who knew (1) and did not (0) at first: shape (skills, traits, needs, 2)."""
    learn: Floats
    """Expected exercises that taught (1) and did not (0): the same shape."""
    known: Floats
    """For each answer the chance that the skill was known then; 0 where there is no answer."""
    fit: float = 0.0
    """Logarithm of the likelihood."""


def fit_tracer(
    attempts: Iterable[Attempt],
    needs: Mapping[str, Sequence[str]],
    *,
    rounds: int = 25,
    progress: Callable[[int, float], None] | None = None,
) -> TracerParameters:
    """Return the numbers of all skills of which there are answers; the others keep what is usual.

    Args:
        attempts: of many learners, each learner's in their order.
        progress: told the round and the log-likelihood after each round.
    """
    return fit_histories(gather(attempts), needs, rounds=rounds, progress=progress)


def fit_histories(
    histories: Histories,
    needs: Mapping[str, Sequence[str]],
    *,
    rounds: int = 25,
    traits: bool = True,
    progress: Callable[[int, float], None] | None = None,
) -> TracerParameters:
    """Fit by expectation and maximisation.

    Within one skill a learner who did not know it learns after one of the exercises, or after none: the sum over these moments takes the place
    of a forward-backward pass. Skills hang together by the first thing that each needs (a tree), through whether it was known at first
    and whether it was known in the end; the passes over the tree are exact for learners who practise along the needs.

    Args:
        traits: False leaves the learner's trait out, as in the textbook.

    Source: Baum, Petrie, Soules and Weiss 1970; Pearl 1988 for the tree. The reduction to one moment of learning is ours.
    """
    parents = _parents(histories.skills, needs)
    numbers = Numbers.usual(len(histories.skills), len(histories.items), traits)
    before = -np.inf
    for number in range(rounds):
        sums = _expect(histories, parents, numbers)
        fit_emissions(numbers, histories, sums.known)
        fit_prior(numbers, sums.prior)
        fit_learning(numbers, sums.learn)
        if progress:
            progress(number + 1, sums.fit)
        if sums.fit - before < 1e-6 * abs(sums.fit):
            break
        before = sums.fit
    return _as_parameters(histories, numbers)


def _parents(skills: Sequence[str], needs: Mapping[str, Sequence[str]]) -> list[int]:
    graph = make_graph({skill: [need for need in needs.get(skill, ()) if need in skills] for skill in skills})
    place = {skill: number for number, skill in enumerate(skills)}
    return [place[graph.needs[skill][0]] if graph.needs[skill] else -1 for skill in skills]


def _expect(histories: Histories, parents: list[int], numbers: Numbers) -> _Sums:
    shape = (len(histories.skills), len(TRAITS), 2, 2)
    sums = _Sums(np.zeros(shape), np.zeros(shape), np.zeros(histories.right.shape))
    for start in range(0, len(histories.right), _BATCH):
        _expect_batch(histories.part(start, start + _BATCH), parents, numbers, sums, slice(start, start + _BATCH))
    return sums


def _expect_batch(histories: Histories, parents: list[int], numbers: Numbers, sums: _Sums, where: slice) -> None:
    if_known, if_not = numbers.log_emissions(histories)
    sequences = [_Sequence(histories, if_known, if_not, numbers, skill) for skill in range(len(parents))]
    order = _topological(parents)
    children: list[list[int]] = [[] for _ in parents]
    for skill, parent in enumerate(parents):
        if parent >= 0:
            children[parent].append(skill)
    inner: dict[int, Floats] = {}
    up: dict[int, Floats] = {}
    people = len(histories.right)
    log_all = np.zeros((people, len(TRAITS)))
    for skill in reversed(order):
        inner[skill] = sequences[skill].table.copy()
        for child in children[skill]:
            inner[skill] *= up[child][:, :, None, :]
        message = inner[skill].sum(-1)
        scale = message.max(-1, keepdims=True)
        log_all += np.log(scale[..., 0])
        up[skill] = message / scale
    roots = [skill for skill in order if parents[skill] < 0]
    log_all += np.log(np.array(TRAIT_WEIGHTS))
    for root in roots:
        log_all += np.log(up[root][:, :, 2])
    top = log_all.max(1, keepdims=True)
    weights = np.exp(log_all - top)
    total = weights.sum(1, keepdims=True)
    sums.fit += float((top + np.log(total)).sum())
    weights /= total
    down: dict[int, Floats] = {}
    for skill in order:
        parent = parents[skill]
        if parent < 0:
            above = np.zeros((people, len(TRAITS), 3))
            above[:, :, 2] = weights / np.maximum(inner[skill].sum(-1)[:, :, 2], 1e-300)
        else:
            above = down[parent] / np.maximum(inner[skill].sum(-1), 1e-300)
        joint = inner[skill] * above[..., None]
        down[skill] = joint.sum(2)
        sequences[skill].collect(joint, sums, skill, where)


class _Sequence:
    """All learners' answers to one skill: how likely they are for each way of knowing, and what each way says of the exercises.

    Ways are (unknown all along, learned on the way, known at first): the last axis of `table`, by those of what is needed: the axis before.
    """

    def __init__(self, histories: Histories, if_known: Floats, if_not: Floats, numbers: Numbers, skill: int) -> None:
        known, unknown = if_known[:, skill], if_not[:, skill]
        self.mask = histories.mask[:, skill]
        self.count = self.mask.sum(1)
        before, after = np.cumsum(unknown, 1), known.sum(1, keepdims=True) - np.cumsum(known, 1)
        tau = np.arange(1, known.shape[1] + 1)
        moment = np.where(self.mask, np.exp(before + after), 0.0)
        prior, learn = numbers.prior_chances(skill), numbers.learn_chances(skill)
        stay = (1 - learn)[None, :, :, None] ** (tau - 1)
        self.paths = learn[None, :, :, None] * stay * moment[:, None, None, :]
        learned = self.paths.sum(-1)
        never = (1 - learn)[None] ** self.count[:, None, None] * np.exp(before[:, -1])[:, None, None]
        always = np.exp(known.sum(1))
        self.table = np.empty((len(known), len(TRAITS), 3, 3))
        for way, (knew, knows) in enumerate(((0, 0), (0, 1), (1, 1))):
            chance = prior[:, knew][None]
            self.table[:, :, way, 0] = (1 - chance) * never[:, :, knows]
            self.table[:, :, way, 1] = (1 - chance) * learned[:, :, knows]
            self.table[:, :, way, 2] = chance * always[:, None]

    def collect(self, joint: Floats, sums: _Sums, skill: int, where: slice) -> None:
        """Add what these learners say of one skill; `joint` holds the chance of each pair of ways."""
        for knew, ways in ((0, (0, 1)), (1, (2,))):
            part = joint[:, :, list(ways)].sum(2)
            sums.prior[skill, :, knew, 1] += part[..., 2].sum(0)
            sums.prior[skill, :, knew, 0] += part[..., :2].sum((0, 2))
        tau = np.arange(1, self.paths.shape[-1] + 1)
        known = joint[..., 2].sum((1, 2))[:, None] * self.mask
        for knows, ways in ((0, (0,)), (1, (1, 2))):
            never, learned = joint[:, :, list(ways), 0].sum(2), joint[:, :, list(ways), 1].sum(2)
            shares = self.paths[:, :, knows] / np.maximum(self.paths[:, :, knows].sum(-1, keepdims=True), 1e-300)
            sums.learn[skill, :, knows, 1] += (learned * (self.count > 0)[:, None]).sum(0)
            sums.learn[skill, :, knows, 0] += (learned * (shares * (tau - 1)).sum(-1) + never * self.count[:, None]).sum(0)
            passed = np.cumsum(shares, -1) - shares
            known = known + (learned[:, :, None] * passed).sum(1) * self.mask
        sums.known[where, skill] = known


def _topological(parents: list[int]) -> list[int]:
    order: list[int] = []
    placed: set[int] = set()
    while len(order) < len(parents):
        for skill, parent in enumerate(parents):
            if skill not in placed and (parent < 0 or parent in placed):
                order.append(skill)
                placed.add(skill)
    return order


def _as_parameters(histories: Histories, numbers: Numbers) -> TracerParameters:
    rows = zip(histories.skills, numbers.prior, numbers.learn, numbers.guess, numbers.slip, strict=True)
    skills = {name: SkillNumbers(*(round(float(one), 5) for one in row)) for name, *row in rows}
    shifts = zip(histories.items, numbers.item_guess, numbers.item_slip, strict=True)
    return TracerParameters(
        skills=skills,
        items={name: (round(float(guess), 4), round(float(slip), 4)) for name, guess, slip in shifts},
        trait_on_prior=round(numbers.trait_on_prior, 4),
        trait_on_learn=round(numbers.trait_on_learn, 4),
        prior_without_needs=round(numbers.prior_without, 4),
        learn_without_needs=round(numbers.learn_without, 4),
    )
