"""A placement is offered, never forced: asked over plain HTTP, called neither right nor wrong, and ended at will."""

import re
from dataclasses import replace

import pytest

from tests.tutor.makers import Clock, find_key, find_wrong_choice
from tests.tutor.web.test_interface import Web
from tutor.events.tallies import Tally
from tutor.store import decisions, events, overrides
from tutor.web.pages import PREFIX

NEXT = {"course": "math1", "lang": "en"}


@pytest.fixture
def web(tmp_path):
    return Web(tmp_path, Clock())


def press(web, path, number="101"):
    return web.client.post(PREFIX + path, headers={"X-Number": number})


def answer_questions(web, how, number="101", most=20):
    """Answer until the end: `how` gives the fields of an answer to one question; return the replies."""
    replies = []
    while not (question := web.post("placement/next", NEXT, number).json()).get("done"):
        key = find_key(web.house.session, number, question["shown_id"])
        body = {"shown_id": question["shown_id"], "attempt_id": f"attempt-{len(replies):03}-{number}", "lang": "en"}
        replies.append(web.post("practice/check", body | how(question, key), number).json())
        assert len(replies) <= most
    return replies


def know_all(question, key):
    return {"typed": key}


def know_nothing(question, key):
    return {"typed": "", "not_learned": True}


def read_events(web, number="101"):
    with web.house.store.reading() as connection:
        return list(events.list_attempts(connection, number))


def test_a_new_learner_is_offered_a_placement(web):
    """On the home, on the course's page, and on a page of its own that says what it is."""
    assert 'data-placement="math1"' in web.get("/").text
    assert "data-placement" in web.get("/course/math1").text
    assert "5 to 15 short questions" in web.get("/placement/math1?lang=en").text


def test_who_knows_nothing_begins_at_the_beginning(web):
    """At least five questions, at most fifteen; the result names the first skill."""
    replies = answer_questions(web, know_nothing)
    assert 5 <= len(replies) <= 15
    page = web.get("/placement/math1/result").text
    assert 'data-begin="math1/fractions#fraction_meaning"' in page
    assert 'data-state="mastered"' not in page
    assert ["math1/fractions"] == re.findall(r'<details[^>]* open data-unit="([^"]+)"', page)


def test_who_knows_much_skips_ahead(web):
    """Right answers on hard questions make what they need known; the pictures say so, and so does the map."""
    answer_questions(web, know_all)
    page = web.get("/placement/math1/result?lang=en").text
    assert page.count('data-state="mastered"') >= 5
    page = web.get("/skills/math1?lang=en").text
    assert 'data-state="mastered"' in page
    assert "You knew this from the start." in page


def test_what_a_landmark_covers_is_skipped_until_something_goes_wrong(web):
    """The placement's word stands in the teacher's page under its own name, and falls with the first wrong answer on the skill."""
    answer_questions(web, know_all)
    with web.house.store.reading() as connection:
        placed = web.house.session.standing(connection, "101").placed
        words = overrides.list_standing(connection, ["101"])["101"]
    assert placed
    assert {words[skill].by for skill in placed} == {"placement"}
    assert "(the placement)" in web.get("/class/learner/101?lang=en", "t1").text
    doubted = sorted(placed)[0]
    with web.house.store.writing() as connection:
        said, still = overrides.split_words(
            words, replace(web.house.session.standing(connection, "101").profile, tallies={doubted: Tally(1, 0, "-")})
        )
    assert (said, still) == ({}, placed - {doubted})


def test_a_placement_that_is_opened_again_takes_its_words_back(web):
    """Another placement begins without what the first one said."""
    answer_questions(web, know_all)
    assert web.client.post(f"{PREFIX}/class/learner/101/placement/math1", headers={"X-Number": "t1"}, follow_redirects=False).status_code == 303
    with web.house.store.reading() as connection:
        assert web.house.session.standing(connection, "101").placed == frozenset()


def test_a_question_is_called_neither_right_nor_wrong(web):
    """Right, wrong and not learned get the same reply: noted."""
    ways = iter([know_all, lambda question, key: {"typed": find_wrong_choice(web.house.session, "101", question)}, *[know_nothing] * 20])
    replies = answer_questions(web, lambda question, key: next(ways)(question, key))
    assert {reply["verdict"] for reply in replies} == {"noted"}
    assert {(reply["say_html"], reply["solution_html"], reply["finished"]) for reply in replies} == {("", None, True)}


def test_answers_are_events_of_their_own_purpose(web):
    """Each is on disk with the purpose "placement"; what was never learned is no mistake."""
    replies = answer_questions(web, know_nothing)
    kept = read_events(web)
    assert [(a.purpose, a.verdict, a.misconception) for a in kept] == [("placement", "not_learned", None)] * len(replies)


def test_not_learned_is_said_in_a_placement_only(web):
    """In a lesson it is an empty answer, which costs nothing."""
    exercise = web.post("practice/next", {"unit": "math1/fractions", "lesson": "01-meaning", "lang": "en"}).json()
    body = {"shown_id": exercise["shown_id"], "attempt_id": "attempt-1", "typed": "", "not_learned": True, "lang": "en"}
    assert web.post("practice/check", body).json()["verdict"] == "unreadable"


def test_a_question_stays_until_it_is_answered(web):
    """Asked for again, the same question comes with its number."""
    first, again = (web.post("placement/next", NEXT).json() for _ in range(2))
    assert (first["shown_id"], first["step"]["done"]) == (again["shown_id"], 0)
    assert first["hints_total"] == 0


def test_a_placement_is_skipped_by_a_button(web):
    """It is not offered again by itself; its page still lets the learner come back."""
    assert press(web, "/placement/math1/skip").headers["location"].endswith("/course/math1")
    assert 'data-placement="math1"' not in web.get("/").text
    assert web.get("/placement/math1").status_code == 200


def test_a_placement_that_is_stopped_keeps_what_it_found(web):
    """After two right answers the result is there, honest about two questions."""
    for number in range(2):
        question = web.post("placement/next", NEXT).json()
        key = find_key(web.house.session, "101", question["shown_id"])
        web.post("practice/check", {"shown_id": question["shown_id"], "attempt_id": f"attempt-{number}", "typed": key, "lang": "en"})
    assert press(web, "/placement/math1/stop").headers["location"].endswith("/result")
    assert "data-begin" in web.get("/placement/math1/result").text
    with web.house.store.reading() as connection:
        assert decisions.list_newest(connection, "101", kind="placement:stopped")[0].numbers["asked"] == 2
    assert web.post("placement/next", NEXT).json()["done"]


def test_a_teacher_opens_it_again(web):
    """After that it is offered once more, from its first question, and the log has a line."""
    answer_questions(web, know_nothing)
    assert press(web, "/class/learner/101/placement/math1", number="t1").status_code == 303
    assert web.post("placement/next", NEXT).json()["step"]["done"] == 0
    assert [line["act"] for line in web.house.audit.read()] == ["placement.opened"]
    assert press(web, "/class/learner/201/placement/math1", number="t1").status_code == 403


def test_a_placement_that_is_done_shows_its_result(web):
    """Page and questions lead to what was found; its decision stands on the teacher's page."""
    answer_questions(web, know_nothing)
    assert web.get("/placement/math1").headers["location"].endswith("/placement/math1/result")
    assert web.get("/placement/math1/questions").status_code == 302
    assert 'data-decision="finish:' in web.get("/class/learner/101", number="t1").text


def test_a_teachers_placement_counts_nowhere(web):
    """A teacher may try the questions; the events are previews."""
    answer_questions(web, know_nothing, number="t1")
    assert {attempt.purpose for attempt in read_events(web, "t1")} == {"preview"}


def test_another_learners_placement_is_refused(web):
    """Nobody answers for another, and no course is made up."""
    assert web.post("placement/next", NEXT, number="101", learner="102").status_code == 403
    assert web.post("placement/next", NEXT | {"course": "nothing"}).status_code == 404
    assert web.get("/placement/nothing").status_code == 404


def test_a_locked_seat_gets_no_question(web):
    """A placement obeys the lock and the seat like every page of a learner."""
    web.house.seating.take("101", "seat-one")
    assert web.post("placement/next", NEXT | {"seat": "seat-two"}).status_code == 409
    web.house.seating.lock("101")
    assert web.post("placement/next", NEXT | {"seat": "seat-one"}).status_code == 423
    assert web.post("review/next", {"lang": "en", "seat": "seat-one"}).status_code == 423
