"""Days begin at midnight of the place."""

from datetime import UTC, date, datetime

from tutor.days import Calendar

PHNOM_PENH = Calendar("Asia/Phnom_Penh")


def test_the_evening_in_utc_is_the_next_morning_here():
    """Seven hours lie between the store's clock and the one on the wall."""
    assert PHNOM_PENH.day_of(datetime(2027, 1, 4, 18, 0, tzinfo=UTC)) == date(2027, 1, 5)


def test_a_day_begins_at_its_own_midnight():
    """The first moment of a day belongs to it; the moment before does not."""
    assert PHNOM_PENH.start_of(date(2027, 1, 5)) == datetime(2027, 1, 4, 17, 0, tzinfo=UTC)


def test_the_last_days_end_today():
    """The oldest comes first."""
    assert PHNOM_PENH.last_days(datetime(2027, 1, 4, 8, 0, tzinfo=UTC), 3) == [date(2027, 1, 2), date(2027, 1, 3), date(2027, 1, 4)]
