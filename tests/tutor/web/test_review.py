"""What was learned comes back on a plain page: no kernel, one exercise a skill, and a clear end."""

import pytest

from tests.tutor.makers import UNIT, Clock, answer, find_key
from tests.tutor.web.test_interface import Web
from tutor.place import Place
from tutor.store import events

PLACE = Place(UNIT, "01-meaning")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def web(tmp_path, clock):
    """A learner who has mastered the first lesson, a fortnight ago."""
    web = Web(tmp_path, clock)
    while not web.house.session.next("101", PLACE, "en").get("done"):
        answer(web.house.session, "101", right=True)
        clock.move(minutes=1)
    clock.move(days=30)
    return web


def review_one(web, right=True):
    """Answer the exercise that comes now; return what was asked and what was said."""
    exercise = web.post("review/next", {"lang": "en"}).json()
    if exercise.get("done"):
        return exercise, None
    typed = find_key(web.house.session, "101", exercise["shown_id"]) if right else "?"
    body = {"shown_id": exercise["shown_id"], "attempt_id": f"review-{exercise['shown_id'][:12]}", "typed": typed, "lang": "en"}
    return exercise, web.post("practice/check", body).json()


def test_a_due_review_is_offered_on_the_home(web):
    """The home says how many, and leads to the page."""
    page = web.get("/?lang=en").text
    assert "data-review" in page
    assert "2 to review" in page


def test_the_map_shows_what_is_due_and_leads_to_the_review(web):
    """Known and due is a picture of its own, and its button opens the review."""
    page = web.get("/skills/math1").text
    assert page.count('data-state="due"') == 2
    assert 'href="/services/tutor/review"' in page


def test_nothing_is_offered_before_its_day(tmp_path, clock):
    """On the day of learning there is nothing to review; the page says so, and when the next one comes."""
    web = Web(tmp_path, clock)
    while not web.house.session.next("101", PLACE, "en").get("done"):
        answer(web.house.session, "101", right=True)
    page = web.get("/review?lang=en").text
    assert "Nothing to review today" in page
    assert "Next time:" in page


def test_the_review_ends_and_says_when_the_next_one_comes(web):
    """One exercise a skill, then the page is finished, and the home ticks it off."""
    steps = []
    while (step := review_one(web))[1]:
        steps.append((step[0]["step"]["done"], step[0]["step"]["most"], step[1]["verdict"]))
    assert steps == [(0, 2, "right"), (1, 2, "right")]
    page = web.get("/review?lang=en").text
    assert "data-review-done" in page
    assert "You reviewed 2 today" in page
    assert "Next time:" in page
    assert "2 reviewed" in web.get("/?lang=en").text


def test_answers_of_a_review_are_events_of_their_own_purpose(web):
    """On disk before the verdict, as reviews."""
    review_one(web)
    with web.house.store.reading() as connection:
        assert events.list_newest(connection, "101", 1)[0].purpose == "review"


def test_the_exercise_says_why_it_comes(web):
    """The sentence names the skill and the days that went by."""
    exercise, _said = review_one(web)
    assert "days ago" in exercise["why"]


def test_a_page_of_review_starts_no_server(web):
    """It is fast because nothing of the learner's own has to run."""
    web.get("/review")
    web.post("review/next", {"lang": "en"})
    assert web.house.servers.started == []


def test_an_open_review_waits_over_a_reload(web):
    """The same exercise comes again until it is answered."""
    assert len({web.post("review/next", {"lang": "en"}).json()["shown_id"] for _ in range(3)}) == 1


def test_a_skill_is_reviewed_once_a_day(web, clock):
    """A wrong answer does not bring it back at once; another day does."""
    exercise, _said = review_one(web)
    seen = {exercise["skill"]["id"]}
    while (step := review_one(web))[1]:
        assert step[0]["skill"]["id"] not in seen
        seen.add(step[0]["skill"]["id"])
    clock.move(days=60)
    assert not web.post("review/next", {"lang": "en"}).json().get("done")


def test_a_clock_that_jumps_back_breaks_nothing(web, clock):
    """Years in the past, the page and the home still open."""
    review_one(web)
    clock.move(days=-2000)
    assert [web.get(path).status_code for path in ("/review", "/", "/skills/math1")] == [200, 200, 200]


def test_the_practice_of_a_course_needs_no_lesson(tmp_path):
    """What helps most comes from the whole course; at its end the page says so."""
    web = Web(tmp_path, Clock())
    exercise = web.post("course/next", {"course": "math1", "lang": "en"}).json()
    assert exercise["skill"]["id"] == f"{UNIT}#fraction_meaning"
    body = {
        "shown_id": exercise["shown_id"],
        "attempt_id": "attempt-1",
        "typed": find_key(web.house.session, "101", exercise["shown_id"]),
        "lang": "en",
    }
    assert web.post("practice/check", body).json()["verdict"] == "right"
    assert web.get("/practice/math1").status_code == 200
    assert "data-practice-done" in web.get("/practice/math1?over=1").text
    assert web.get("/practice/physics").status_code == 404
