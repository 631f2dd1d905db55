"""An opinion on the screen: sent and not checked, answered with a reply; the button to leave it, and what the teacher sees of it."""

import pytest
from playwright.sync_api import expect

from courses.variants import draw_variant
from tests.courses.makers import make_item
from tests.courses.samples import KIND_LINES
from tests.tutor.makers import Clock
from tests.tutor.opinions import PLACE, make_opinion, with_items
from tests.tutor.test_opinions import ask_opinion, take
from tests.tutor.web.inputs_page import open_exercise
from tests.tutor.web.test_interface import Web
from tutor.store import talks

BROWSER = pytest.mark.xdist_group("inputs")


@pytest.fixture
def web(tmp_path):
    return Web(tmp_path, Clock(), catalog=with_items(make_opinion(tmp_path), make_opinion(tmp_path, "essay", "{kind: long_text}")))


def open_opinion(web):
    return ask_opinion(web.house.session)


def skip(web, exercise, number="101", learner="101"):
    return web.post("practice/skip", {"shown_id": exercise["shown_id"], "lang": "en"}, number, learner)


def test_the_teacher_sees_who_wishes_to_talk(web):
    """In the needs of the class, and with the question on the learner's page; what was typed stands nowhere."""
    exercise = open_opinion(web)
    web.post("practice/draft", {"shown_id": exercise["shown_id"], "typed": "my own secret"})
    assert skip(web, exercise).json()["verdict"] == "skipped"
    pages = [web.get(path, number="t1").text for path in ("/class?lang=en", "/class/learner/101?lang=en")]
    assert all("would like to talk with you" in page for page in pages)
    assert "data-talked" in pages[1]
    assert "Work it out" in pages[1]
    assert not any("my own secret" in page for page in pages)


def test_after_the_talk_nothing_is_left_but_the_log(web):
    """The button closes the wish; who closed it is in the log, and the learner is no longer among those who need help."""
    skip(web, open_opinion(web))
    with web.house.store.reading() as connection:
        number = talks.list_open(connection, ["101"])["101"][0].id
    address = f"/services/tutor/class/learner/101/talk/{number}"
    assert web.client.post(address, headers={"X-Number": "t1"}).status_code == 303
    assert "would like to talk" not in web.get("/class?lang=en", number="t1").text
    assert [line["about"] for line in web.house.audit.read() if line["act"] == "talk.closed"] == ["101"]


def test_nobody_skips_for_another_or_closes_without_being_a_teacher(web):
    """Both are refused, and a question that cannot be skipped is not there."""
    first = web.house.session.next("101", PLACE, "en")
    assert skip(web, first).status_code == 410
    exercise = open_opinion(web)
    assert skip(web, exercise, number="102").status_code == 403
    assert web.client.post("/services/tutor/class/learner/101/talk/1", headers={"X-Number": "101"}).status_code == 403


def test_an_opinion_is_called_one_and_writing_stands_whole(web):
    """On the learner's own page and on the teacher's: no "right", no "not yet", and all that was written."""
    take(web.house.session, open_opinion(web))
    long = "ខ្ញុំគិតថា " * 60
    take(web.house.session, ask_opinion(web.house.session), long)
    page, own = web.get("/class/learner/101?lang=en", number="t1").text, web.get("/answers?lang=en").text
    assert (page.count(">Opinion<"), own.count(">Opinion<")) == (2, 2)
    assert long.strip() in page


@BROWSER
def test_an_opinion_is_sent_and_thanked_for(browser, tmp_path):
    """The button says "send", a line says that nothing is wrong here, the reply follows the thanks, and no bar of knowing is shown."""
    with open_exercise(browser, draw_variant(make_opinion(tmp_path), 7), "en") as exercise:
        expect(exercise.page.locator("[data-check]")).to_have_text("Send my answer")
        expect(exercise.page.locator(".exercise-free")).to_contain_text("Nothing is right or wrong here")
        expect(exercise.page.locator(".exercise-known")).to_have_count(0)
        exercise.page.locator(".choice").first.click()
        assert "taken" == exercise.check()
        expect(exercise.page.locator(".exercise-verdict")).to_contain_text("Thank you for thinking.")
        expect(exercise.page.locator("[data-next]")).to_be_visible()


@BROWSER
def test_a_question_is_skipped_by_one_button(browser, tmp_path):
    """What was written goes from the screen, it is said that it costs nothing, and the next question may come."""
    with open_exercise(browser, draw_variant(make_opinion(tmp_path, answer="{kind: long_text}"), 7), "en") as exercise:
        exercise.page.locator("textarea").fill("something private")
        exercise.page.locator("[data-skip]").click()
        expect(exercise.page.locator(".exercise-verdict[data-verdict=skipped]")).to_contain_text("Skipped")
        expect(exercise.page.locator("textarea")).to_have_value("")
        expect(exercise.page.locator("[data-skip]")).to_be_hidden()
        expect(exercise.page.locator("[data-next]")).to_be_visible()


@BROWSER
def test_other_questions_look_as_before(browser, tmp_path):
    """The button and the line stand only where the author asks for them, and nothing stands in their place."""
    with open_exercise(browser, draw_variant(make_item(tmp_path, KIND_LINES["number"]), 7)) as exercise:
        expect(exercise.page.locator("[data-skip]")).to_have_count(0)
        around = exercise.page.locator(".exercise > *").evaluate_all("all => all.map(one => one.className.split(' ')[0])")
        bare = exercise.page.locator(".exercise").evaluate("form => [...form.childNodes].filter(one => one.nodeType === 3).map(one => one.data)")
        assert ("exercise-free" in around, bare) == (False, [])
