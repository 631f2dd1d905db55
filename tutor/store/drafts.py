"""What is typed in a unit test is kept as it is typed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from tutor.store.tables import test_drafts as drafts


def save(connection: Connection, learner: str, assignment: str, question: str, typed: str, at: datetime) -> None:
    """Keep what is typed so far in the place of what was there."""
    chosen = (drafts.c.learner == learner, drafts.c.assignment == assignment, drafts.c.question == question)
    connection.execute(delete(drafts).where(*chosen))
    connection.execute(insert(drafts).values(learner=learner, assignment=assignment, question=question, typed=typed, at=at))


def load(connection: Connection, learner: str, assignment: str) -> dict[str, str]:
    """Return what is typed so far, by question."""
    chosen = select(drafts.c.question, drafts.c.typed).where(drafts.c.learner == learner, drafts.c.assignment == assignment)
    return {row.question: row.typed for row in connection.execute(chosen)}
