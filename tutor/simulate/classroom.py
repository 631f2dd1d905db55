"""What happens when learners do exercises: many learners at once, one skill at a time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tutor.simulate.days import DAY_SECONDS, calendar_days, half_life
from tutor.simulate.worlds import CAP, ITEMS, MASTERED_FROM, PARENTS, SKILLS, SLOWER, Floats, Learners, logistic, needs_count

Bools = NDArray[np.bool_]


class Classroom:
    """The truth as it moves, by learner and skill, and what was counted on the way."""

    def __init__(self, learners: Learners) -> None:
        shape = (learners.count, SKILLS)
        self.learners = learners
        self.known, self.ability = learners.knew.copy(), learners.ability.copy()
        self.tries, self.over = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        self.seconds = np.zeros(learners.count)
        self.capped = np.zeros(shape, bool)
        self._successes, self._last_day = np.zeros(shape, np.int64), np.zeros(shape)
        self._rows = np.arange(learners.count)

    @property
    def days(self) -> Floats:
        """Return on which day of the calendar each learner is."""
        return calendar_days(self.seconds // DAY_SECONDS)

    def mastered(self, skill: int, days: Floats | None = None) -> Bools:
        """Tell who truly knows a skill, now or on a given day."""
        world = self.learners.skills.world
        if world == "logistic":
            return logistic(self.learners.trait + self.ability[:, skill]) >= MASTERED_FROM
        if world != "forgetting":
            return self.known[:, skill].copy()
        gap = (self.days if days is None else days) - self._last_day[:, skill]
        lost = 1 - 2.0 ** (-gap / half_life(self._successes[:, skill]))
        return self.known[:, skill] & (self.learners.forgets[self._rows, skill, self._number(skill)] >= lost)

    def learning_chance(self, skill: int) -> Floats:
        """Return the true chance that the next exercise teaches, for those who do not know the skill."""
        parent, chance = PARENTS[skill], self.learners.learn[:, skill]
        if needs_count(self.learners.skills.world) and parent >= 0:
            chance = np.where(self.mastered(parent), chance, chance * SLOWER)
        return chance

    def exercise(self, skill: int, who: Bools) -> Bools:
        """Give those in `who` the next exercise of a skill; return who was right."""
        people, skills, rows, number = self.learners, self.learners.skills, self._rows, self._number(skill)
        item = people.order[rows, skill, number % ITEMS]
        known, luck = self.mastered(skill), people.luck[rows, skill, number]
        if skills.hidden:
            right = luck < np.where(known, 1 - skills.slip[skill, item], skills.guess[skill, item])
            learned = people.learns[rows, skill, number] < self.learning_chance(skill)
            self.known[:, skill] = np.where(who, known | learned, self.known[:, skill])
        else:
            right = luck < logistic(people.trait + self.ability[:, skill] - skills.difficulty[skill, item])
            self.ability[:, skill] += np.where(who, people.step[rows, skill, number], 0)
        self._last_day[:, skill] = np.where(who, self.days, self._last_day[:, skill])
        self._successes[:, skill] += who & right
        self.seconds += np.where(who, people.seconds[rows, skill, number] * np.where(known, 0.5, 1.0), 0)
        self.tries[:, skill] += who
        self.over[:, skill] += who & known
        return right

    def post_test(self, days_later: int) -> Floats:
        """Return each learner's share of right answers, two items of each skill, so many days after the last one."""
        people, skills = self.learners, self.learners.skills
        score = np.zeros(people.count)
        for skill in range(SKILLS):
            known = self.mastered(skill, self.days + days_later)
            for place in range(2):
                item = people.order[:, skill, place]
                score += people.post[:, skill, place] < np.where(known, 1 - skills.slip[skill, item], skills.guess[skill, item])
        return score / (2 * SKILLS)

    def _number(self, skill: int) -> NDArray[np.int64]:
        return np.minimum(self.tries[:, skill], CAP - 1)
