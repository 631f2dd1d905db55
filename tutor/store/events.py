"""Events are added, never changed; their order is the order in which they were written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from tutor.events.records import Attempt, Task
from tutor.store.tables import events


def append(connection: Connection, attempt: Attempt, reply: dict[str, Any]) -> Attempt:
    """Add one event with what is going to be said to it, and return it with its id."""
    row = _as_row(attempt) | {"reply": reply}
    result = connection.execute(insert(events).values(**row))
    assert result.inserted_primary_key is not None
    return attempt.with_id(result.inserted_primary_key[0])


def find_reply(connection: Connection, learner: str, attempt_id: str) -> dict[str, Any] | None:
    """Return what was said to an attempt that was already written, or None."""
    chosen = select(events.c.reply).where(events.c.learner == learner, events.c.attempt_id == attempt_id)
    return connection.execute(chosen).scalar()


def list_attempts(connection: Connection, learner: str, *, after: int = 0) -> Iterator[Attempt]:
    """Yield a learner's events in the order in which they happened, those after an id only."""
    chosen = select(events).where(events.c.learner == learner, events.c.id > after).order_by(events.c.id)
    return (_as_attempt(row) for row in connection.execute(chosen))


def list_newest(connection: Connection, learner: str, limit: int, *, before: int | None = None) -> list[Attempt]:
    """Return a learner's newest events, the newest first."""
    chosen = select(events).where(events.c.learner == learner)
    if before is not None:
        chosen = chosen.where(events.c.id < before)
    return [_as_attempt(row) for row in connection.execute(chosen.order_by(events.c.id.desc()).limit(limit))]


def _as_row(attempt: Attempt) -> dict[str, Any]:
    names = (
        "learner",
        "attempt_id",
        "at",
        "shown_id",
        "purpose",
        "lesson",
        "typed",
        "verdict",
        "try_number",
        "hints",
        "hints_total",
        "lang",
        "partial",
        "seconds",
    )
    task = attempt.task
    about = {"item": task.item, "skills": list(task.skills), "level": task.level, "kind": task.kind, "choices": task.choices}
    return {name: getattr(attempt, name) for name in names} | about


def _as_attempt(row: Row[Any]) -> Attempt:
    values = dict(row._mapping)
    values.pop("reply")
    task = Task(values.pop("item"), tuple(values.pop("skills")), values.pop("level"), values.pop("kind"), values.pop("choices"))
    return Attempt(task=task, **values)
