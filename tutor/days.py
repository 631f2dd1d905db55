"""A day begins at midnight where the house stands, not in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of one place.

    >>> Calendar("Asia/Phnom_Penh").day_of(datetime(2027, 1, 4, 20, 0, tzinfo=UTC))
    datetime.date(2027, 1, 5)
    """

    zone: str

    def here(self, at: datetime) -> datetime:
        """Return a moment as the clock on the wall shows it."""
        return at.astimezone(ZoneInfo(self.zone))

    def day_of(self, at: datetime) -> date:
        """Return the day that a moment falls on."""
        return self.here(at).date()

    def start_of(self, day: date) -> datetime:
        """Return the moment at which a day begins, in UTC."""
        return datetime.combine(day, time(), ZoneInfo(self.zone)).astimezone(UTC)

    def last_days(self, now: datetime, count: int) -> list[date]:
        """Return so many days up to today, the oldest first."""
        today = self.day_of(now)
        return [today - timedelta(days=back) for back in range(count - 1, -1, -1)]
