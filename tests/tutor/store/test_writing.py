"""Writes of many at once: each whole, each on disk, few commits."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import OperationalError

from tutor.errors import StoreUnavailable
from tutor.store.database import Store, open_store
from tutor.store.writing import Turns


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with one small table."""
    made = open_store(f"sqlite:///{tmp_path / 'tutor.sqlite'}", 0)
    with made.writing() as connection:
        connection.execute(text("CREATE TABLE words (word TEXT)"))
    return made


def add(connection: Connection, word: object) -> None:
    """Write one word."""
    connection.execute(text("INSERT INTO words VALUES (:word)"), {"word": str(word)})


def read(store: Store) -> list[str]:
    """Return the words that another connection sees."""
    with store.reading() as connection:
        return sorted(connection.execute(text("SELECT word FROM words")).scalars())


def test_a_block_that_ended_is_seen_by_others(store: Store) -> None:
    """When a block of writing ends, another connection reads it."""
    with store.writing() as connection:
        add(connection, "a")
    assert read(store) == ["a"]


def test_a_block_that_fails_leaves_nothing_and_hinders_nobody(store: Store) -> None:
    """A failed block is undone, and the next one is written."""
    with pytest.raises(ValueError, match="no"), store.writing() as connection:
        add(connection, "a")
        raise ValueError("no")
    with store.writing() as connection:
        add(connection, "b")
    assert read(store) == ["b"]


def test_many_at_once_share_commits_and_lose_nothing(store: Store) -> None:
    """Of forty blocks that wait together, every second one failing, the others are all there after fewer commits than blocks."""
    commits: list[int] = []
    event.listen(store.engine, "commit", lambda _connection: commits.append(1))
    gate = threading.Barrier(40)

    def work(number: int) -> None:
        gate.wait()
        with store.writing() as connection:
            add(connection, number)
            if number % 2:
                raise ValueError(number)

    def work_calmly(number: int) -> None:
        with suppress(ValueError):
            work(number)

    with ThreadPoolExecutor(40) as pool:
        list(pool.map(work_calmly, range(40)))
    assert read(store) == sorted(str(number) for number in range(0, 40, 2))
    assert 0 < len(commits) < 20


def test_a_commit_that_fails_is_told_to_every_block_of_its_group(store: Store) -> None:
    """When the disk refuses a commit, nobody in the group is told that it was saved; afterwards the store works again."""
    refusing = [True]

    def refuse(_connection: Connection) -> None:
        if refusing[0]:
            raise OperationalError("COMMIT", {}, Exception("database or disk is full"))

    event.listen(store.engine, "commit", refuse)
    gate = threading.Barrier(5)

    def work(number: int) -> bool:
        gate.wait()
        try:
            with store.writing() as connection:
                add(connection, number)
        except StoreUnavailable:
            return False
        return True

    with ThreadPoolExecutor(5) as pool:
        assert not any(pool.map(work, range(5)))
    assert read(store) == []
    refusing[0] = False
    with store.writing() as connection:
        add(connection, "after")
    assert read(store) == ["after"]


def test_a_transaction_that_sqlite_rolled_back_by_itself_is_lost_for_all_of_its_group(store: Store) -> None:
    """SQLite may undo the whole transaction at an error: then no block of the group counts as saved."""
    with pytest.raises((StoreUnavailable, ValueError)), store.writing() as connection:
        add(connection, "a")
        connection.exec_driver_sql("ROLLBACK")
        raise ValueError("as on a full disk")
    with store.writing() as connection:
        add(connection, "b")
    assert read(store) == ["b"]


def test_a_full_disk_is_said_calmly_and_mended_by_room(store: Store) -> None:
    """A database that may not grow refuses with StoreUnavailable, keeps what it has, and writes again once it may."""
    with store.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreUnavailable), store.writing() as connection:
        for _ in range(100):
            add(connection, "x" * 4000)
    with store.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        add(connection, "b")
    assert read(store) == ["b"]


def test_turns_are_given_in_the_order_in_which_they_were_asked_for() -> None:
    """Who asks first writes first."""
    turns, came = Turns(), []

    def work(number: int) -> None:
        with turns:
            came.append(number)

    threads = []
    with turns:
        for number in range(5):
            threads.append(threading.Thread(target=work, args=(number,)))
            threads[-1].start()
            while len(turns._waiting) <= number:
                pass
    for thread in threads:
        thread.join()
    assert came == [0, 1, 2, 3, 4]
