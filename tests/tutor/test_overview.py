"""A learner's way through the courses: what comes next, and when a test is worth a line on the home."""

from tests.tutor.makers import CATALOG, UNIT, make_model
from tutor.curriculum import Curriculum
from tutor.learner.profile import fresh_profile
from tutor.overview import find_next_lesson, view_courses
from tutor.pacing.standing import Standing

CURRICULUM = Curriculum(CATALOG)
LESSONS = [lesson.id for lesson in CATALOG.unit(UNIT).lessons]


def view(opened=(), said=()):
    """Return the courses of a learner who opened these lessons, the newest first, and of whom a teacher said that skills are known."""
    standing = Standing(make_model(), fresh_profile(make_model()), dict.fromkeys(said, True))
    return view_courses(CURRICULUM, standing, list(opened))


def find_unit(views):
    """Return the first unit of Math I."""
    return next(unit for course in views for unit in course.units if unit.unit.id == UNIT)


def test_a_test_is_worth_a_line_when_its_unit_was_worked_through():
    """Not before: a course has eleven of them. Every lesson opened is enough, and so is nearly everything known."""
    assert not find_unit(view(LESSONS[:3])).worked_through
    assert find_unit(view(LESSONS)).worked_through
    assert find_unit(view(said=CURRICULUM.skills_of(UNIT))).worked_through


def test_the_lesson_to_go_on_with_is_the_newest_that_is_not_done():
    """Else the first that is not done."""
    assert find_next_lesson(view(LESSONS[2:3]), LESSONS[2:3]).id == LESSONS[2]
    assert find_next_lesson(view(), []).id == LESSONS[0]
