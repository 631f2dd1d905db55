"""Time on task is counted exercise by exercise: from being shown to its last answer, and no longer than somebody works on one exercise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from tutor.store.tables import events


@dataclass(frozen=True, slots=True)
class Worked:
    """One exercise that one learner worked on."""

    learner: str
    at: datetime
    """Of the last answer to it."""
    seconds: float


def list_worked(connection: Connection, learners: Iterable[str], *, since: datetime, most_seconds: float = 900) -> list[Worked]:
    """Return every exercise that the learners answered since a moment; one that lay open for longer counts as `most_seconds`.

    What a teacher tried out counts nowhere; an exercise during which the clock jumped counts as no time.
    """
    chosen = (
        select(events.c.learner, func.max(events.c.at), func.max(events.c.seconds))
        .where(events.c.learner.in_(list(learners)), events.c.at >= since, events.c.purpose != "preview")
        .group_by(events.c.learner, events.c.shown_id)
    )
    return [Worked(learner, at, min(seconds or 0.0, most_seconds)) for learner, at, seconds in connection.execute(chosen)]
