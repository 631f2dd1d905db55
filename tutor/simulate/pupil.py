"""One simulated learner at work: what is known is hidden, what is answered is not."""

from __future__ import annotations

import math

import numpy as np

from tutor.simulate.worlds import MASTERED_FROM, PARENTS, SKILLS, SLOWER, Learners, needs_count


class Pupil:
    """A learner of a world, exercise by exercise, with the same luck as in `Classroom`."""

    def __init__(self, learners: Learners, number: int) -> None:
        skills = learners.skills
        self._hidden, self._slower = skills.hidden, needs_count(skills.world)
        self._guess, self._slip, self._difficulty = skills.guess, skills.slip, skills.difficulty
        self._trait = float(learners.trait[number])
        self.known = learners.knew[number].tolist()
        self._learn, self._ability = learners.learn[number].tolist(), learners.ability[number].tolist()
        self._step, self._luck = learners.step[number], learners.luck[number].tolist()
        self._learns, self._seconds = learners.learns[number].tolist(), learners.seconds[number]
        self.tries, self.over, self.seconds = [0] * SKILLS, [0] * SKILLS, 0.0

    def mastered(self, skill: int) -> bool:
        """Tell whether the skill is truly known now."""
        if self._hidden:
            return bool(self.known[skill])
        return _logistic(self._trait + self._ability[skill]) >= MASTERED_FROM

    def answer(self, skill: int, item: int) -> bool:
        """Do one exercise; tell whether the answer was right."""
        number, known = self.tries[skill], self.mastered(skill)
        luck = self._luck[skill][number]
        if not self._hidden:
            right = luck < _logistic(self._trait + self._ability[skill] - self._difficulty[skill, item])
            self._ability[skill] += self._step[skill, number]
        elif known:
            right = luck < 1 - self._slip[skill, item]
        else:
            right = luck < self._guess[skill, item]
            self.known[skill] = self._learns[skill][number] < self._learning_chance(skill)
        self.tries[skill] = number + 1
        self.over[skill] += known
        self.seconds += self._seconds[skill, number] * (0.5 if known else 1.0)
        return bool(right)

    def _learning_chance(self, skill: int) -> float:
        parent = PARENTS[skill]
        slower = self._slower and parent >= 0 and not self.known[parent]
        return self._learn[skill] * (SLOWER if slower else 1.0)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def all_mastered(pupil: Pupil) -> np.ndarray:
    """Return which skills are truly known."""
    return np.array([pupil.mastered(skill) for skill in range(SKILLS)])
