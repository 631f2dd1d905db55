"""The teacher's pages: what they say follows from the store, and the number of queries does not grow with the class."""

import pytest
from sqlalchemy import event

from tests.tutor.makers import UNIT, Clock, answer, find_wrong_choice, make_house
from tests.tutor.web.test_interface import Web
from tutor.place import Place
from tutor.session import Typed
from tutor.store import decisions
from tutor.store.decisions import Decision
from tutor.web.class_view import read_class

SKILL = f"{UNIT}#fraction_meaning"
PLACE = Place(UNIT, "01-meaning", ("fraction_meaning",))


def answer_wrong(session, learner, times):
    """Answer so many exercises wrong, each until its solution is shown."""
    for number in range(times):
        exercise, finished = session.next(learner, PLACE, "en"), False
        wrong = find_wrong_choice(session, learner, exercise)
        for attempt in range(5):
            if not finished:
                typed = Typed(exercise["shown_id"], f"wrong-{learner}-{number}-{attempt}", wrong, "en")
                finished = session.check(learner, typed)["finished"]


@pytest.fixture
def web(tmp_path):
    return Web(tmp_path, Clock())


def test_time_of_today_and_the_last_answer_are_shown(web):
    """Three minutes of work stand in the learner's row."""
    web.house.session.next("101", PLACE, "en")
    web.house.session.now.move(minutes=3)
    answer(web.house.session, "101", right=True, place=PLACE)
    page = web.get("/class?lang=en", number="t1").text
    row = page[page.index('data-row="101"') : page.index('data-row="102"')]
    assert "3 min" in row
    assert "04/01 15:03" in row


def test_who_need_the_same_get_a_sheet_by_one_tap(web):
    """Two learners with trouble are a group; its button leads to a numbered worksheet with a key."""
    for learner in ("101", "102"):
        answer_wrong(web.house.session, learner, 3)
    page = web.get("/class?lang=en", number="t1").text
    assert "Print a worksheet for these 2" in page
    first = web.get(f"/class/worksheet?skill={SKILL.replace('#', '%23')}&learner=101&learner=102", number="t1")
    assert first.status_code == 303
    address = first.headers["location"]
    sheet = web.client.get(address, headers={"X-Number": "t1"}).text
    assert [f'data-sheet="{number}"' in sheet for number in ("101", "102", "201")] == [True, True, False]
    assert "data-key" in sheet
    assert web.client.get(address, headers={"X-Number": "t1"}).text == sheet


def test_a_sheet_is_printed_only_for_ones_own_class(web):
    """A learner of another class is left out; a learner sees no key at all."""
    address = f"/class/worksheet?skill={SKILL.replace('#', '%23')}&sheet=0001&learner="
    assert web.get(address + "201", number="t1").status_code == 404
    assert web.get(address + "101", number="101").status_code == 403
    assert web.get("/class/worksheet?skill=nothing&sheet=0001&learner=101", number="t1").status_code == 404


def test_the_register_has_a_line_a_learner(web):
    """Two weeks of days, minutes where somebody worked, and room for a signature."""
    answer(web.house.session, "101", right=True)
    page = web.get("/class/register?lang=en", number="t1").text
    assert [f'data-row="{number}"' in page for number in ("101", "102", "201")] == [True, True, False]
    assert "Signature" in page


def test_decisions_stand_on_the_learners_page_with_reason_and_numbers(web):
    """Kind, skill, sentence, chance and time of each decision."""
    reason = {"text_id": "why.nearly", "values": {"skill": SKILL}}
    with web.house.store.writing() as connection:
        decisions.add(connection, Decision("101", web.house.now(), "mastered", "math1", SKILL, reason, {"chance": 0.97, "tries": 5}))
    page = web.get("/class/learner/101?lang=en", number="t1").text
    assert 'data-decision="mastered"' in page
    assert "You nearly know" in page
    assert "chance 97 % · exercises 5" in page


def test_the_whole_class_is_read_in_a_fixed_number_of_queries(tmp_path):
    """Three learners or one: the same queries."""
    house, counts = make_house(tmp_path), []
    answer(house.session, "101", right=True)
    people = house.roster().learners()
    for some in (people[:1], people):
        seen = []
        event.listen(house.store.engine, "before_cursor_execute", lambda *args, seen=seen: seen.append(args[2]))
        with house.store.reading() as connection:
            read_class(house, connection, some)
        counts.append(len(seen))
    assert counts[0] <= 10
    assert counts[1] == counts[0]


def test_several_standings_equal_each_ones_own(tmp_path):
    """Reading a class at once gives what reading each learner gives, also where a stored profile lags behind its events."""
    house = make_house(tmp_path)
    for learner in ("101", "102"):
        answer_wrong(house.session, learner, 2)
    with house.store.writing() as connection:
        from tutor.store.tables import profiles

        connection.execute(profiles.delete().where(profiles.c.learner == "102"))
    with house.store.reading() as connection:
        together = house.session.standings(connection, ["101", "102", "201"])
        alone = {learner: house.session.standing(connection, learner) for learner in together}
    assert together == alone
