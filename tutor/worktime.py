"""How long a learner worked, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tutor.days import Calendar
from tutor.store.worktime import Worked


@dataclass(frozen=True, slots=True)
class WorkTime:
    """One learner's minutes and exercises on each of some days, the oldest first; the last day is today."""

    days: tuple[date, ...]
    minutes: tuple[int, ...]
    exercises: tuple[int, ...]

    @property
    def today(self) -> int:
        """Minutes of today."""
        return self.minutes[-1]

    @property
    def week(self) -> int:
        """Minutes of today and the six days before."""
        return sum(self.minutes[-7:])

    @property
    def days_present(self) -> int:
        """On how many of the days at least one exercise was answered."""
        return sum(1 for count in self.exercises if count)


def count_work(learners: Iterable[str], days: Sequence[date], worked: Iterable[Worked], calendar: Calendar) -> dict[str, WorkTime]:
    """Return each learner's time, by learner; a day on which something was answered has at least one minute."""
    seconds: dict[tuple[str, date], float] = {}
    counts: dict[tuple[str, date], int] = {}
    for one in worked:
        key = one.learner, calendar.day_of(one.at)
        seconds[key] = seconds.get(key, 0.0) + one.seconds
        counts[key] = counts.get(key, 0) + 1
    return {learner: _of(learner, days, seconds, counts) for learner in learners}


def _of(learner: str, days: Sequence[date], seconds: dict[tuple[str, date], float], counts: dict[tuple[str, date], int]) -> WorkTime:
    exercises = tuple(counts.get((learner, day), 0) for day in days)
    minutes = tuple(max(round(seconds[learner, day] / 60), 1) if (learner, day) in counts else 0 for day in days)
    return WorkTime(tuple(days), minutes, exercises)
