"""The day's work and the expected finish: a range that narrows with what is known of the learner, and never more than the seat."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tutor.worlds_of_skills import key, make_attempts, make_curriculum, make_standing
from tutor.pacing.plan import Pace, count_left, find_pace, plan_day
from tutor.pacing.progress import count_missing

TODAY = date(2027, 1, 4)


def test_in_time_and_late():
    """Twenty skills in half a year are in time, in two days they are not, and then the whole seat is used."""
    relaxed = plan_day(20, Pace(), TODAY, minutes_a_week=200, target=TODAY + timedelta(days=180))
    pressed = plan_day(20, Pace(), TODAY, minutes_a_week=200, target=TODAY + timedelta(days=2))
    assert (relaxed.late, pressed.late, pressed.minutes) == (False, True, 40)
    assert relaxed.minutes < pressed.minutes


def test_nothing_left_leaves_the_reviews():
    """Who has learned everything only keeps it fresh."""
    plan = plan_day(0, Pace(), TODAY, minutes_a_week=200, reviews=4)
    assert (plan.exercises, plan.reviews, plan.finish) == (0, 4, None)


def test_the_range_narrows_with_what_was_seen():
    """The more skills a pace rests on, the nearer lie early and late."""
    few, many = (plan_day(30, Pace(skills=number), TODAY, minutes_a_week=200) for number in (0, 40))
    assert many.finish_late - many.finish_early < few.finish_late - few.finish_early


@settings(deadline=None)
@given(st.floats(0.1, 300), st.floats(10, 3000), st.integers(0, 30), st.integers(-50, 400))
def test_a_plan_keeps_its_laws(left, minutes_a_week, reviews, days):
    """Never more than the seat, early before expected before late."""
    plan = plan_day(left, Pace(), TODAY, minutes_a_week=minutes_a_week, reviews=reviews, target=TODAY + timedelta(days=days))
    assert 0 <= plan.minutes <= minutes_a_week / 5 + 1
    dates = [one for one in (plan.finish_early, plan.finish, plan.finish_late) if one]
    assert dates == sorted(dates)


def test_the_pace_is_the_learners_own():
    """A skill mastered with few exercises makes the pace faster than usual, but three answers promise nothing."""
    answers = "count++++++"
    pace = find_pace(make_attempts(answers), make_standing(answers), [key("count")])
    assert 6.0 < pace.exercises_a_skill < 7.0
    assert pace.skills == 1


def test_a_started_skill_counts_for_what_is_missing():
    """Half way is half the work."""
    standing = make_standing("count+")
    assert 0 < count_left(standing, [key("count")]) < 1 == count_left(standing, [key("draw")])


def test_how_many_right_answers_are_missing():
    """The sentence for the learner says what the model would say after them."""
    node = make_curriculum().skills[key("count")]
    attempts, standing = make_attempts("count--+"), make_standing("count--+")
    more = count_missing(standing, node, attempts[-1])
    assert not make_standing("count--+" + "+" * (more - 1)).mastered(node.id) and make_standing("count--+" + "+" * more).mastered(node.id)
