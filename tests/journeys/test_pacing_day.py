"""Pacing as people meet it, on a real house: a placement, practice without a kernel, the map, and what the teacher reads and prints."""

import pytest
from playwright.sync_api import expect

from tests.house import open_house
from tests.journeys.browser import TABLET, find_barriers, sign_in, sit_down
from tests.journeys.test_class_day import count_events

pytestmark = [pytest.mark.house, pytest.mark.timeout(240)]
HOME = "/services/tutor"
SKILL = "math1/fractions%23fraction_meaning"


@pytest.fixture(scope="module")
def house():
    """A house of its own: a placement is offered to who has not answered anything yet."""
    with open_house() as running:
        yield running


def go_to(page, house, path):
    """Open a page; whoever sat elsewhere before, the seat is here now."""
    page.goto(house.url + HOME + path)
    if page.locator("[data-take]").count():
        page.click("[data-take]")
        page.goto(house.url + HOME + path)


def wait_for_exercise(page):
    """Wait for an open exercise; return it."""
    form = page.locator("rean-exercise form[data-ready]")
    form.wait_for()
    return form


def answer_badly(page):
    """Answer the open exercise as somebody who guesses: the first choice, or a number that is far off."""
    form = wait_for_exercise(page)
    if form.locator("input[type=radio]").count():
        form.locator("input[type=radio]").first.check()
    elif form.locator("math-field, .answer-line").count():
        fraction = form.locator("[data-key=fraction]").count()
        field = form.locator("math-field" if fraction else ".answer-line")
        field.click()
        expect(field).to_be_focused()
        page.keyboard.press("Control+A")
        page.keyboard.type("97/89" if fraction else "97")
    form.locator("[data-check]").click()


def practise_badly(page, exercises):
    """Go through so many exercises, each until its answer is shown or it happened to be right."""
    for _ in range(exercises):
        for _ in range(5):
            if page.locator("rean-exercise [data-next]:visible, [data-practice-done]").count():
                break
            answer_badly(page)
            expect(page.locator("rean-exercise [data-verdict]")).to_be_visible()
            expect(page.locator("rean-exercise [data-check]:enabled, rean-exercise [data-next]:visible").first).to_be_visible()
        if page.locator("[data-practice-done]").count():
            return
        shown = page.locator("rean-exercise .exercise-ask").get_attribute("id")
        page.click("rean-exercise [data-next]")
        page.wait_for_function("(id) => !document.getElementById(id)", arg=shown)


def test_a_learner_finds_where_to_begin(house, browser):
    """The home offers it; "not learned yet" is an answer; the result is a picture, and the home goes on from there."""
    with sit_down(browser, house.url, TABLET) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "111", house.secret("111"))
        page.click("[data-placement] a")
        page.wait_for_selector("[data-start]")
        assert [] == find_barriers(page)
        page.click("[data-start]")
        asked = 0
        while not page.url.endswith("/result"):
            form = wait_for_exercise(page)
            assert asked or [] == find_barriers(page)
            shown = form.locator(".exercise-ask").get_attribute("id")
            form.locator("[data-pass]").click()
            page.wait_for_function("(id) => !document.getElementById(id)", arg=shown)
            page.wait_for_function("() => location.pathname.endsWith('/result') || document.querySelector('rean-exercise form[data-ready]')")
            asked += 1
            assert asked <= 15
        assert asked >= 5
        assert count_events(house, "111") == asked
        page.wait_for_selector("[data-begin]")
        assert [] == find_barriers(page)
        go_to(page, house, "/")
        expect(page.locator("[data-today]")).to_be_visible()
        assert page.locator("[data-placement]").count() == 0
        assert [] == find_barriers(page)


def test_a_placement_is_skipped_and_opened_again(house, browser):
    """One tap skips it for good, until the teacher offers it again."""
    with sit_down(browser, house.url) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "112", house.secret("112"))
        go_to(page, house, "/placement/math1")
        page.click("[data-skip]")
        page.wait_for_url("**/course/math1")
        assert page.locator("[data-placement]").count() == 0
    with sit_down(browser, house.url) as seat:
        page = seat.open("/hub/login")
        page.check("[data-is-staff]")
        sign_in(page, "teacher1", house.secret("teacher1"))
        page.goto(f"{house.url}{HOME}/class/learner/112")
        page.click("[data-open-placement=math1]")
        expect(page.locator("[data-decision='placement:opened']")).to_be_visible()
    with sit_down(browser, house.url) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "112", house.secret("112"))
        go_to(page, house, "/course/math1")
        expect(page.locator("[data-placement]")).to_be_visible()


def test_practice_that_goes_wrong_is_seen_and_printed_by_the_teacher(house, browser):
    """A learner practises without a kernel and fails; the teacher reads why, and prints a sheet with its key."""
    house.ensure_learner("903")
    ask_for(house, browser, "903", "math1/fractions#fraction_meaning")
    with sit_down(browser, house.url) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "903", house.secret("903"))
        go_to(page, house, "/practice/math1")
        wait_for_exercise(page)
        assert [] == find_barriers(page)
        practise_badly(page, 3)
        go_to(page, house, "/skills/math1")
        expect(page.locator("[data-state=later]:visible").first).to_be_visible()
        assert [] == find_barriers(page)
        go_to(page, house, "/review")
        expect(page.locator("[data-review-done]")).to_be_visible()
        assert [] == find_barriers(page)
    read_and_print(house, browser)


def ask_for(house, browser, number, skill):
    """The teacher says that a skill is to be practised: it comes first, however far the course is."""
    with sit_down(browser, house.url, lang="en") as seat:
        page = seat.open("/hub/login")
        page.check("[data-is-staff]")
        sign_in(page, "teacher1", house.secret("teacher1"))
        page.goto(f"{house.url}{HOME}/class/learner/{number}")
        row = page.locator(f"[data-skill='{skill}']")
        if not row.is_visible():
            page.locator("details.unit-heat").filter(has=row).locator("summary").first.click()
        row.locator("summary").click()
        row.locator("input[name=reason]").fill("begin here")
        row.locator("button[value=not_mastered]").click()
        expect(row).to_contain_text("begin here")


def read_and_print(house, browser):
    """The teacher's part: reasons, the learner's page, the register, a worksheet."""
    with sit_down(browser, house.url, lang="en") as seat:
        page = seat.open("/hub/login")
        page.check("[data-is-staff]")
        sign_in(page, "teacher1", house.secret("teacher1"))
        page.wait_for_selector("[data-needs]")
        row = page.locator("[data-row='903']")
        expect(row).to_contain_text("min")
        assert [] == find_barriers(page)
        page.goto(f"{house.url}{HOME}/class/learner/903")
        expect(page.locator("svg.curve").first).to_be_visible()
        assert [] == find_barriers(page)
        page.goto(f"{house.url}{HOME}/class/register")
        page.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
        page.wait_for_selector("body[data-ready]")
        page.click("[data-print]")
        expect(page.locator("body")).to_have_attribute("data-printed", "yes")
        assert [] == find_barriers(page)
        page.goto(f"{house.url}{HOME}/class/worksheet?skill={SKILL}&learner=903&learner=109")
        page.wait_for_selector("body[data-ready]")
        assert page.locator("[data-sheet]").count() == 2
        expect(page.locator("[data-key]")).to_be_visible()
        assert [] == find_barriers(page)
        page.emulate_media(media="print")
        expect(page.locator(".topbar")).to_be_hidden()
        assert page.pdf().count(b"/Type /Page\n") >= 3 or len(page.pdf()) > 10_000
