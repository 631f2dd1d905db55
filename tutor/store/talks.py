"""A learner's wish to talk waits until the teacher has spoken with them; why is never asked for and never kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from tutor.store.shown import ShownVariant
from tutor.store.tables import talks


@dataclass(frozen=True, slots=True)
class Talk:
    """One learner wishes to talk, after skipping this question."""

    id: int
    learner: str
    shown_id: str
    item: str
    skill: str
    at: datetime
    closed_by: str | None = None
    closed_at: datetime | None = None


def add(connection: Connection, seen: ShownVariant, at: datetime) -> None:
    """Keep the wish, with the question that was skipped."""
    about = {"learner": seen.learner, "shown_id": seen.shown_id, "item": seen.item, "skill": seen.skill}
    connection.execute(insert(talks).values(**about, at=at))


def close(connection: Connection, learner: str, number: int, *, by: str, at: datetime) -> None:
    """Note that a teacher has spoken with the learner."""
    chosen = (talks.c.id == number, talks.c.learner == learner, talks.c.closed_at.is_(None))
    connection.execute(update(talks).where(*chosen).values(closed_by=by, closed_at=at))


def list_open(connection: Connection, learners: Iterable[str]) -> dict[str, list[Talk]]:
    """Return the wishes that nobody has met yet, by learner, the newest first."""
    found: dict[str, list[Talk]] = {learner: [] for learner in learners}
    chosen = select(talks).where(talks.c.learner.in_(list(found)), talks.c.closed_at.is_(None)).order_by(talks.c.id.desc())
    for row in connection.execute(chosen):
        found[row.learner].append(Talk(**row._mapping))
    return found
