"""Time on task is what was worked on exercises, day by day."""

import pytest

from tests.tutor.makers import PLACE, UNIT, Clock, answer, make_house
from tutor.place import Place
from tutor.store import worktime
from tutor.worktime import count_work


@pytest.fixture
def clock():
    return Clock()


def read_work(house, learners=("101",), days=7):
    shown = house.calendar.last_days(house.now(), days)
    with house.store.reading() as connection:
        worked = worktime.list_worked(connection, learners, since=house.calendar.start_of(shown[0]))
    return count_work(learners, shown, worked, house.calendar)


def work(house, clock, seconds, purpose="practice", learner="101"):
    house.session.next(learner, PLACE, "en", purpose)
    clock.move(seconds=seconds)
    answer(house.session, learner, right=True)


def test_seconds_add_up_to_minutes_of_their_day(tmp_path, clock):
    """Two exercises today, one yesterday: each day has its own."""
    house = make_house(tmp_path, clock)
    work(house, clock, 120)
    clock.move(days=1)
    work(house, clock, 60)
    work(house, clock, 180)
    found = read_work(house)["101"]
    assert (found.minutes[-2:], found.exercises[-2:], found.today, found.week, found.days_present) == ((2, 4), (1, 2), 4, 6, 2)


def test_several_tries_of_one_exercise_count_once(tmp_path, clock):
    """Seconds run from being shown: a second try does not add the first again."""
    house = make_house(tmp_path, clock)
    typed = Place(UNIT, "04-adding", ("add_like_fractions",))
    house.session.next("101", typed, "en")
    for right in (False, True):
        clock.move(seconds=60)
        answer(house.session, "101", right, place=typed)
    assert read_work(house)["101"].minutes[-1] == 2


def test_an_exercise_left_open_counts_as_a_quarter_of_an_hour(tmp_path, clock):
    """Nobody works on one exercise for fifty minutes."""
    house = make_house(tmp_path, clock)
    work(house, clock, 3_000)
    assert read_work(house)["101"].today == 15


def test_a_learner_who_did_nothing_has_empty_days(tmp_path, clock):
    """Nothing is nothing, and no error."""
    assert read_work(make_house(tmp_path, clock))["101"].minutes == (0,) * 7
