"""Between the press on "check" and the verdict: the answer that is judged is the one on the screen, and it arrives."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.house import House, wait_for
from tests.journeys.browser import sign_in, sit_down
from tests.journeys.lesson import count_events, find_figure, open_lesson

pytestmark = [pytest.mark.house, pytest.mark.timeout(240)]


@contextmanager
def held_server(house: House, number: str) -> Iterator[None]:
    """Let a learner's server stand still, as on a machine that has no time for it."""
    pids = house.servers_of(number)
    assert pids, f"{number} has no server"
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def test_what_the_figure_shows_at_the_press_is_what_is_judged(house, browser):
    """The kernel is late with every step; check is pressed right after the last key, and one key more moves nothing before the verdict."""
    with sit_down(browser, house.url, lang="en") as seat:
        page = seat.open("/hub/login")
        sign_in(page, "103", house.secret("103"))
        open_lesson(page, house)
        figure = find_figure(page)
        step = figure.asked_step()
        with held_server(house, "103"):
            figure.board.focus()
            figure.step(step)
            figure.question.locator("[data-check]").click()
            figure.board.focus()
            page.keyboard.press("ArrowRight")
            shown = figure.board.get_attribute("data-values")
        expect(figure.question.locator("[data-verdict]")).to_have_attribute("data-verdict", "right", timeout=30_000)
        expect(figure.board).to_have_attribute("data-values", f'{{"top":{step}}}')
        assert f'{{"top":{step}}}' == shown


def test_a_figure_moves_again_for_the_next_exercise(house, browser):
    """After the solution was shown the point stands still; then the next exercise is asked, and it moves."""
    with sit_down(browser, house.url, lang="en") as seat:
        page = seat.open("/hub/login")
        sign_in(page, "107", house.secret("107"))
        open_lesson(page, house)
        figure = find_figure(page)
        before = count_events(house, "107")
        figure.board.focus()
        figure.step(steps := 1 if figure.asked_step() > 1 else 2)
        for tries in (1, 2, 3):
            figure.question.locator("[data-check]").click()
            wait_for(lambda tries=tries: count_events(house, "107") == before + tries, 30, "the answer")
        figure.question.locator("[data-next]").click()
        expect(figure.question.locator("[data-check]")).to_be_visible()
        figure.board.focus()
        figure.step(1)
        expect(figure.board).to_have_attribute("data-values", f'{{"top":{steps + 1}}}')


def test_a_figure_that_nobody_moved_is_no_answer(house, browser):
    """Check is pressed too early: the page says what to do, and no try is lost; the next question begins like that too."""
    house.ensure_learner("909")
    with sit_down(browser, house.url, lang="en") as seat:
        page = seat.open("/hub/login")
        sign_in(page, "909", house.secret("909"))
        open_lesson(page, house)
        figure = find_figure(page)
        figure.question.locator("[data-check]").click()
        expect(figure.question).to_contain_text("Move the picture first")
        figure.board.focus()
        figure.step(1 if figure.asked_step() > 1 else 2)
        for tries in (1, 2, 3):
            figure.question.locator("[data-check]").click()
            wait_for(lambda tries=tries: count_events(house, "909") == tries, 30, "the answer")
        figure.question.locator("[data-next]").click()
        figure.question.locator("[data-check]").click()
        expect(figure.question).to_contain_text("Move the picture first")
        assert 3 == count_events(house, "909")


def test_an_answer_that_was_on_its_way_is_judged_after_the_page_was_left(house, browser):
    """The page is closed while the answer is on its way; opened again, the lesson shows the verdict, and the answer counts once."""
    with sit_down(browser, house.url, lang="en") as seat:
        page = seat.open("/hub/login")
        sign_in(page, "103", house.secret("103"))
        open_lesson(page, house, "03-comparing")
        before = count_events(house, "103")
        exercise = page.locator("rean-exercise").first
        move_the_point(page)
        with held_server(house, "103"):
            exercise.locator("[data-check]").click()
            page.goto("about:blank")
        open_lesson(page, house, "03-comparing")
        expect(page.locator("rean-exercise [data-verdict]")).to_have_count(1, timeout=30_000)
        assert before + 1 == count_events(house, "103")


def test_an_answer_kept_from_an_earlier_session_arrives_in_the_next(house, browser):
    """Whoever signs in anew sits at another seat; the answer that the browser kept is sent from there."""
    house.ensure_learner("908")
    with sit_down(browser, house.url, lang="en") as seat:
        page = seat.open("/hub/login")
        sign_in(page, "908", house.secret("908"))
        open_lesson(page, house, "03-comparing")
        exercise = page.locator("rean-exercise").first
        move_the_point(page)
        with held_server(house, "908"):
            exercise.locator("[data-check]").click()
            page.goto("about:blank")
        seat.context.clear_cookies()
        seat.context.add_cookies([{"name": "rean_lang", "value": "en", "url": house.url}])
        page.goto(f"{house.url}/hub/login")
        sign_in(page, "908", house.secret("908"))
        open_lesson(page, house, "03-comparing")
        expect(page.locator("rean-exercise [data-verdict]")).to_have_count(1, timeout=30_000)


def move_the_point(page):
    """Move the point of the figure in the lesson 03-comparing: its exercise is the first one."""
    find_figure(page, "point-at-larger").board.focus()
    page.keyboard.press("ArrowRight")
