"""The rules that pacing is measured against: skill by skill along the needs, each with one number to turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tutor.simulate.classroom import Bools, Classroom
from tutor.simulate.worlds import CAP, SKILLS, Floats, Learners

Stop = Callable[[Classroom, int, Bools, Bools], Bools]
"""Told the classroom, the skill, who was right (or nobody before the first exercise) and who is working: who stops."""


def teach(learners: Learners, stops: Callable[[], Stop]) -> Classroom:
    """Let everybody practise every skill in turn until the rule, or the cap, stops them."""
    room = Classroom(learners)
    for skill in range(SKILLS):
        stop, working = stops(), np.ones(learners.count, bool)
        working &= ~stop(room, skill, np.zeros(learners.count, bool), np.zeros(learners.count, bool))
        while working.any():
            right = room.exercise(skill, working)
            stopping = stop(room, skill, right, working)
            room.capped[:, skill] |= working & ~stopping & (room.tries[:, skill] >= CAP)
            working &= ~stopping & (room.tries[:, skill] < CAP)
    return room


def fixed(number: int) -> Callable[[], Stop]:
    """Return the rule: so many exercises of each skill."""
    return lambda: lambda room, skill, right, working: room.tries[:, skill] >= number


def in_a_row(number: int) -> Callable[[], Stop]:
    """Return the rule: until so many right answers in a row."""

    def start() -> Stop:
        row: list[Floats] = []

        def stop(room: Classroom, skill: int, right: Bools, working: Bools) -> Bools:
            if not row:
                row.append(np.zeros(len(right)))
            row[0] = np.where(working, np.where(right, row[0] + 1, 0), row[0])
            return row[0] >= number

        return stop

    return start


@dataclass(frozen=True)
class PlainBkt:
    """Knowledge tracing as in the textbook; arrays by skill."""

    prior: Floats
    learn: Floats
    guess: Floats
    slip: Floats

    def until(self, threshold: float) -> Callable[[], Stop]:
        """Return the rule: until the chance of knowing reaches the threshold."""

        def start() -> Stop:
            known: list[Floats] = []

            def stop(room: Classroom, skill: int, right: Bools, working: Bools) -> Bools:
                if not known:
                    known.append(np.full(len(right), self.prior[skill]))
                    return known[0] >= threshold
                if_known = np.where(right, 1 - self.slip[skill], self.slip[skill])
                if_not = np.where(right, self.guess[skill], 1 - self.guess[skill])
                seen = known[0] * if_known / (known[0] * if_known + (1 - known[0]) * if_not)
                known[0] = np.where(working, seen + (1 - seen) * self.learn[skill], known[0])
                return known[0] >= threshold

            return stop

        return start


def oracle(least: float) -> Callable[[], Stop]:
    """Return the bound: sees who knows, and stops there; gives up where an exercise teaches with less than this chance."""

    def start() -> Stop:
        def stop(room: Classroom, skill: int, right: Bools, working: Bools) -> Bools:
            hopeless = room.learning_chance(skill) < least if room.learners.skills.hidden else np.zeros(len(right), bool)
            return room.mastered(skill) | hopeless

        return stop

    return start
