"""The one table of the accounts, as the newest migration leaves it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Dialect, Integer, MetaData, String, Table
from sqlalchemy.types import TypeDecorator

metadata = MetaData()


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


accounts = Table(
    "accounts",
    metadata,
    Column("number", String(32), primary_key=True),
    Column("khmer_name", String(200), nullable=False),
    Column("latin_name", String(200), nullable=False),
    Column("sex", String(1), nullable=False),
    Column("role", String(10), nullable=False),
    Column("class_name", String(80), nullable=False),
    Column("courses", JSON, nullable=False),
    Column("target_date", Date),
    Column("active", Boolean, nullable=False),
    Column("secret_hash", String(200), nullable=False),
    Column("failed_tries", Integer, nullable=False),
    Column("last_failed_at", UtcTime),
    Column("created_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Column("secret_at", UtcTime, nullable=False),
)
