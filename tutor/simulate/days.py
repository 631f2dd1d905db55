"""Time in the world that forgets: five days a week of forty minutes, and what is lost between them."""

from __future__ import annotations

from typing import Any

import numpy as np

DAY_SECONDS, DAYS_A_WEEK = 40 * 60.0, 5
POST_TEST_DAYS = 30
_FIRST_HALF_LIFE, _GROWTH, _LONGEST = 6.0, 1.8, 120.0


def calendar_days(school_days: Any) -> Any:
    """Return the day of the calendar of a school day; both count from 0, a Monday."""
    return school_days // DAYS_A_WEEK * 7 + school_days % DAYS_A_WEEK


def half_life(successes: Any) -> Any:
    """Return after how many days half of what is known is lost, after so many right answers."""
    return np.minimum(_FIRST_HALF_LIFE * _GROWTH ** np.minimum(successes, 10), _LONGEST)
