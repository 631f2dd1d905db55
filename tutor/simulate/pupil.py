"""One simulated learner at work: what is known is hidden, what is answered is not."""

from __future__ import annotations

import math

from tutor.simulate.days import half_life
from tutor.simulate.worlds import CAP, MASTERED_FROM, PARENTS, SKILLS, SLOWER, Learners, needs_count

_HALF_LIVES = [float(half_life(successes)) for successes in range(CAP + 1)]


class Pupil:
    """A learner of a world, exercise by exercise, with the same luck as in `Classroom`."""

    def __init__(self, learners: Learners, number: int) -> None:
        skills = learners.skills
        self._world, self._hidden, self._slower = skills.world, skills.hidden, needs_count(skills.world)
        self._skills, self._learners, self._number = skills, learners, number
        self._trait = float(learners.trait[number])
        self._known = learners.knew[number].tolist()
        self._learn, self._ability = learners.learn[number].tolist(), learners.ability[number].tolist()
        self._luck, self._learns = learners.luck[number], learners.learns[number]
        self._successes, self._last_day = [0] * SKILLS, [0.0] * SKILLS
        self.tries, self.over, self.seconds = [0] * SKILLS, [0] * SKILLS, 0.0
        self.day = 0.0
        """The day of the calendar, set by whoever lets the learner work."""

    def mastered(self, skill: int, days_later: float = 0.0) -> bool:
        """Tell whether the skill is truly known, now or some days later."""
        if not self._hidden:
            return _logistic(self._trait + self._ability[skill]) >= MASTERED_FROM
        if self._world != "forgetting" or not self._known[skill]:
            return bool(self._known[skill])
        gap = self.day + days_later - self._last_day[skill]
        luck = self._learners.forgets[self._number, skill, min(self.tries[skill], CAP - 1)]
        return bool(luck >= 1 - 2.0 ** (-gap / _HALF_LIVES[self._successes[skill]]))

    def answer(self, skill: int, item: int) -> bool:
        """Do one exercise; tell whether the answer was right.

        Raises:
            ValueError: the world allows no more exercises of this skill.
        """
        number, known = self.tries[skill], self.mastered(skill)
        if number >= CAP:
            raise ValueError(f"skill {skill} has had its {CAP} exercises")
        luck = self._luck[skill, number]
        if not self._hidden:
            right = luck < _logistic(self._trait + self._ability[skill] - self._skills.difficulty[skill, item])
            self._ability[skill] += self._learners.step[self._number, skill, number]
        elif known:
            right = luck < 1 - self._skills.slip[skill, item]
        else:
            right = luck < self._skills.guess[skill, item]
            self._known[skill] = bool(self._learns[skill, number] < self._learning_chance(skill))
        self.tries[skill] = number + 1
        self.over[skill] += known
        self._successes[skill] += bool(right)
        self._last_day[skill] = self.day
        self.seconds += float(self._learners.seconds[self._number, skill, number]) * (0.5 if known else 1.0)
        return bool(right)

    def post_test(self, days_later: float) -> float:
        """Return the share of right answers, two items of each skill, so many days later."""
        right = 0
        for skill in range(SKILLS):
            known = self.mastered(skill, days_later)
            for place in range(2):
                item = self._learners.order[self._number, skill, place]
                chance = 1 - self._skills.slip[skill, item] if known else self._skills.guess[skill, item]
                right += self._learners.post[self._number, skill, place] < chance
        return float(right) / (2 * SKILLS)

    def _learning_chance(self, skill: int) -> float:
        parent = PARENTS[skill]
        slower = self._slower and parent >= 0 and not self.mastered(parent)
        return self._learn[skill] * (SLOWER if slower else 1.0)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))
