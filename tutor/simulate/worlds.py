"""Four worlds whose truth no policy sees; every random number follows from a seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.simulate.names import WorldName

Floats = NDArray[np.float64]

UNITS, IN_UNIT, ITEMS, CAP = 6, 4, 12, 30
SKILLS = UNITS * IN_UNIT
MASTERED_FROM = 0.85
"""World `logistic`: a skill is mastered from this chance on an average item."""


def list_parents() -> list[int]:
    """Return for each skill the one that it needs, -1 for none: the one before it; the second of the unit before for a unit's first."""
    return [skill - 1 if skill % IN_UNIT else skill - IN_UNIT + 1 if skill else -1 for skill in range(SKILLS)]


PARENTS = list_parents()


@dataclass(frozen=True)
class Skills:
    """The parameters of a world's skills in one draw. Arrays are by skill, `guess`, `slip` and `difficulty` by skill and item."""

    world: WorldName
    prior: Floats
    learn: Floats
    guess: Floats
    slip: Floats
    difficulty: Floats

    @property
    def hidden(self) -> bool:
        """Tell whether a skill is known or not known, as in all worlds but `logistic`."""
        return self.world != "logistic"


@dataclass(frozen=True)
class Learners:
    """The truth of some learners, and every random number they will ever need, by learner, skill and number of the exercise."""

    skills: Skills
    trait: Floats
    knew: NDArray[np.bool_]
    """Known before the first exercise."""
    learn: Floats
    """Chance to learn by one exercise while what is needed is known."""
    ability: Floats
    """World `logistic`: ability before the first exercise."""
    step: Floats
    """World `logistic`: how much the ability grows with each exercise."""
    order: NDArray[np.int64]
    """The items in the order in which those who do not choose are given them."""
    luck: Floats
    """An answer is right where this is below its chance."""
    learns: Floats
    """An exercise teaches where this is below its chance."""
    seconds: Floats
    forgets: Floats
    """World `forgetting`: decides whether a skill was lost before this exercise."""
    post: Floats
    """World `forgetting`: luck in the post-test, by learner, skill, item; and whether it is lost by then (last)."""

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.trait)


def draw_skills(world: WorldName, seed: int) -> Skills:
    """Draw the skills of a world."""
    rng = np.random.default_rng(seed)
    flat = np.zeros((SKILLS, ITEMS))
    if world == "bkt":
        return Skills(world, np.full(SKILLS, 0.30), np.full(SKILLS, 0.18), flat + 0.20, flat + 0.08, flat)
    if world == "logistic":
        return Skills(world, np.zeros(SKILLS), np.zeros(SKILLS), flat, flat, rng.normal(0, 0.6, (SKILLS, ITEMS)))
    prior, learn = rng.normal(-0.6, 1.0, SKILLS), rng.normal(-1.6, 0.6, SKILLS)
    guess, slip = rng.choice([0.08, 0.20, 0.33, 0.50], SKILLS), rng.choice([0.04, 0.08, 0.15, 0.22], SKILLS)
    by_item = [logistic(logit(chance)[:, None] + rng.normal(0, 0.3, (SKILLS, ITEMS))) for chance in (guess, slip)]
    return Skills(world, prior, learn, by_item[0], by_item[1], flat)


def draw_learners(skills: Skills, count: int, seed: int) -> Learners:
    """Draw learners of a world."""
    rng = np.random.default_rng(seed)
    shape = (count, SKILLS)
    trait = rng.normal(0, 1, count) * (0.8 if skills.world == "logistic" else 1.0)
    knew, learn = _draw_knowledge(skills, trait, rng)
    ability = rng.normal(-0.5, 0.8, shape)
    step = np.maximum(0, rng.normal(0.16, 0.08, (*shape, CAP))) * np.exp(0.3 * trait)[:, None, None]
    order = np.argsort(rng.random((*shape, ITEMS)), axis=2)
    luck, learns, forgets = (rng.random((*shape, CAP)) for _ in range(3))
    seconds = np.exp(rng.normal(np.log(55), 0.5, (*shape, CAP)))
    post = rng.random((*shape, 3))
    return Learners(skills, trait, knew, learn, ability, step, order, luck, learns, seconds, forgets, post)


def _draw_knowledge(skills: Skills, trait: Floats, rng: np.random.Generator) -> tuple[NDArray[np.bool_], Floats]:
    shape = (len(trait), SKILLS)
    chance, noise = rng.random(shape), rng.normal(0, 1, (2, *shape))
    if skills.world in ("bkt", "logistic"):
        return (chance < skills.prior) & skills.hidden, np.broadcast_to(skills.learn, shape).copy()
    knows = logistic(skills.prior + 0.9 * trait[:, None] + 0.5 * noise[0])
    knew = np.zeros(shape, bool)
    for skill, parent in enumerate(PARENTS):
        part = np.where(knew[:, parent], 1.0, 0.25) if parent >= 0 else 1.0
        knew[:, skill] = chance[:, skill] < knows[:, skill] * part
    return knew, logistic(skills.learn + 0.5 * trait[:, None] + 0.4 * noise[1])


def needs_count(world: WorldName) -> bool:
    """Tell whether learning is slower while what is needed is unknown."""
    return world in ("heterogeneous", "forgetting")


SLOWER = 0.4
"""What the chance to learn is multiplied by while a needed skill is unknown."""


def logistic(x: Floats) -> Floats:
    """Return 1 / (1 + e^-x)."""
    return 1 / (1 + np.exp(-x))


def logit(chance: Floats) -> Floats:
    """Return the x whose logistic is this chance."""
    return np.log(chance / (1 - chance))
