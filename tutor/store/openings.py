"""Which lessons a learner has opened, and when last."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from tutor.store.tables import openings


def note(connection: Connection, learner: str, lesson: str, at: datetime) -> None:
    """Note that a lesson is opened now."""
    connection.execute(delete(openings).where(openings.c.learner == learner, openings.c.lesson == lesson))
    connection.execute(insert(openings).values(learner=learner, lesson=lesson, at=at))


def list_newest(connection: Connection, learner: str) -> list[str]:
    """Return the lessons that a learner has opened, the newest first."""
    return list(connection.execute(select(openings.c.lesson).where(openings.c.learner == learner).order_by(openings.c.id.desc())).scalars())
