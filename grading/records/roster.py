"""One roster: the accounts write it, everyone else only reads it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal

Role = Literal["learner", "teacher", "admin"]


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the house, as everyone may know them. No secret is in here."""

    number: str
    """The name of the account everywhere: hub user, gradebook student, learner. Lower-case letters, digits, `-`; a string, zeros kept."""
    khmer_name: str
    latin_name: str
    sex: Literal["f", "m", ""] = ""
    role: Role = "learner"
    class_name: str = ""
    courses: tuple[str, ...] = ()
    """Ids of courses; none named stands for all: ask `takes`."""
    target_date: date | None = None
    active: bool = True

    def takes(self, course: str) -> bool:
        """Tell whether the person is in a course; who names none is in all, since the programme asks for all."""
        return not self.courses or course in self.courses


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody, by number."""

    people: dict[str, Person]

    def find(self, number: str) -> Person | None:
        """Return the person, or None."""
        return self.people.get(number)

    def learners(self, class_name: str | None = None) -> list[Person]:
        """Return the active learners, of one class where it is named, in the order of their numbers."""
        chosen = (p for p in self.people.values() if p.role == "learner" and p.active)
        return sorted((p for p in chosen if class_name in (None, p.class_name)), key=lambda p: p.number)

    def classes(self) -> list[str]:
        """Return the names of the classes that have an active learner."""
        return sorted({p.class_name for p in self.learners() if p.class_name})


def write_roster(path: Path, people: Iterable[Person]) -> None:
    """Replace the roster file in one step, on disk before this returns."""
    rows = [asdict(p) | {"target_date": p.target_date and p.target_date.isoformat()} for p in people]
    fresh = path.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"version": 1, "people": rows}, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def read_roster(path: Path) -> Roster:
    """Read the roster file; a house without one has nobody."""
    if not path.exists():
        return Roster({})
    rows = json.loads(path.read_text("utf-8"))["people"]
    return Roster({row["number"]: _person(row) for row in rows})


def _person(row: dict) -> Person:
    target = row["target_date"]
    return Person(**(row | {"courses": tuple(row["courses"]), "target_date": date.fromisoformat(target) if target else None}))


class LiveRoster:
    """The roster as it is now: read again whenever the file has been replaced."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, int] | None = None
        self._roster = Roster({})

    def __call__(self) -> Roster:
        """Return the newest roster."""
        stamp = self._find_stamp()
        if stamp != self._stamp:
            self._roster, self._stamp = read_roster(self._path), stamp
        return self._roster

    def _find_stamp(self) -> tuple[int, int] | None:
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            return None
        return stat.st_mtime_ns, stat.st_ino
