"""A fit is made of sums over parts of the answers: one part in memory, or many on a disk; a learner lies in one part whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from tutor.fitting.answers import Answers, Floats, Mask

Kept = dict[str, Any]
"""Columns that steps keep beside a part's answers, by name."""
Sums = tuple[Floats, ...]
Step = Callable[..., Sums]
"""Takes the answers of a part, what is kept beside them, and arguments; returns what is summed over the parts."""


class Parts(Protocol):
    """The answers of a fit, wherever they lie."""

    @property
    def names(self) -> Answers:
        """Any table with the names and families of all parts."""
        ...

    @property
    def alone(self) -> Mask:
        """For each item, whether no other item trains the same skills together."""
        ...

    def total(self, step: Step, *arguments: Any) -> Sums:
        """Return the sums of a step over all parts; what the step keeps stays with its part."""
        ...


@dataclass
class OnePart:
    """All answers in memory."""

    names: Answers
    kept: Kept = field(default_factory=dict)

    @property
    def alone(self) -> Mask:
        """For each item, whether no other item trains the same skills together."""
        pairs = np.unique(self.names.item * len(self.names.family_skills) + self.names.family)
        return find_alone(pairs, len(self.names.items), len(self.names.family_skills))

    def total(self, step: Step, *arguments: Any) -> Sums:
        """Return the sums of a step."""
        return step(self.names, self.kept, *arguments)


def find_alone(pairs: Floats, items: int, families: int) -> Mask:
    """Return which items share their family with no other; a pair is item times number of families plus family."""
    item, family = np.divmod(pairs.astype(np.int64), max(families, 1))
    shared = np.bincount(family, minlength=families)[family] > 1
    alone = np.ones(items, dtype=bool)
    alone[item[shared]] = False
    return alone


def add_sums(one: Sums, other: Sums) -> Sums:
    """Return the sums of two parts together."""
    return tuple(np.add(a, b) for a, b in zip(one, other, strict=True))


