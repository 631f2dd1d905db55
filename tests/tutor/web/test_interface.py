"""The interface answers each error with its own word, and nobody speaks for another."""

import json
import sqlite3

import pytest
from starlette.testclient import TestClient

from courses.markdown import as_words
from tests.tutor.makers import CATALOG, LESSON, UNIT, Clock, find_key, find_wrong, find_wrong_choice, make_house
from tutor.web.app import make_app
from tutor.web.pages import PREFIX

NEXT = {"unit": UNIT, "lesson": LESSON, "skills": [], "lang": "km"}


class Web:
    """The service without a network."""

    def __init__(self, folder, clock=None, wait_seconds=5, catalog=CATALOG):
        self.house = make_house(folder, clock, wait_seconds, catalog)
        self.client = TestClient(make_app(self.house), base_url="http://rean", raise_server_exceptions=False, follow_redirects=False)

    def post(self, path, body, number="101", learner=None):
        return self.client.post(f"{PREFIX}/api/learners/{learner or number}/{path}", json=body, headers={"X-Number": number} if number else {})

    def get(self, path, number="101"):
        return self.client.get(PREFIX + path, headers={"X-Number": number} if number else {})

    def refusals(self):
        return [line for line in self.house.audit.read() if line["act"] == "request.refused"]


def test_an_exercise_is_asked_for_and_answered(tmp_path):
    """next, hint, draft, report, check: each has its answer."""
    web = Web(tmp_path)
    exercise = (web.post("practice/next", NEXT)).json()
    shown = {"shown_id": exercise["shown_id"]}
    assert len((web.post("practice/hint", shown)).json()["hints"]) == 1
    assert (web.post("practice/draft", shown | {"typed": "3"})).json() == {}
    assert (web.post("practice/report", shown | {"text": "broken"})).json() == {}
    answered = (web.post("practice/check", shown | {"attempt_id": "attempt-1", "typed": find_wrong(exercise), "lang": "km"})).json()
    assert {"verdict", "say_html", "solution_html", "parts", "mastery", "mastered", "finished", "why_next"} == set(answered)


def test_nobody_is_let_in_and_it_is_logged(tmp_path):
    """Without a sign-in the interface answers 401, and the log has a line."""
    web = Web(tmp_path)
    assert (web.post("practice/next", NEXT, number=None, learner="101")).status_code == 401
    assert [line["status"] for line in web.refusals()] == [401]


def test_another_learners_name_is_refused_and_logged(tmp_path):
    """A valid person cannot act for another."""
    web = Web(tmp_path)
    answer = web.post("practice/next", NEXT, number="101", learner="102")
    assert answer.status_code == 403
    assert [(line["by"], line["about"]) for line in web.refusals()] == [("101", "102")]


def test_another_learners_name_is_refused_before_the_body_is_judged(tmp_path):
    """A body that makes no sense does not hide whose name was used."""
    web = Web(tmp_path)
    assert web.post("practice/next", {}, number="101", learner="102").status_code == 403
    assert [(line["by"], line["about"]) for line in web.refusals()] == [("101", "102")]


def test_a_page_sends_to_the_door(tmp_path):
    """A browser without a sign-in is shown the way in, not an error."""
    assert (Web(tmp_path).get("/", number=None)).status_code == 302


@pytest.mark.parametrize(
    "body",
    [{}, {"unit": "../../etc"}, {"unit": UNIT}, NEXT | {"more": 1}, NEXT | {"lang": "fr"}, NEXT | {"skills": ["x"] * 99}],
)
def test_bad_bodies_are_refused(tmp_path, body):
    """What the interface does not know, it does not take."""
    assert (Web(tmp_path).post("practice/next", body)).status_code == 422


def test_a_body_of_a_megabyte_is_refused(tmp_path):
    """The largest answer has room, and no more."""
    assert (Web(tmp_path).post("practice/draft", {"shown_id": "abcdef", "typed": "x" * 1_000_000})).status_code == 413


def test_another_seat_ends_the_first(tmp_path):
    """After the other seat took over, this one is told so, and may take it back."""
    web = Web(tmp_path)
    web.house.seating.take("101", "seat-two")
    body = NEXT | {"seat": "seat-one"}
    assert (web.post("practice/next", body)).status_code == 409
    assert (web.post("seat", {"seat": "seat-one"})).json()["state"] == "moved"
    web.post("seat/take", {"seat": "seat-one"})
    assert (web.post("practice/next", body)).status_code == 200


def test_staff_walk_from_seat_to_seat_without_a_question(tmp_path):
    """A learner is asked before the other computer stops; a teacher goes to the class at once."""
    web = Web(tmp_path)
    for number in ("101", "t1"):
        web.house.seating.take(number, "seat-two")
    assert "data-take" in web.get("/").text
    assert 302 == web.get("/", number="t1").status_code


def test_a_locked_screen_takes_no_answers_until_the_pin(tmp_path):
    """Locked is locked for every page; the right PIN opens it."""
    web = Web(tmp_path)
    web.house.seating.take("101", "seat-one")
    web.post("seat/lock", {"seat": "seat-one"})
    assert (web.post("practice/next", NEXT | {"seat": "seat-one"})).status_code == 423
    assert (web.post("seat/unlock", {"pin": "000000", "seat": "seat-one"})).json() == {"ok": False}
    assert (web.post("seat/unlock", {"pin": "204060", "seat": "seat-one"})).json() == {"ok": True}
    assert (web.post("practice/next", NEXT | {"seat": "seat-one"})).status_code == 200


def test_a_locked_database_is_calm_and_the_same_attempt_counts_once(tmp_path):
    """503 with calm words; sent again later, the answer is written once."""
    web = Web(tmp_path, wait_seconds=0.2)
    exercise = (web.post("practice/next", NEXT)).json()
    body = {"shown_id": exercise["shown_id"], "attempt_id": "attempt-1", "typed": find_wrong(exercise), "lang": "km"}
    other = sqlite3.connect(tmp_path / "tutor.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    busy = web.post("practice/check", body)
    assert (busy.status_code, bool(busy.json()["calm"])) == (503, True)
    other.execute("ROLLBACK")
    other.close()
    assert (web.post("practice/check", body)).status_code == 200
    assert (web.post("practice/check", body)).status_code == 200
    with web.house.store.reading() as connection:
        from tutor.store import events

        assert len(list(events.list_attempts(connection, "101"))) == 1


def test_the_test_of_another_course_is_not_offered(tmp_path):
    """Who takes chemistry alone could write the test of Math I but not hand it in, so it is not there."""
    web = Web(tmp_path)
    assert 404 == web.get("/test/fractions-test", number="chemist").status_code
    assert "/test/fractions-test" not in web.get("/course/math1", number="chemist").text
    assert "/test/fractions-test" in web.get("/course/math1").text


def test_teachers_pages_are_for_teachers(tmp_path):
    """A learner who types the address gets a calm refusal."""
    web = Web(tmp_path)
    assert [(web.get(page)).status_code for page in ("/class", "/preview", "/class/learner/102")] == [403, 403, 403]


def test_a_teacher_sees_no_other_class(tmp_path):
    """A learner of class B is refused to the teacher of class A."""
    web = Web(tmp_path)
    assert (web.get("/class/learner/101", number="t1")).status_code == 200
    assert (web.get("/class/learner/201", number="t1")).status_code == 403


def test_a_page_that_is_not_there_says_so_in_khmer(tmp_path):
    """A mistyped address, and the address of a button, show a page with the way home; the interface answers in JSON."""
    web = Web(tmp_path)
    pages = [web.get(path) for path in ("/nowhere", "/class/assignment/fractions-test/release")]
    assert [404, 405] == [page.status_code for page in pages]
    assert all('lang="km"' in page.text and f'href="{PREFIX}/"' in page.text for page in pages)
    assert {"missing": True} == web.get("/api/nowhere").json()


def test_every_answer_closes_the_page_to_other_addresses(tmp_path):
    """The content security policy stands on pages, files and errors."""
    web = Web(tmp_path)
    for path in ("/", "/texts/km.json", "/nowhere"):
        assert "default-src 'self'" in (web.get(path)).headers["content-security-policy"]


def test_the_teachers_why_follows_from_the_answers(tmp_path):
    """Four wrong exercises in a row bring a learner to the top with the reason; a right one in their place takes it away."""
    needs = []
    for last_right in (False, True):
        web = Web(tmp_path / str(last_right), Clock())
        for number in range(4):
            _answer_exercise(web, number, right=last_right and number == 3)
        needs.append((web.get("/class?lang=en", number="t1")).text)
    assert 'data-why="101"' in needs[0]
    assert "4 times in a row" in needs[0]
    assert "4 times in a row" not in needs[1]


def _answer_exercise(web, number, right):
    exercise = (web.post("practice/next", NEXT | {"skills": ["fraction_meaning"], "lang": "en"})).json()
    key = find_key(web.house.session, "101", exercise["shown_id"])
    for attempt in range(4):
        typed = key if right else find_wrong_choice(web.house.session, "101", exercise)
        body = {"shown_id": exercise["shown_id"], "attempt_id": f"attempt-{number}-{attempt}", "typed": typed, "lang": "en"}
        if (web.post("practice/check", body)).json()["finished"]:
            return


def test_an_override_stands_with_its_reason_and_can_be_undone(tmp_path):
    """The teacher's word is above the model's, in the log, and taken back by a button."""
    web = Web(tmp_path)
    form = {"skill": f"{UNIT}#fraction_meaning", "act": "mastered", "reason": "showed it on paper"}
    address = f"{PREFIX}/class/learner/101/override"
    web.client.post(address, data=form, headers={"X-Number": "t1"})
    with web.house.store.reading() as connection:
        assert web.house.session.standing(connection, "101").mastered(form["skill"])
    web.client.post(address, data=form | {"act": "undo"}, headers={"X-Number": "t1"})
    with web.house.store.reading() as connection:
        assert not web.house.session.standing(connection, "101").mastered(form["skill"])
    assert [line["act"] for line in web.house.audit.read()] == ["mastery.override", "mastery.override_undone"]


def test_texts_for_the_browser_hold_only_its_own(tmp_path):
    """Widgets get the words they show, in the language asked for."""
    texts = (Web(tmp_path).get("/texts/km.json")).json()
    assert all(text_id.split(".")[0] in {"exercise", "figure", "lesson", "recorder", "seat", "test"} for text_id in texts)
    assert json.dumps(texts)


def test_answers_are_shown_in_words(tmp_path):
    """The learner's and the teacher's page say what was chosen, not its id."""
    web = Web(tmp_path)
    item = next(i for i in web.house.catalog.unit(UNIT).items.values() if i.answer.kind == "choice")
    exercise = web.post("practice/next", NEXT | {"item": item.id}).json()
    chosen = exercise["options"]["choices"][0]
    web.post("practice/check", {"shown_id": exercise["shown_id"], "attempt_id": "attempt-w", "typed": chosen["id"], "lang": "en"})
    for page, number in (("/answers", "101"), ("/class/learner/101", "t1")):
        assert f'<td class="typed">{as_words(chosen["html"])}</td>' in web.get(f"{page}?lang=en", number=number).text


def test_older_answers_are_a_tap_away_and_each_stands_beside_its_question(tmp_path):
    """Fifty answers are a page; what was asked stands beside what was answered."""
    web = Web(tmp_path)
    exercise = web.post("practice/next", NEXT | {"item": f"{UNIT}/simplify-it"}).json()
    for number in range(51):
        body = {"shown_id": exercise["shown_id"], "attempt_id": f"attempt-{number:02}", "typed": f"emoji {number} 😀", "lang": "en"}
        assert web.post("practice/check", body).json()["verdict"] == "unreadable"
    newest = web.get("/answers").text
    older = web.get(newest.split('data-older href="')[1].split('"')[0].removeprefix(PREFIX)).text
    assert (newest.count('<td class="typed">'), older.count('<td class="typed">')) == (50, 1)
    assert as_words(exercise["ask_html"]) in older
    assert "data-older" not in older
    assert web.get("/answers?before=x").status_code == 404


def test_a_fault_of_ours_is_said_in_the_learners_words(tmp_path, monkeypatch):
    """No bare "Internal Server Error": a page in the learner's language, with a way on."""

    def fail(*_):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("tutor.web.learner_pages.view_answers", fail)
    page = Web(tmp_path).get("/answers?lang=km")
    assert page.status_code == 500
    assert "data-trouble" in page.text
    assert "a fault of ours" not in page.text
