"""A learning curve is drawn from the learner's own answers."""

from tests.tutor.makers import make_model
from tests.tutor.test_needs import FIRST, make_attempt
from tutor.web.curves import draw_curves


def test_a_right_answer_rises_and_a_wrong_one_falls():
    """Up is less of y, as pictures count."""
    curve = draw_curves(make_model(), [make_attempt(verdict=v) for v in ("right", "right", "wrong")], 0.95)[FIRST]
    first, second, third = (dot.y for dot in curve.dots)
    assert second < first
    assert third > second
    assert [dot.right for dot in curve.dots] == [True, True, False]


def test_a_long_row_shows_its_end():
    """Forty answers keep the picture small, and the count honest."""
    curve = draw_curves(make_model(), [make_attempt(verdict="right")] * 40, 0.95)[FIRST]
    assert (len(curve.dots), curve.tries, curve.right) == (24, 40, 40)


def test_answers_that_cost_nothing_leave_no_dot():
    """An unreadable answer is not a try."""
    from dataclasses import replace

    assert draw_curves(make_model(), [replace(make_attempt(verdict="unreadable"), try_number=0)], 0.95) == {}
