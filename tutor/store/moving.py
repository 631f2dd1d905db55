"""What stands open or was said under an old name is found under the new one; what happened stays as it was written."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Table, func, update

from tutor.events.moves import Moves
from tutor.store.tables import decisions, overrides, reports, shown, talks


def ensure_moved(connection: Connection, moves: Moves) -> None:
    """Rename items and skills where they stand in what is shown, in decisions, in teachers' words, in reports and in wishes to talk."""
    for old, new in moves.items.items():
        _rename(connection, shown, shown.c.item, old, new)
        _rename(connection, reports, reports.c.item, old, new)
        _rename(connection, talks, talks.c.item, old, new)
        ends = shown.c.slot.endswith(f"|{old}", autoescape=True)
        connection.execute(update(shown).where(ends).values(slot=func.replace(shown.c.slot, f"|{old}", f"|{new}")))
    for old, new in moves.skills.items():
        _rename(connection, shown, shown.c.skill, old, new)
        _rename(connection, overrides, overrides.c.skill, old, new)
        _rename(connection, decisions, decisions.c.skill, old, new)
        _rename(connection, talks, talks.c.skill, old, new)


def _rename(connection: Connection, table: Table, column: Column[str], old: str, new: str) -> None:
    connection.execute(update(table).where(column == old).values({column: new}))
