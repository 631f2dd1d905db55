"""Saved means on disk, on every connection of every engine."""

from sqlalchemy import create_engine, text

from grading.records.database import ensure_pragmas_everywhere, open_database


def _pragmas(engine):
    with engine.connect() as connection:
        return [connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous", "foreign_keys")]


def test_our_engines_write_through(tmp_path):
    """WAL, synchronous=FULL (2) and foreign keys hold on a fresh connection."""
    assert _pragmas(open_database(f"sqlite:///{tmp_path}/a.sqlite")) == ["wal", 2, 1]


def test_engines_of_other_packages_write_through_too(tmp_path):
    """An engine that somebody else opens in our process keeps the same promise."""
    ensure_pragmas_everywhere()
    assert _pragmas(create_engine(f"sqlite:///{tmp_path}/b.sqlite")) == ["wal", 2, 1]
