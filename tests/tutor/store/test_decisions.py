"""Decisions are kept with their reasons, and a store of the first day is brought up to date without losing an answer."""

import sqlite3
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from tests.tutor.makers import PLACE, answer, make_practice
from tutor.store import decisions, events
from tutor.store.database import _MIGRATIONS, open_store
from tutor.store.decisions import Decision

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)


def test_decisions_come_back_with_their_reason(tmp_path):
    """What was decided is read as it was written, the newest first, of one kind where that is asked."""
    store = open_store(f"sqlite:///{tmp_path / 'tutor.sqlite'}")
    with store.writing() as connection:
        for kind in ("mastered", "left"):
            decisions.add(
                connection, Decision("101", NOW, kind, "math1", "math1/fractions#a", {"text_id": "why.x", "values": {"n": 2}}, {"chance": 0.9})
            )
    with store.reading() as connection:
        assert ["left", "mastered"] == [one.kind for one in decisions.list_newest(connection, "101")]
        only = decisions.list_newest(connection, "101", kind="mastered")[0]
    assert (only.why.values, only.numbers, only.at) == ({"n": 2}, {"chance": 0.9}, NOW)


def test_a_store_of_the_first_day_keeps_its_answers(tmp_path):
    """The second migration adds columns to events that may not be changed, and the old answers stay."""
    file = tmp_path / "tutor.sqlite"
    session = make_practice(tmp_path)
    answer(session, "101", right=True)
    with session.store.reading() as connection:
        before = list(events.list_attempts(connection, "101"))
    session.store.engine.dispose()
    _go_back(file)
    with open_store(f"sqlite:///{file}").reading() as connection:
        after = list(events.list_attempts(connection, "101"))
    assert [one.attempt_id for one in after] == [one.attempt_id for one in before]
    assert answer(make_practice(tmp_path), "101", right=True, place=PLACE)["finished"]


def _go_back(file):
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with sa.create_engine(f"sqlite:///{file}").begin() as connection:
        for act in ("update", "delete"):
            connection.execute(sa.text(f"DROP TRIGGER events_no_{act}"))
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
    with sqlite3.connect(file) as connection:
        assert "partial" not in {row[1] for row in connection.execute("PRAGMA table_info(events)")}
