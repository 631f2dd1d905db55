"""The day's work towards the target date, from what is left to learn and how fast this learner has learned; a range, never a promise."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tutor.events.records import Attempt, Reason
from tutor.pacing.standing import Standing

_SURE = 1.2816
"""A range of so many standard deviations to both sides holds eight of ten."""
_USUAL_EXERCISES, _USUAL_WEIGHT = 7.0, 4.0
"""Exercises for one skill, before the learner has shown anything; it counts as so many skills."""
_USUAL_SECONDS, _SECONDS_WEIGHT = 75.0, 20.0
_SPREAD = 0.7
"""Standard deviation of the exercises for one skill, as part of their mean."""
_LONGEST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast one learner has learned so far."""

    exercises_a_skill: float = _USUAL_EXERCISES
    seconds_an_exercise: float = _USUAL_SECONDS
    skills: int = 0
    """Mastered by practice: how much the two rest on."""


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What to do today, and when the course would be finished."""

    minutes: int
    exercises: int
    """New work, beside the reviews."""
    reviews: int
    finish: date | None
    """Expected; None where there is nothing to learn, or no time to learn it."""
    finish_early: date | None
    """Eight of ten times the finish lies between this and `finish_late`."""
    finish_late: date | None
    late: bool
    """Whether the expected finish comes after the target."""
    reason: Reason


def find_pace(attempts: Iterable[Attempt], standing: Standing, skills: Sequence[str]) -> Pace:
    """Return a learner's pace; what was seen is mixed with what is usual, so that three answers promise nothing.

    Exercises on a skill that is not known yet count as well, for the part of it that is believed to be known: who has tried hard in vain is not fast.
    """
    tried = [skill for skill in skills if standing.tally(skill).tries]
    known = [skill for skill in tried if standing.mastered(skill)]
    worked = sum(standing.tally(skill).tries for skill in tried)
    learned = len(tried) - count_left(standing, tried)
    seconds = sorted(attempt.seconds for attempt in attempts if attempt.counts and attempt.seconds is not None and attempt.seconds > 0)
    middle = seconds[len(seconds) // 2] if seconds else _USUAL_SECONDS
    return Pace(
        (worked + _USUAL_WEIGHT * _USUAL_EXERCISES) / (learned + _USUAL_WEIGHT),
        (len(seconds) * middle + _SECONDS_WEIGHT * _USUAL_SECONDS) / (len(seconds) + _SECONDS_WEIGHT),
        len(known),
    )


def count_left(standing: Standing, skills: Sequence[str]) -> float:
    """Return how many skills are left to learn; one under way counts for the part that is missing."""
    return sum(1 - standing.belief(skill).known if standing.tally(skill).tries else 1.0 for skill in skills if not standing.mastered(skill))


def plan_day(
    left: float, pace: Pace, today: date, *, minutes_a_week: float, days_a_week: int = 5, reviews: int = 0, target: date | None = None
) -> DayPlan:
    """Return the plan of a day.

    Args:
        left: skills left to learn, from `count_left`.
        minutes_a_week: how long this learner has a seat.
        reviews: due today.
        target: the date to be finished by, where there is one.
    """
    seat = minutes_a_week / days_a_week
    review_minutes = reviews * pace.seconds_an_exercise / 60
    if left <= 0:
        return DayPlan(math.ceil(min(seat, review_minutes)), 0, reviews, None, None, None, False, Reason("plan.done", {"reviews": reviews}))
    needed = left * pace.exercises_a_skill * pace.seconds_an_exercise / 60
    finishes = [_add_days(today, needed * (1 + sign * _spread(left, pace)), minutes_a_week) for sign in (0, -_SURE, _SURE)]
    late = target is not None and (finishes[0] is None or finishes[0] > target)
    minutes = math.ceil(min(seat, _wanted(needed, today, target, days_a_week, seat) + review_minutes))
    exercises = max(round((minutes - review_minutes) * 60 / pace.seconds_an_exercise), 0)
    text = "plan.no_date" if target is None else "plan.late" if late else "plan.in_time"
    reason = Reason(text, {"minutes": minutes, "exercises": exercises, "reviews": reviews})
    return DayPlan(minutes, exercises, reviews, finishes[0], finishes[1], finishes[2], late, reason)


def _spread(left: float, pace: Pace) -> float:
    """Return the standard deviation of the work that is left, as part of it: that of its skills, and that of the pace."""
    return _SPREAD * math.sqrt(1 / max(left, 1.0) + 1 / (pace.skills + _USUAL_WEIGHT))


def _add_days(today: date, minutes: float, minutes_a_week: float) -> date | None:
    if minutes_a_week <= 0:
        return None
    days = max(minutes, 0.0) / minutes_a_week * 7
    return today + timedelta(days=math.ceil(days)) if days < _LONGEST_DAYS else None


def _wanted(needed: float, today: date, target: date | None, days_a_week: int, seat: float) -> float:
    """Return the minutes of new work that keep to the target; the whole seat where there is none or it has passed."""
    if target is None or target <= today:
        return seat
    return needed / max((target - today).days * days_a_week / 7, 1.0)
