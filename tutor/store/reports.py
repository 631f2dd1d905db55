"""A learner's word that something is wrong with an exercise waits until a teacher has looked at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from tutor.store.shown import ShownVariant
from tutor.store.tables import reports


@dataclass(frozen=True, slots=True)
class Report:
    """What one learner said about one exercise."""

    id: int
    learner: str
    shown_id: str
    item: str
    drawn: dict[str, str]
    text: str
    lang: str
    at: datetime
    closed_by: str | None = None
    closed_at: datetime | None = None


def add(connection: Connection, variant: ShownVariant, text: str, lang: str, at: datetime) -> None:
    """Keep a report with the drawing that it is about."""
    about = {"learner": variant.learner, "shown_id": variant.shown_id, "item": variant.item, "drawn": variant.drawn}
    connection.execute(insert(reports).values(**about, text=text, lang=lang, at=at))


def close(connection: Connection, number: int, *, by: str, at: datetime) -> None:
    """Note that a teacher has looked at it."""
    connection.execute(update(reports).where(reports.c.id == number, reports.c.closed_at.is_(None)).values(closed_by=by, closed_at=at))


def list_open(connection: Connection) -> list[Report]:
    """Return the reports that nobody has looked at, the newest first."""
    chosen = select(reports).where(reports.c.closed_at.is_(None)).order_by(reports.c.id.desc())
    return [Report(**row._mapping) for row in connection.execute(chosen)]
