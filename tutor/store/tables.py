"""The tutor's tables, as the newest migration leaves them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData()
_Id = BigInteger().with_variant(Integer, "sqlite")


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept in UTC whatever the database does with time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store the moment as naive UTC."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give the moment back with its time zone."""
        return value.replace(tzinfo=UTC) if value else None


events = Table(
    "events",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("learner", String(64), nullable=False),
    Column("attempt_id", String(64), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("shown_id", String(32), nullable=False),
    Column("item", String(200), nullable=False),
    Column("skills", JSON, nullable=False),
    Column("level", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("choices", Integer, nullable=False),
    Column("purpose", String(10), nullable=False),
    Column("lesson", String(200), nullable=False),
    Column("typed", Text, nullable=False),
    Column("verdict", String(80), nullable=False),
    Column("try_number", Integer, nullable=False),
    Column("hints", Integer, nullable=False),
    Column("hints_total", Integer, nullable=False),
    Column("lang", String(2), nullable=False),
    Column("partial", Float, nullable=False, server_default="0"),
    Column("seconds", Float),
    Column("reply", JSON, nullable=False),
    UniqueConstraint("learner", "attempt_id", name="uq_events_attempt"),
    Index("ix_events_learner", "learner", "id"),
    sqlite_autoincrement=True,
)
"""Added, never changed; triggers refuse everything else. `reply` is what was said, so that the same attempt gets the same answer."""

shown = Table(
    "shown",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("shown_id", String(32), nullable=False, unique=True),
    Column("learner", String(64), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("slot", String(400), nullable=False),
    Column("lesson", String(200), nullable=False),
    Column("purpose", String(10), nullable=False),
    Column("item", String(200), nullable=False),
    Column("skill", String(200), nullable=False),
    Column("seed", String(20), nullable=False),
    Column("drawn", JSON, nullable=False),
    Column("reason", JSON, nullable=False),
    Column("hints", Integer, nullable=False),
    Column("wrong_tries", Integer, nullable=False),
    Column("draft", Text, nullable=False),
    Column("outcome", String(10), nullable=False),
    Index("ix_shown_learner", "learner", "id"),
)
"""Which drawing of which item a learner sees; never leaves the server. `slot` is the place in a lesson that it stands in."""

profiles = Table(
    "profiles",
    metadata,
    Column("learner", String(64), primary_key=True),
    Column("model", String(40), primary_key=True),
    Column("version", String(80), primary_key=True),
    Column("through_event", _Id, nullable=False),
    Column("moves", BigInteger, nullable=False),
    Column("checksum", BigInteger, nullable=False),
    Column("plain", LargeBinary, nullable=False),
)
"""What follows from the events, kept so that it need not be counted again at every answer; one row for each model, so that a new one can catch up
beside the one in use. `moves` is the mark of the moved names under which it was counted, `checksum` the CRC-32 of `plain`, JSON as bytes."""

decisions = Table(
    "decisions",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("learner", String(64), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("course", String(64), nullable=False),
    Column("skill", String(200), nullable=False),
    Column("reason", JSON, nullable=False),
    Column("numbers", JSON, nullable=False),
    Index("ix_decisions_learner", "learner", "id"),
    sqlite_autoincrement=True,
)
"""What pacing decided, beside the choice of each exercise, which `shown` keeps: added, never changed."""

openings = Table(
    "openings",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("learner", String(64), nullable=False),
    Column("lesson", String(200), nullable=False),
    Column("at", UtcTime, nullable=False),
    Index("ix_openings_learner", "learner", "id"),
    sqlite_autoincrement=True,
)

seats = Table(
    "seats",
    metadata,
    Column("learner", String(64), primary_key=True),
    Column("seat", String(64), nullable=False),
    Column("taken_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("locked", Boolean, nullable=False),
)

overrides = Table(
    "overrides",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("learner", String(64), nullable=False),
    Column("skill", String(200), nullable=False),
    Column("mastered", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("undone_by", String(64)),
    Column("undone_at", UtcTime),
    Index("ix_overrides_learner", "learner"),
)

reports = Table(
    "reports",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("learner", String(64), nullable=False),
    Column("shown_id", String(32), nullable=False),
    Column("item", String(200), nullable=False),
    Column("drawn", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("lang", String(2), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("closed_by", String(64)),
    Column("closed_at", UtcTime),
)

talks = Table(
    "talks",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("learner", String(64), nullable=False),
    Column("shown_id", String(32), nullable=False),
    Column("item", String(200), nullable=False),
    Column("skill", String(200), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("closed_by", String(64)),
    Column("closed_at", UtcTime),
    Index("ix_talks_learner", "learner", "id"),
    sqlite_autoincrement=True,
)
"""Who skipped which question and wishes to talk with the teacher; a reason is never asked for."""

test_drafts = Table(
    "test_drafts",
    metadata,
    Column("learner", String(64), primary_key=True),
    Column("assignment", String(64), primary_key=True),
    Column("question", String(80), primary_key=True),
    Column("typed", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
)
