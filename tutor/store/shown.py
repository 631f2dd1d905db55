"""What is shown stays shown, the same numbers in it, until it is finished."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, insert, select, update

from tutor.events.records import Purpose, Reason
from tutor.store.tables import shown

Outcome = Literal["", "right", "solved", "taken", "skipped", "left"]
"""Open, answered right, its solution was shown, an opinion was taken, skipped by the learner, or left for another exercise."""

PLACEMENT_SLOT = "@placement/"
"""Slots outside a lesson begin with `@`: `@placement/<course>/<run>`, `@review/<day>`, `@course/<course>`."""

_COLUMNS = [column for column in shown.c if column.name != "id"]
_OF_LEARNER = shown.c.learner == bindparam("learner")
_ADD = insert(shown)
_FIND = select(*_COLUMNS).where(shown.c.shown_id == bindparam("shown_id"), _OF_LEARNER)
_NEWEST = select(*_COLUMNS).where(_OF_LEARNER, shown.c.slot == bindparam("slot")).order_by(shown.c.id.desc()).limit(1)
_RECENT = select(shown.c.item).where(_OF_LEARNER).order_by(shown.c.id.desc()).limit(bindparam("most"))
_LATELY = select(shown.c.id, shown.c.item, shown.c.drawn).where(_OF_LEARNER).order_by(shown.c.id.desc()).limit(bindparam("most")).subquery()
_DRAWN = select(_LATELY.c.drawn).where(_LATELY.c.item == bindparam("item")).order_by(_LATELY.c.id.desc())
_OUTCOMES = select(shown.c.item, shown.c.outcome).where(_OF_LEARNER, shown.c.item.in_(bindparam("items", expanding=True)), shown.c.outcome != "")
_CHANGE = update(shown).where(shown.c.shown_id == bindparam("which"))


@dataclass(frozen=True, slots=True)
class ShownVariant:
    """One drawing of an item in front of one learner; never leaves the server."""

    shown_id: str
    learner: str
    at: datetime
    slot: str
    lesson: str
    purpose: Purpose
    item: str
    skill: str
    seed: str
    drawn: dict[str, str]
    reason: dict[str, Any]
    hints: int = 0
    wrong_tries: int = 0
    draft: str = ""
    outcome: Outcome = ""

    @property
    def finished(self) -> bool:
        """Tell whether no more answers are taken."""
        return self.outcome != ""

    @property
    def places(self) -> bool:
        """Tell whether it is a question of a placement: asked once, and neither called right nor wrong."""
        return self.slot.startswith(PLACEMENT_SLOT)

    @property
    def why(self) -> Reason:
        """Why it was chosen."""
        return Reason.from_plain(self.reason)


def new_shown_id() -> str:
    """Return an id that nobody can guess."""
    return uuid.uuid4().hex


def add(connection: Connection, variant: ShownVariant) -> None:
    """Keep what is about to be shown."""
    connection.execute(_ADD, asdict(variant))


def find(connection: Connection, learner: str, shown_id: str) -> ShownVariant | None:
    """Return what this learner was shown under an id, or None: another's id is as unknown as an invented one."""
    row = connection.execute(_FIND, {"shown_id": shown_id, "learner": learner}).first()
    return ShownVariant(**row._mapping) if row else None


def find_newest(connection: Connection, learner: str, slot: str) -> ShownVariant | None:
    """Return what was shown last in a place in a lesson, finished or not, or None."""
    row = connection.execute(_NEWEST, {"learner": learner, "slot": slot}).first()
    return ShownVariant(**row._mapping) if row else None


def list_finished(connection: Connection, learner: str, slot: str) -> list[ShownVariant]:
    """Return what was shown and finished in a slot, the oldest first."""
    chosen = select(*_COLUMNS).where(shown.c.learner == learner, shown.c.slot == slot, shown.c.outcome != "").order_by(shown.c.id)
    return [ShownVariant(**row._mapping) for row in connection.execute(chosen)]


def list_recent_items(connection: Connection, learner: str, limit: int = 40) -> list[str]:
    """Return the items that a learner was shown last, the newest first."""
    return list(connection.execute(_RECENT, {"learner": learner, "most": limit}).scalars())


def list_drawn(connection: Connection, learner: str, item: str, limit: int = 60) -> list[dict[str, str]]:
    """Return what was drawn of an item among the newest exercises of a learner, the newest first."""
    return list(connection.execute(_DRAWN, {"learner": learner, "item": item, "most": limit}).scalars())


def list_outcomes(connection: Connection, learner: str, items: Iterable[str]) -> list[tuple[str, Outcome]]:
    """Return how these items ended whenever the learner had them."""
    return [(row.item, row.outcome) for row in connection.execute(_OUTCOMES, {"learner": learner, "items": list(items)})]


def change(connection: Connection, shown_id: str, **values: Any) -> None:
    """Note hints seen, wrong tries, the draft, or that it is finished."""
    connection.execute(_CHANGE, {"which": shown_id, **values})
