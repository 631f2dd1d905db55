"""A decision is kept with its reason, for the learner in one sentence and for the teacher in numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from tutor.events.records import Reason
from tutor.store.tables import decisions


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that pacing decided about a learner, such as that a skill is mastered, left for a while, or known from the placement."""

    learner: str
    at: datetime
    kind: str
    """`placed`, `mastered`, `left`, `review` or another short word; what it may be is the pacing's business."""
    course: str
    skill: str
    """Empty where the decision is about a whole course."""
    reason: dict[str, Any]
    numbers: dict[str, Any] = field(default_factory=dict)
    """Plain values that a teacher may look at."""
    id: int = 0

    @property
    def why(self) -> Reason:
        """The reason, as a sentence's id and what fills it."""
        return Reason.from_plain(self.reason)


def add(connection: Connection, decision: Decision) -> None:
    """Keep a decision."""
    values = asdict(decision)
    values.pop("id")
    connection.execute(insert(decisions).values(**values))


def list_newest(connection: Connection, learner: str, limit: int = 100, *, kind: str | None = None) -> list[Decision]:
    """Return a learner's decisions, the newest first."""
    chosen = select(decisions).where(decisions.c.learner == learner)
    if kind is not None:
        chosen = chosen.where(decisions.c.kind == kind)
    return [Decision(**row._mapping) for row in connection.execute(chosen.order_by(decisions.c.id.desc()).limit(limit))]


def list_of_kinds(connection: Connection, learners: Iterable[str], kinds: Iterable[str]) -> dict[str, list[Decision]]:
    """Return the decisions of some kinds about several learners, by learner, the newest first."""
    found: dict[str, list[Decision]] = {learner: [] for learner in learners}
    chosen = select(decisions).where(decisions.c.learner.in_(list(found)), decisions.c.kind.in_(list(kinds))).order_by(decisions.c.id.desc())
    for row in connection.execute(chosen):
        found[row.learner].append(Decision(**row._mapping))
    return found
