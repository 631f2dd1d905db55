"""What happens when learners do exercises: many learners at once, one skill at a time."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tutor.simulate.worlds import CAP, ITEMS, MASTERED_FROM, PARENTS, SKILLS, SLOWER, Floats, Learners, logistic, needs_count

Bools = NDArray[np.bool_]


@dataclass
class Classroom:
    """The truth as it moves, by learner and skill, and what was counted on the way."""

    learners: Learners
    known: Bools = field(init=False)
    ability: Floats = field(init=False)
    tries: NDArray[np.int64] = field(init=False)
    over: NDArray[np.int64] = field(init=False)
    """Exercises done although the skill was known."""
    seconds: Floats = field(init=False)
    capped: Bools = field(init=False)
    """Stopped by the cap, not by the policy."""

    def __post_init__(self) -> None:
        """Stand before the first exercise."""
        shape = (self.learners.count, SKILLS)
        self.known, self.ability = self.learners.knew.copy(), self.learners.ability.copy()
        self.tries, self.over = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        self.seconds, self.capped = np.zeros(shape), np.zeros(shape, bool)

    def chance(self, skill: int) -> Floats:
        """World `logistic`: the chance on an average item."""
        return logistic(self.learners.trait + self.ability[:, skill])

    def mastered(self, skill: int) -> Bools:
        """Tell who truly knows a skill now."""
        return self.known[:, skill].copy() if self.learners.skills.hidden else self.chance(skill) >= MASTERED_FROM

    def learning_chance(self, skill: int) -> Floats:
        """Return the true chance that the next exercise teaches, for those who do not know the skill."""
        parent = PARENTS[skill]
        chance = self.learners.learn[:, skill]
        if needs_count(self.learners.skills.world) and parent >= 0:
            chance = np.where(self.known[:, parent], chance, chance * SLOWER)
        return chance

    def exercise(self, skill: int, who: Bools) -> Bools:
        """Give those in `who` the next exercise of a skill; return who was right."""
        people, skills = self.learners, self.learners.skills
        number = np.minimum(self.tries[:, skill], CAP - 1)
        rows = np.arange(people.count)
        item = people.order[rows, skill, number % ITEMS]
        known, luck = self.mastered(skill), people.luck[rows, skill, number]
        if skills.hidden:
            right = luck < np.where(known, 1 - skills.slip[skill, item], skills.guess[skill, item])
            learned = people.learns[rows, skill, number] < self.learning_chance(skill)
            self.known[:, skill] |= who & learned
        else:
            right = luck < logistic(people.trait + self.ability[:, skill] - skills.difficulty[skill, item])
            self.ability[:, skill] += np.where(who, people.step[rows, skill, number], 0)
        self.seconds[:, skill] += np.where(who, people.seconds[rows, skill, number] * np.where(known, 0.5, 1.0), 0)
        self.tries[:, skill] += who
        self.over[:, skill] += who & known
        return right
