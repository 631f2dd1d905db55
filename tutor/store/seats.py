"""A learner sits at one seat; who takes another one ends the first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from tutor.store.tables import seats

_FIND = select(seats).where(seats.c.learner == bindparam("learner"))


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a learner sits, since when, and whether the screen is locked."""

    learner: str
    seat: str
    taken_at: datetime
    seen_at: datetime
    locked: bool


def find(connection: Connection, learner: str) -> Seat | None:
    """Return the learner's seat, or None."""
    row = connection.execute(_FIND, {"learner": learner}).first()
    return Seat(**row._mapping) if row else None


def take(connection: Connection, learner: str, seat: str, at: datetime) -> None:
    """Sit down at a seat, unlocked, whoever sat there or elsewhere before."""
    leave(connection, learner)
    connection.execute(insert(seats).values(learner=learner, seat=seat, taken_at=at, seen_at=at, locked=False))


def leave(connection: Connection, learner: str) -> None:
    """Get up."""
    connection.execute(delete(seats).where(seats.c.learner == learner))


def see(connection: Connection, learner: str, at: datetime) -> None:
    """Note that the seat is in use."""
    connection.execute(update(seats).where(seats.c.learner == learner).values(seen_at=at))


def set_locked(connection: Connection, learner: str, locked: bool) -> None:
    """Lock or unlock the screen."""
    connection.execute(update(seats).where(seats.c.learner == learner).values(locked=locked))
