"""Many answers as columns, each learner's together and in their order."""

from __future__ import annotations

import functools
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tutor.events.records import Attempt, Task
from tutor.learner.credit import family_of

Ints = NDArray[np.int64]
Floats = NDArray[Any]
"""Real numbers, or counts on their way to become some."""
Mask = NDArray[np.bool_]
Columns = Sequence[Any]
"""Learner, item, family, credit, time, level, order."""
KINDS = "qqqddqd"
"""The type of each column, as `array` calls it."""


class Codes:
    """Names and their numbers, given in the order in which names come."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._code: dict[str, int] = {}

    def code(self, name: str) -> int:
        """Return the name's number."""
        found = self._code.get(name)
        if found is None:
            found = self._code[name] = len(self.names)
            self.names.append(name)
        return found


class Answered(NamedTuple):
    """One row, as models see it online."""

    task: Task
    attempt: Attempt


@dataclass(frozen=True)
class Answers:
    """A table of answers; learner k's rows lie together, in order.

    Args:
        learner, item, family: numbers of names, one for each row. A family is a set of skills that come together.
        credit: in [0, 1].
        at: seconds since 1970, -1 where not known.
        level: 1 to 3, 0 where not known.
        family_skills: for each family, the numbers of its skills.
        remarks: what was odd in the source and how it was read.
    """

    learner: Ints
    item: Ints
    family: Ints
    credit: Floats
    at: Floats
    level: Ints
    learners: Sequence[str]
    items: Sequence[str]
    skills: Sequence[str]
    family_skills: Sequence[tuple[int, ...]]
    remarks: tuple[str, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.learner)

    def of_learners(self, chosen: Mask) -> Answers:
        """Return the rows of some learners, with the numbers of all names as they were."""
        rows = chosen[self.learner]
        return replace(
            self,
            learner=self.learner[rows],
            item=self.item[rows],
            family=self.family[rows],
            credit=self.credit[rows],
            at=self.at[rows],
            level=self.level[rows],
        )

    @functools.cached_property
    def starts(self) -> Ints:
        """The row at which each learner with answers begins, and the end."""
        return np.append(np.flatnonzero(np.diff(self.learner, prepend=-1)), len(self)).astype(np.int64)

    @functools.cached_property
    def skill_row(self) -> Ints:
        """For each (row, skill) pair, the row."""
        return np.repeat(np.arange(len(self)), self._widths[self.family])

    @functools.cached_property
    def skill(self) -> Ints:
        """For each (row, skill) pair, the skill."""
        flat = np.array([skill for family in self.family_skills for skill in family], dtype=np.int64)
        first = np.concatenate(([0], np.cumsum(self._widths)[:-1])) if len(self._widths) else np.zeros(0, np.int64)
        widths = self._widths[self.family]
        within = np.arange(widths.sum()) - np.repeat(np.cumsum(widths) - widths, widths)
        return flat[np.repeat(first[self.family], widths) + within]

    @functools.cached_property
    def share(self) -> Floats:
        """For each (row, skill) pair, one over the row's number of skills."""
        return (1 / self._widths[self.family])[self.skill_row]

    @functools.cached_property
    def _widths(self) -> Ints:
        return np.array([len(family) for family in self.family_skills], dtype=np.int64)

    @functools.cached_property
    def family_names(self) -> list[str]:
        """The families' names, as models keep them."""
        return [family_of(self.skill_names(number)) for number in range(len(self.family_skills))]

    def skill_names(self, family: int) -> tuple[str, ...]:
        """Return the names of a family's skills."""
        return tuple(self.skills[skill] for skill in self.family_skills[family])

    def counts(self) -> dict[str, int | float]:
        """Return how much there is of everything."""
        return {
            "answers": len(self),
            "learners": len(self.starts) - 1,
            "items": len(np.unique(self.item)),
            "skills": len(np.unique(self.skill)),
            "families": len(np.unique(self.family)),
            "right": round(float(self.credit.mean()), 4) if len(self) else 0.0,
            "with_time": int((self.at >= 0).sum()),
        }

    def online(self, first: int, end: int) -> list[Answered]:
        """Return rows as tasks and attempts, the way they come in class."""
        return [self._answered(row) for row in range(first, end)]

    def each_learner(self) -> Iterator[tuple[int, int]]:
        """Yield the first row and the end of each learner's rows."""
        return zip(self.starts[:-1].tolist(), self.starts[1:].tolist(), strict=True)

    def _answered(self, row: int) -> Answered:
        item, credit, at = self.items[self.item[row]], float(self.credit[row]), float(self.at[row])
        task = Task(item, self.skill_names(int(self.family[row])), int(self.level[row]), "")
        verdict, time = "right" if credit >= 1 else "wrong", datetime.fromtimestamp(max(at, 0.0), UTC)
        partial = credit if credit < 1 else 0.0
        learner = self.learners[self.learner[row]]
        return Answered(task, Attempt("", learner, time, "", task, "practice", "", "", verdict, 1, 0, 0, "", partial, None, row))


class Coder:
    """Turns names into numbers, in the order in which they come."""

    def __init__(self) -> None:
        self.learners, self.items, self.skills, self._families = Codes(), Codes(), Codes(), Codes()
        self.family_skills: list[tuple[int, ...]] = []
        self._family_of: dict[tuple[str, ...], int] = {}

    def code(self, learner: str, item: str, skills: tuple[str, ...]) -> tuple[int, int, int]:
        """Return the numbers of a learner, an item and a family."""
        family = self._family_of.get(skills)
        if family is None:
            family = self._family_of[skills] = self._add_family(tuple(dict.fromkeys(skills)))
        return self.learners.code(learner), self.items.code(item), family

    def _add_family(self, skills: tuple[str, ...]) -> int:
        number = self._families.code(family_of(skills))
        if number == len(self.family_skills):
            self.family_skills.append(tuple(self.skills.code(skill) for skill in skills))
        return number

    def table(self, columns: Columns, rank: Ints, names: Sequence[str], remarks: tuple[str, ...] = ()) -> Answers:
        """Return rows as a table, each learner's together and by order.

        Args:
            rank: each learner's place among the sorted names.
        """
        learner, item, family, credit, at, level, order = columns
        learner = rank[learner]
        rows = np.lexsort((order, learner))
        double = find_doubles(learner[rows], order[rows], (item[rows], credit[rows], family[rows], np.nan_to_num(at[rows], nan=-1.0)))
        rows = rows[~double]
        times, odd = _mend_times(learner[rows], at[rows])
        whole = (learner[rows], item[rows], family[rows], credit[rows], times, level[rows])
        again = [f"{double.sum()} answers were there twice, with the same order: they count once"] if double.any() else []
        return Answers(*whole, names, self.items.names, self.skills.names, self.family_skills, (*remarks, *again, *odd))


class AnswersMaker:
    """Collects rows in any order, and sorts them at the end."""

    def __init__(self) -> None:
        self._coder = Coder()
        self._columns: tuple[array[Any], ...] = tuple(array(kind) for kind in KINDS)

    def add(self, learner: str, item: str, skills: tuple[str, ...], credit: float, order: float, at: float, level: int) -> None:
        """Add one answer."""
        row = (*self._coder.code(learner, item, skills), credit, at, level, order)
        for column, value in zip(self._columns, row, strict=True):
            column.append(value)

    def make(self, remarks: tuple[str, ...] = ()) -> Answers:
        """Return the table: learners sorted by name (as numbers, where all are), each learner's rows by order."""
        rank, names = sort_names(self._coder.learners.names)
        return self._coder.table([np.array(column, column.typecode) for column in self._columns], rank, names, remarks)


def sort_names(names: Sequence[str]) -> tuple[Ints, list[str]]:
    """Return each name's rank, and the names by rank."""
    try:
        keys: list[tuple[int, str]] = [(int(name), name) for name in names]
    except ValueError:
        keys = [(0, name) for name in names]
    by_rank = sorted(range(len(names)), key=keys.__getitem__)
    rank = np.empty(len(names), np.int64)
    rank[by_rank] = np.arange(len(names))
    return rank, [names[code] for code in by_rank]


def find_doubles(learner: Ints, order: Floats, others: Sequence[Any]) -> Mask:
    """Return which rows are the same answer as one before: a model would be praised for telling an answer that it has just seen.

    Args:
        learner: sorted, and `order` sorted for each learner.
        others: all else that tells two answers from each other.
    """
    double = np.zeros(len(learner), dtype=bool)
    tied = (np.diff(learner) == 0) & (np.diff(order) == 0)
    if not tied.any():
        return double
    rows = np.flatnonzero(np.append(tied, False) | np.insert(tied, 0, False))
    seen: set[tuple[Any, ...]] = set()
    for row, *values in zip(rows.tolist(), *(column[rows].tolist() for column in (learner, order, *others)), strict=True):
        double[row] = tuple(values) in seen
        seen.add(tuple(values))
    return double


def _mend_times(learner: Ints, at: Floats) -> tuple[Floats, list[str]]:
    """Return the times with -1 for what no clock can have shown, and say how many there were."""
    unknown = ~np.isfinite(at) | (at < 0)
    absurd = int((np.isinf(at) | (at < 0)).sum())
    times = np.where(unknown, -1.0, at)
    back = np.flatnonzero((np.diff(times) < 0) & (np.diff(learner) == 0) & (times[1:] >= 0) & (times[:-1] >= 0))
    remarks = [f"{absurd} times were negative or endless: read as not known"] if absurd else []
    if len(back):
        remarks.append(f"{len(back)} times went back: the order of the rows counts, the gap is read as not known")
    return times, remarks
