"""A block of writing is on disk, whole, when the block ends; a store that cannot write says so in one way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from grading.records.database import open_database
from tutor.errors import StoreUnavailable
from tutor.store.writing import GroupWriter

_MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Store:
    """The tutor's database: blocks of reading, and blocks of writing that come one after the other."""

    engine: Engine
    writer: GroupWriter | None = None
    """Groups the writes of this process, where the database is a file."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open one consistent view.

        Raises:
            StoreUnavailable: the database cannot be read now.
        """
        with _calm(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write as one step; others wait until it is on disk, and nothing of it is there if the block fails.

        Raises:
            StoreUnavailable: the database is locked, or the disk is full.
        """
        with _calm(), self.writer.writing() if self.writer else self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection; SQLite then folds its log into the file and leaves nothing beside it."""
        self.engine.dispose()


def open_store(url: str, wait_seconds: float = 5) -> Store:
    """Open the database, made and brought up to date where that is needed; only the house may read its file."""
    if url.startswith("sqlite:///"):
        os.close(os.open(url.removeprefix("sqlite:///"), os.O_WRONLY | os.O_CREAT, 0o600))
    engine = open_database(url)
    if engine.dialect.name == "sqlite":
        _begin_ourselves(engine, wait_seconds)
    store = Store(engine, GroupWriter(engine) if engine.dialect.name == "sqlite" else None)
    ensure_schema(store)
    return store


def ensure_schema(store: Store) -> None:
    """Apply the migrations that the database has not seen yet."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with store.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _begin_ourselves(engine: Engine, wait_seconds: float) -> None:
    """Take the write lock at the start of a writing block: SQLite gives it in turn there, and refuses it at once later on."""

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={int(wait_seconds * 1000)}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("rean_writes") else "BEGIN")


@contextmanager
def _calm() -> Iterator[None]:
    try:
        yield
    except (OperationalError, PoolTimeout) as error:
        raise StoreUnavailable(_first_line(error)) from error


def _first_line(error: Exception) -> str:
    return str(error.orig if isinstance(error, DBAPIError) else error).splitlines()[0]
