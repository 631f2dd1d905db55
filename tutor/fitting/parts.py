"""A fit is made of sums over parts of the answers: one part in memory, or many on a disk; a learner lies in one part whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from zipfile import BadZipFile

import numpy as np

from tutor.fitting.answers import Answers, Floats, Mask
from tutor.fitting.replacing import replacing

Kept = MutableMapping[str, Any]
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

    def done(self) -> int:
        """Return how many stages of this fit an earlier run has ended; their offsets are there again."""
        ...

    def keep(self, stages: int) -> None:
        """Note that so many stages have ended, so that a killed fit goes on from there."""
        ...


@dataclass
class OnePart:
    """All answers in memory."""

    names: Answers
    kept: dict[str, Any] = field(default_factory=dict)
    notes: Path | None = None
    """Where a killed fit of exactly these answers finds how far it was; None: nothing is noted."""
    what: str = ""
    """What is fitted, with its seed: notes of something else are of no use."""

    @property
    def alone(self) -> Mask:
        """For each item, whether no other item trains the same skills together."""
        pairs = np.unique(self.names.item * len(self.names.family_skills) + self.names.family)
        return find_alone(pairs, len(self.names.items), len(self.names.family_skills))

    def total(self, step: Step, *arguments: Any) -> Sums:
        """Return the sums of a step."""
        return step(self.names, self.kept, *arguments)

    def done(self) -> int:
        """Return how many stages an earlier run has ended, 0 where its notes are not whole or not of these answers."""
        if self.notes is None or not self.notes.exists():
            return 0
        try:
            with self.notes.open("rb") as file, np.load(file, allow_pickle=False) as noted:
                if str(noted["answers"]) != self._name():
                    return 0
                self.kept["offset"] = noted["offset"]
                return int(noted["stages"])
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return 0

    def keep(self, stages: int) -> None:
        """Note that so many stages have ended."""
        if self.notes is not None:
            with replacing(self.notes) as temporary, temporary.open("wb") as file:
                np.savez(file, answers=self._name(), offset=self.kept["offset"], stages=stages)

    def _name(self) -> str:
        return f"{self.what}-{fingerprint(self.names)}"


def fingerprint(answers: Answers) -> str:
    """Return a short name of exactly these answers."""
    told = hashlib.sha256()
    for column in (answers.learner, answers.item, answers.family, answers.credit, answers.at, answers.level):
        told.update(column.tobytes())
    told.update("\0".join([*answers.items, *answers.skills]).encode("utf-8", "surrogatepass"))
    return told.hexdigest()[:24]


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
