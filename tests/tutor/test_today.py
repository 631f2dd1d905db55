"""The day on the home: short, ticked off as it is done, and honest about the date."""

from datetime import timedelta

import pytest

from tests.tutor.makers import UNIT, Clock, answer
from tests.tutor.test_needs import FIRST, NOW, SKILLS, make_attempt, make_situation
from tests.tutor.web.test_class_page import answer_wrong
from tests.tutor.web.test_interface import Web
from tutor.place import Place
from tutor.settings import TutorSettings
from tutor.today import plan_today

TODAY = NOW.date()


def plan(attempts=(), target=None):
    situation = make_situation(attempts)
    return plan_today(situation.standing, SKILLS, situation.latest, TutorSettings(), TODAY, target)


def test_the_date_is_told_in_time_or_late():
    """Ten skills do not fit into a day, and do fit into three months."""
    assert [plan(target=TODAY + timedelta(days=days)).late for days in (1, 90)] == [True, False]


def test_who_tries_in_vain_is_expected_later():
    """Twenty wrong answers on a skill move the finish back, not forward."""
    assert plan([make_attempt()] * 20).finish > plan([make_attempt(verdict="right")] * 3).finish


def test_who_knows_a_skill_has_less_to_do():
    """A mastered skill is not planned again."""
    known = [make_attempt(FIRST, "right")] * 9
    assert plan(known).finish <= plan().finish


@pytest.fixture
def web(tmp_path):
    return Web(tmp_path, Clock())


def test_the_home_counts_what_is_done_today(web):
    """Two exercises today stand in the list; yesterday's do not."""
    for lesson in ("01-meaning", "04-adding"):
        place = Place(UNIT, lesson)
        web.house.session.now.move(days=1)
        for _ in range(2):
            web.house.session.next("101", place, "en")
            web.house.session.now.move(minutes=1)
            answer(web.house.session, "101", right=True, place=place)
    assert "2 of " in web.get("/?lang=en").text


def test_a_new_learner_meets_the_placement_instead_of_a_plan(web):
    """Nothing is planned for somebody of whom nothing is known."""
    page = web.get("/").text
    assert ("data-placement" in page, "data-today" in page) == (True, False)


def test_without_a_date_none_is_shown(web):
    """Only who has a target date reads one."""
    answer_wrong(web.house.session, "101", 1)
    assert "The day by which" not in web.get("/?lang=en").text
