"""What was typed is never lost: not by a dead server, a locked store, a closed page, nor a locked screen; on a real house, in a real browser."""

import json
import sqlite3
from contextlib import closing, contextmanager

import pytest
from playwright.sync_api import expect

from courses.answers import key_as_typed
from courses.catalog import load_catalog
from courses.commands import CONTENT
from courses.variants import variant_with
from tests.journeys.browser import DESKTOP, find_barriers, sign_in, sit_down
from tests.journeys.lesson import count_events, sit_at_lesson, wait_for_exercises

pytestmark = [pytest.mark.house, pytest.mark.timeout(240)]
LINE = "rean-exercise:has(.answer-number)"
"""An exercise that is answered in a plain line, by a number."""


def find_key(house, learner, item):
    """Return the right answer to what the learner was shown last of an item, as it is typed; read where only the tutor reads."""
    with closing(sqlite3.connect(f"file:{house.site}/tutor.sqlite?mode=ro", uri=True)) as store:
        chosen = "SELECT drawn FROM shown WHERE learner = ? AND item = ? ORDER BY id DESC LIMIT 1"
        drawn = store.execute(chosen, [learner, item]).fetchone()[0]
    return key_as_typed(variant_with(load_catalog(CONTENT).find_item(item), json.loads(drawn)))


@contextmanager
def locked_store(house):
    """Hold the tutor's database, so that nobody can write."""
    with closing(sqlite3.connect(house.site / "tutor.sqlite", isolation_level=None, timeout=20)) as store:
        store.execute("BEGIN IMMEDIATE")
        yield
        store.execute("ROLLBACK")


def test_an_answer_that_could_not_be_sent_is_sent_after_the_page_was_opened_again(house, browser):
    """The store is locked while the learner answers, and the page is closed; opened again, the answer is sent once and its verdict is told."""
    with sit_down(browser, house.url) as seat:
        page = seat.context.new_page()
        page.on("pageerror", lambda error: seat.errors.append(str(error)))
        sit_at_lesson(page, house, "112", "02-equivalent")
        before = count_events(house, "112")
        exercise = page.locator(LINE).first
        item = exercise.locator("[data-item]").get_attribute("data-item")
        exercise.locator(".answer-number").fill(find_key(house, "112", item))
        with locked_store(house):
            exercise.locator("[data-check]").click()
            expect(exercise.locator(".exercise-verdict")).to_contain_text("ម៉ាស៊ីនមេកំពុងរវល់", timeout=20_000)
            page.goto("about:blank")
        assert count_events(house, "112") == before
        page.goto(f"{house.url}/services/tutor/lesson/math1/fractions/02-equivalent")
        page.wait_for_selector("body[data-ready]", timeout=60_000)
        expect(page.locator(".exercise-verdict", has_text="ត្រឹមត្រូវ")).to_be_visible(timeout=30_000)
        wait_for_exercises(page)
        assert count_events(house, "112") == before + 1
        expect(page.locator("rean-exercise [data-check]:enabled")).to_have_count(page.locator("rean-exercise").count())
        assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('rean.kept'))") == []


def test_what_was_typed_after_the_server_died_is_still_there(house, browser):
    """The learner's server is killed in the middle of a word; when the lesson is back, the word is whole, and the figure stands where it stood."""
    with sit_down(browser, house.url) as seat:
        page = seat.context.new_page()
        sit_at_lesson(page, house, "111", "02-equivalent")
        line = page.locator(LINE).first.locator(".answer-number")
        page.locator(".figure-board").first.focus()
        page.keyboard.press("ArrowRight")
        page.evaluate("document.body.dataset.first = 'yes'")
        house.kill_server("111")
        line.fill("123456")
        page.wait_for_selector("body[data-ready]:not([data-first])", timeout=90_000)
        wait_for_exercises(page)
        expect(line).to_have_value("123456")
        expect(page.locator(".figure-board").first).to_have_attribute("data-values", '{"bottom":8,"top":3}')
        seat.errors.clear()


def test_a_screen_left_alone_locks_and_hides_everything_until_the_pin_is_tapped(house, browser):
    """After the idle minutes only the question and big keys are seen; Escape does not lift the curtain; what was typed stays."""
    with sit_down(browser, house.url, DESKTOP) as seat:
        page = seat.context.new_page()
        page.clock.install()
        sit_at_lesson(page, house, "110", "02-equivalent")
        line = page.locator(LINE).first.locator(".answer-number")
        line.fill("77")
        expect(page.locator(".who")).to_contain_text("កែវ មាលា")
        page.clock.fast_forward("06:00")
        curtain = page.locator(".seat-curtain")
        expect(curtain).to_contain_text("កែវ មាលា")
        for _ in range(4):
            page.keyboard.press("Escape")
        expect(curtain).to_be_visible()
        expect(page.locator("#main")).to_be_hidden()
        for key in curtain.locator("[data-key], [type=submit]").all():
            expect(key).to_be_in_viewport(ratio=1)
        assert [] == find_barriers(page)
        for key in house.secret("110"):
            curtain.locator(f"[data-key='{key}']").click()
        curtain.locator("[data-key=enter]").click()
        expect(curtain).to_have_count(0)
        expect(line).to_have_value("77")


def test_a_locked_screen_stays_locked_when_the_page_is_opened_anew(house, browser):
    """The server knows that the screen is locked; its page has the same keys, a wrong PIN is said, and Khmer digits are digits."""
    with sit_down(browser, house.url, DESKTOP) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "110", house.secret("110"))
        page.locator("[data-take]").count() and page.click("[data-take]")
        page.wait_for_selector("[data-continue]")
        page.evaluate(
            """() => fetch(document.body.dataset.api + '/seat/lock', {method: 'POST', body: '{}', headers: {'Content-Type': 'application/json',
              'X-XSRFToken': document.cookie.match(/rean_xsrf=([^;]+)/)[1]}})"""
        )
        page.goto(f"{house.url}/services/tutor/marks")
        for key in "999999":
            page.click(f"[data-key='{key}']")
        page.click("[data-key=enter]")
        expect(page.locator("[role=alert]")).to_be_visible()
        assert [] == find_barriers(page)
        page.fill("#pin", "២០៤០៦០")
        page.press("#pin", "Enter")
        expect(page.locator("h1")).to_contain_text("ពិន្ទុ")
        seat.errors.clear()


def test_a_test_is_handed_in_by_itself_when_the_store_can_write_again(house, browser):
    """The store is locked when the learner writes and hands in: the page says that it waits, and hands in once, without a second tap."""
    with sit_down(browser, house.url) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "107", house.secret("107"))
        page.locator("[data-take]").count() and page.click("[data-take]")
        page.goto(f"{house.url}/services/tutor/test/fractions-test")
        page.wait_for_selector("body[data-ready]")
        with locked_store(house):
            page.locator("textarea").fill("មួយភាគពីរ")
            page.click("[data-hand-in]")
            page.click("[data-yes]")
            expect(page.locator("[data-empty]")).to_contain_text("មិនទាន់បានប្រគល់ទេ", timeout=20_000)
        page.wait_for_selector("[data-handed-in]", timeout=40_000)
        assert page.locator("textarea").input_value() == "មួយភាគពីរ"
        assert page.locator(".keypad:visible").count() == 0
        seat.errors.clear()


def test_a_page_that_could_not_be_shown_comes_by_itself_and_leaving_is_always_possible(house, browser):
    """With a locked store a lesson's way in says that it tries again, and does; the button to sign out works all the same."""
    with sit_down(browser, house.url) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "107", house.secret("107"))
        page.locator("[data-take]").count() and page.click("[data-take]")
        page.wait_for_selector("[data-continue]")
        house_has_server = page.locator("[data-continue]").get_attribute("href")
        page.goto(house.url + house_has_server)
        page.wait_for_selector("body[data-ready]", timeout=60_000)
        with locked_store(house):
            page.goto(house.url + house_has_server)
            expect(page.locator("[data-trouble]")).to_contain_text("ទំព័រនេះនឹងសាកម្ដងទៀតដោយខ្លួនឯង")
            assert [] == find_barriers(page)
        page.wait_for_selector("body[data-ready]", timeout=60_000)
        with locked_store(house):
            page.goto(f"{house.url}/services/tutor/signout")
            page.click("[data-sign-out-now]")
            page.wait_for_url("**/hub/login**", timeout=30_000)
        house.wait_until_stopped("107")
        seat.errors.clear()
