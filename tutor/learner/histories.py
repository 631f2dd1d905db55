"""Answers of many learners as arrays: by learner, skill and how-manieth exercise of the skill."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.events.records import Attempt

LONGEST = 60
"""Of one learner's answers to one skill, only so many of the first are kept: what comes later tells little of learning."""


@dataclass(frozen=True)
class Histories:
    """All arrays have the shape (learners, skills, exercises)."""

    skills: tuple[str, ...]
    items: tuple[str, ...]
    right: NDArray[np.bool_]
    item: NDArray[np.int64]
    mask: NDArray[np.bool_]
    """Where there is an answer."""

    def part(self, start: int, stop: int) -> Histories:
        """Return some of the learners."""
        return Histories(self.skills, self.items, self.right[start:stop], self.item[start:stop], self.mask[start:stop])


def gather(attempts: Iterable[Attempt]) -> Histories:
    """Return the counted answers; one with several skills counts for each, one with hints for none, partial credit from one half on as right."""
    rows: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    for attempt in attempts:
        if attempt.counts and not attempt.hints:
            for skill in attempt.task.skills:
                rows.setdefault((attempt.learner, skill), []).append((attempt.task.item, attempt.credit >= 0.5))
    learners = {name: number for number, name in enumerate(dict.fromkeys(learner for learner, _ in rows))}
    skills = {name: number for number, name in enumerate(dict.fromkeys(skill for _, skill in rows))}
    items = {name: number for number, name in enumerate(dict.fromkeys(item for row in rows.values() for item, _ in row))}
    shape = (len(learners), len(skills), min(max(map(len, rows.values()), default=1), LONGEST))
    right, item, mask = np.zeros(shape, bool), np.zeros(shape, np.int64), np.zeros(shape, bool)
    for (learner, skill), row in rows.items():
        for number, (name, was_right) in enumerate(row[:LONGEST]):
            place = learners[learner], skills[skill], number
            right[place], item[place], mask[place] = was_right, items[name], True
    return Histories(tuple(skills), tuple(items), right, item, mask)
