"""Events are added, never changed; their order is the order in which they were written."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, insert, or_, select

from tutor.errors import AttemptReused
from tutor.events.moves import STAYED, Moves
from tutor.events.records import LONGEST_SECONDS, Attempt, Task
from tutor.store.tables import events

_POINTS = 200
"""So many learners are asked for in one query; a longer condition is too deep for SQLite."""

_FACTS = [column for column in events.c if column.name != "reply"]
_OF_LEARNER = events.c.learner == bindparam("learner")
_APPEND = insert(events)
_REPLY = select(events.c.reply, events.c.shown_id, events.c.typed).where(_OF_LEARNER, events.c.attempt_id == bindparam("attempt_id"))
_LIST = select(*_FACTS).where(_OF_LEARNER, events.c.id > bindparam("after")).order_by(events.c.id)


def append(connection: Connection, attempt: Attempt, reply: dict[str, Any]) -> Attempt:
    """Add one event with what is going to be said to it, and return it with its id."""
    result = connection.execute(_APPEND, _as_row(attempt) | {"reply": reply})
    assert result.inserted_primary_key is not None
    return attempt.with_id(result.inserted_primary_key[0])


def find_reply(connection: Connection, learner: str, attempt_id: str, shown_id: str, typed: str) -> dict[str, Any] | None:
    """Return what was said to an attempt that was already written, or None.

    Raises:
        AttemptReused: another answer was written under this id.
    """
    row = connection.execute(_REPLY, {"learner": learner, "attempt_id": attempt_id}).first()
    if row is None:
        return None
    if (row.shown_id, row.typed) != (shown_id, typed):
        raise AttemptReused(f"{learner} has answered something else as attempt {attempt_id}")
    return row.reply


def list_attempts(connection: Connection, learner: str, *, after: int = 0, limit: int | None = None, moves: Moves = STAYED) -> Iterator[Attempt]:
    """Yield a learner's events in the order in which they were written, those after an id only, under the names of now."""
    chosen = _LIST if limit is None else _LIST.limit(limit)
    return (moves.now(_as_attempt(row)) for row in connection.execute(chosen, {"learner": learner, "after": after}))


def count_after(connection: Connection, through: Select[tuple[str, int]]) -> dict[str, int]:
    """Return who has events beyond a point of their own, and how many.

    Args:
        through: selects pairs of learner and event id; nobody in it means from the beginning.
    """
    point = through.subquery()
    learner, until = point.c
    chosen = select(events.c.learner, func.count()).join(point, learner == events.c.learner, isouter=True)
    rows = connection.execute(chosen.where(events.c.id > func.coalesce(until, 0)).group_by(events.c.learner))
    return {row[0]: row[1] for row in rows}


def list_newest(connection: Connection, learner: str, limit: int, *, before: int | None = None) -> list[Attempt]:
    """Return a learner's newest events, the newest first."""
    chosen = select(*_FACTS).where(events.c.learner == learner)
    if before is not None:
        chosen = chosen.where(events.c.id < before)
    return [_as_attempt(row) for row in connection.execute(chosen.order_by(events.c.id.desc()).limit(limit))]


def list_newer(connection: Connection, after: Mapping[str, int], moves: Moves = STAYED) -> Iterator[Attempt]:
    """Yield the events of several learners, each learner's after an id of its own, as `list_attempts` does."""
    points = list(after.items())
    chunks = [points[start : start + _POINTS] for start in range(0, len(points), _POINTS)]
    return (attempt for chunk in chunks for attempt in _list_beyond(connection, chunk, moves))


def _list_beyond(connection: Connection, points: Iterable[tuple[str, int]], moves: Moves) -> Iterator[Attempt]:
    """Yield events beyond a point of each learner's own; the index of learner and id leads to each point at once."""
    beyond = or_(*(and_(events.c.learner == learner, events.c.id > through) for learner, through in points))
    rows = connection.execute(select(*_FACTS).where(beyond).order_by(events.c.id))
    return (moves.now(_as_attempt(row)) for row in rows)


def list_latest(connection: Connection, learners: Iterable[str], limit: int, moves: Moves = STAYED) -> dict[str, list[Attempt]]:
    """Return the newest answers that count of several learners, by learner, the newest first, under the names of now."""
    found: dict[str, list[Attempt]] = {learner: [] for learner in learners}
    counted = (events.c.learner.in_(list(found)), events.c.try_number == 1, events.c.purpose != "preview")
    place = func.row_number().over(partition_by=events.c.learner, order_by=events.c.id.desc()).label("place")
    ranked = select(events.c.id, place).where(*counted).subquery()
    chosen = select(*_FACTS).join(ranked, ranked.c.id == events.c.id).where(ranked.c.place <= limit).order_by(events.c.id.desc())
    for row in connection.execute(chosen):
        found[row.learner].append(moves.now(_as_attempt(row)))
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
    )
    task = attempt.task
    about = {"item": task.item, "skills": list(task.skills), "level": task.level, "kind": task.kind, "choices": task.choices}
    return {name: getattr(attempt, name) for name in names} | about | _measures(attempt.partial, attempt.seconds)


def _as_attempt(row: Row[Any]) -> Attempt:
    values = dict(row._mapping)
    task = Task(values.pop("item"), tuple(values.pop("skills")), values.pop("level"), values.pop("kind"), values.pop("choices"))
    return Attempt(task=task, **values | _measures(values["partial"], values["seconds"]))


def _measures(partial: float | None, seconds: float | None) -> dict[str, float | None]:
    return {"partial": _bounded(partial, 1.0) or 0.0, "seconds": _bounded(seconds, LONGEST_SECONDS)}


def _bounded(number: float | None, most: float) -> float | None:
    """Return a number that can be meant: events that came from another house may say anything."""
    return number if number is not None and math.isfinite(number) and 0 <= number <= most else None
