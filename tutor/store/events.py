"""Events are added, never changed; their order is the order in which they were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

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


def list_newer(connection: Connection, after: Mapping[str, int]) -> Iterator[Attempt]:
    """Yield the events of several learners, each learner's after an id of its own, in the order in which they happened."""
    newest = select(events.c.learner, func.max(events.c.id)).where(events.c.learner.in_(list(after))).group_by(events.c.learner)
    behind = [learner for learner, last in connection.execute(newest) if last > after[learner]]
    if not behind:
        return iter(())
    chosen = select(events).where(events.c.learner.in_(behind), events.c.id > min(after[learner] for learner in behind)).order_by(events.c.id)
    return (_as_attempt(row) for row in connection.execute(chosen) if row.id > after[row.learner])


def list_latest(connection: Connection, learners: Iterable[str], limit: int) -> dict[str, list[Attempt]]:
    """Return the newest answers that count of several learners, by learner, the newest first."""
    found: dict[str, list[Attempt]] = {learner: [] for learner in learners}
    counted = (events.c.learner.in_(list(found)), events.c.try_number == 1, events.c.purpose != "preview")
    place = func.row_number().over(partition_by=events.c.learner, order_by=events.c.id.desc()).label("place")
    ranked = select(events.c.id, place).where(*counted).subquery()
    chosen = select(events).join(ranked, ranked.c.id == events.c.id).where(ranked.c.place <= limit).order_by(events.c.id.desc())
    for row in connection.execute(chosen):
        found[row.learner].append(_as_attempt(row))
    return found


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
