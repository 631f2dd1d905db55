"""Blocks of writing come one after the other; those that wait together reach the disk together."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from tutor.errors import StoreUnavailable


class Turns:
    """A lock that is given in the order in which it was asked for; SQLite's own lock lets whoever polls at the right moment in."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Lock] = deque()

    def __enter__(self) -> None:
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()

    def __exit__(self, *_error: object) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False


@dataclass(slots=True)
class Group:
    """Blocks that share one transaction, and so one `fdatasync`."""

    connection: Connection
    closed: bool = False
    error: BaseException | None = None


@dataclass(slots=True)
class GroupWriter:
    """Writes of one process to one SQLite file: each block in a savepoint, one commit for those that queued up meanwhile.

    A block ends when its group is on disk. Who has written takes a turn again for the commit; blocks that asked earlier go first and join the
    group, so groups grow by themselves when many write, and a lone block commits at once.

    Source: DeWitt et al. 1984, group commit; the queue for the commit is ours.
    """

    engine: Engine
    _turns: Turns = field(default_factory=Turns)
    _group: Group | None = None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write as one step; nothing of it is there if the block or the commit of its group fails.

        Raises:
            StoreUnavailable: the group could not be written.
        """
        group: Group | None = None
        try:
            with self._turns:
                group = self._join()
                with self._block(group):
                    yield group.connection
        finally:
            if group is not None:
                with self._turns:
                    self._close(group)
        if group.error is not None:
            raise StoreUnavailable("the group of writes was not saved") from group.error

    @contextmanager
    def _block(self, group: Group) -> Iterator[None]:
        """Undo the block if it fails; where the database has undone the whole group, as it may on a full disk, say so to all of it."""
        group.connection.exec_driver_sql("SAVEPOINT block")
        try:
            yield
            group.connection.exec_driver_sql("RELEASE block")
        except BaseException as error:
            with suppress(SQLAlchemyError):
                group.connection.exec_driver_sql("ROLLBACK TO block")
                group.connection.exec_driver_sql("RELEASE block")
            if not _in_transaction(group.connection):
                self._end(group, error)
            raise

    def _join(self) -> Group:
        if self._group is None:
            connection = self.engine.connect().execution_options(rean_writes=True)
            try:
                connection.begin()
            except BaseException:
                connection.close()
                raise
            self._group = Group(connection)
        return self._group

    def _close(self, group: Group) -> None:
        """Commit the group, unless another of its blocks has done so."""
        if group.closed:
            return
        try:
            group.connection.commit()
        except SQLAlchemyError as error:
            self._end(group, error)
        else:
            self._end(group, None)

    def _end(self, group: Group, error: BaseException | None) -> None:
        group.closed, group.error, self._group = True, error, None
        with suppress(SQLAlchemyError):
            if error is not None:
                group.connection.invalidate(error)
            group.connection.close()


def _in_transaction(connection: Connection) -> bool:
    """Ask SQLite itself: it may have rolled everything back where SQLAlchemy still counts on a transaction."""
    try:
        return bool(connection.connection.driver_connection.in_transaction)  # type: ignore[union-attr]
    except SQLAlchemyError:
        return False
