"""Saved means on disk: every SQLite connection of the house is WAL with synchronous=FULL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine, event


def set_pragmas(connection: Any, _record: Any = None) -> None:
    """Set the house's pragmas on a fresh SQLite connection; other databases pass through untouched."""
    if type(connection).__module__.split(".")[0] not in {"sqlite3", "_sqlite3", "pysqlite2"}:
        return
    cursor = connection.cursor()
    for pragma in ("busy_timeout=5000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def ensure_pragmas_everywhere() -> None:
    """Make every engine of this process, also those that other packages open, set the house's pragmas."""
    if not event.contains(Engine, "connect", set_pragmas):
        event.listen(Engine, "connect", set_pragmas)


def open_database(url: str) -> Engine:
    """Return an engine whose connections keep the house's promise.

    Args:
        url: a SQLAlchemy address, `sqlite:////path/to/file.sqlite` or PostgreSQL.
    """
    ensure_pragmas_everywhere()
    return create_engine(url)
