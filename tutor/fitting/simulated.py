"""Invented learners, whose answers fit the model that is shipped: nobody's real answers are in it.

A learner has an ability; a skill is known better after each exercise, and is partly forgotten over days; exercises of one skill differ.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tutor.fitting.answers import Answers, AnswersMaker, Floats

_LEVELS = {1: 0.6, 2: 0.0, 3: -0.7}
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class InventedClass:
    """How many there are of everything."""

    learners: int = 200
    skills: int = 40
    items_of_skill: int = 10
    answers_on_skill: int = 14


def simulate_answers(invented: InventedClass, seed: int) -> Answers:
    """Return answers of invented learners; the same seed gives the same."""
    rng = np.random.default_rng(seed)
    skill_ease, items = rng.normal(-0.2, 0.8, invented.skills), rng.normal(0, 0.6, (invented.skills, invented.items_of_skill))
    levels = rng.choice(list(_LEVELS), (invented.skills, invented.items_of_skill), p=[0.3, 0.5, 0.2])
    maker = AnswersMaker()
    for learner in range(invented.learners):
        _simulate_learner(maker, learner, invented, rng, skill_ease, items, levels)
    return maker.make()


def _simulate_learner(
    maker: AnswersMaker, learner: int, invented: InventedClass, rng: np.random.Generator, skill_ease: Floats, items: Floats, levels: Floats
) -> None:
    ability, speed = rng.normal(0, 0.9), 0.22 * np.exp(rng.normal(0, 0.4))
    own = rng.normal(0, 0.7, invented.skills)
    gained, last_at = np.zeros(invented.skills), np.full(invented.skills, -1.0)
    at, order = 1.7e9 + rng.uniform(0, 30) * _DAY, 0
    first = int(rng.integers(0, invented.skills))
    met = [(first + step) % invented.skills for step in range(int(rng.integers(3, invented.skills)))]
    for place, skill in enumerate(met):
        at += _DAY * rng.choice([0, 1, 2, 5], p=[0.5, 0.3, 0.15, 0.05])
        for number in range(int(rng.geometric(1 / invented.answers_on_skill))):
            practised = skill if number % 5 < 4 or not place else met[int(rng.integers(0, place))]
            item = int(rng.integers(0, items.shape[1]))
            days = (at - last_at[practised]) / _DAY if last_at[practised] >= 0 else 0.0
            gained[practised] *= 2 ** (-days / (6 + 8 * gained[practised]))
            logit = (
                ability + own[practised] + gained[practised] + skill_ease[practised] + items[practised, item] + _LEVELS[int(levels[practised, item])]
            )
            right = rng.random() < 0.08 + 0.88 / (1 + np.exp(-logit))
            name = f"skill-{practised}"
            maker.add(f"{learner}", f"{name}/item-{item}", (name,), float(right), order, at, int(levels[practised, item]))
            gained[practised] += speed * rng.uniform(0.3, 1.7)
            last_at[practised], at, order = at, at + float(rng.lognormal(np.log(55), 0.5)), order + 1
