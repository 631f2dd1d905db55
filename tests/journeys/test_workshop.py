"""A teacher mends an exercise in the browser: sees it in both languages, tries it, saves it, and the class learns from it, without a shell."""

import pytest
from playwright.sync_api import Page, expect

from courses.commands import CONTENT
from tests.journeys.browser import DESKTOP, TABLET, find_barriers, sign_in, sit_down

pytestmark = [pytest.mark.house, pytest.mark.timeout(300)]
ITEM = "math1/fractions/rice-sacks"
FILE = "math1/fractions/items/rice-sacks.yaml"
PAGES = [f"/edit/{FILE}", "/publish"]
"""Those of the workshop that need courses of the site's own; the others are looked at with every page of the tutor."""
TEXT = (CONTENT / FILE).read_text("utf-8")


def open_workshop(page: Page, house, path: str, number: str = "teacher1") -> None:
    """Open a page of the workshop, through the door where that is needed."""
    page.goto(f"{house.url}/services/tutor/workshop{path}")
    if "/hub/login" in page.url:
        sign_in(page, number, house.secret(number))


def save(page: Page, text: str, button: str = "save") -> None:
    """Write a text into the editor and press a button."""
    page.locator("textarea").fill(text)
    page.locator(f"[name=act][value={button}]").click()


def start(page: Page, name: str, done: str) -> None:
    """Tick the box of what concerns all learners, press its button, and wait until it is done."""
    page.check(f"#sure-{name}")
    page.locator(f"[data-{name}]").click()
    page.locator(f"[data-state={done}]").wait_for(timeout=120_000)


def test_a_teacher_mends_an_exercise_and_takes_it_back(house, browser):
    """See, try, save with a fault, save right, publish, see it taught, go back."""
    with sit_down(browser, house.url, lang="en") as seat:
        page = seat.open("/services/tutor/preview")
        sign_in(page, "teacher1", house.secret("teacher1"))
        page.locator("[data-workshop-link]").click()
        page.locator(f"a[href$='/unit/{ITEM.rpartition('/')[0]}']").click()
        page.locator("[data-checked]").wait_for(timeout=60_000)
        page.get_by_role("link", name="rice-sacks", exact=True).click()
        page.locator("[data-test-row=passed] [data-swap]").nth(3).click()
        english = page.locator(".side[lang=en]")
        expect(page).to_have_url(f"{house.url}/services/tutor/workshop/item/{ITEM}?test=3")
        english.locator("[data-check]").click()
        expect(english.locator("[data-verdict-name]")).to_have_text("adds_tops_and_bottoms")
        page.get_by_role("link", name="Edit").click()
        save(page, TEXT.replace("level: ", "levle: ", 1))
        expect(page.locator("[data-checked]")).to_contain_text(f"{FILE}:2")
        save(page, TEXT.replace("Sokha", "Bopha"))
        page.locator("[data-saved]").wait_for()
        page.get_by_role("link", name="See it").click()
        expect(page.locator(".side[lang=en] .exercise-ask")).to_contain_text("Bopha")
        open_workshop(page, house, "/publish")
        start(page, "publish", "published")
        try:
            expect(page.locator("[data-edits]")).to_have_attribute("data-edits", "0")
            version = (house.site / "courses" / "current.json").read_text("utf-8")
            assert "teacher1" in version
        finally:
            page.get_by_text("Teach the courses from before again").first.click()
            start(page, "back", "went_back")


def test_a_saved_text_shows_by_itself_and_a_broken_one_leaves_the_last_in_sight(house, browser):
    """Two pages beside each other: what is saved in one appears in the other, without a reload."""
    with sit_down(browser, house.url, lang="en") as seat:
        shown, edited = seat.context.new_page(), seat.context.new_page()
        open_workshop(shown, house, f"/item/{ITEM}")
        shown.locator(".side[lang=en] .exercise-ask").wait_for()
        open_workshop(edited, house, f"/edit/{FILE}")
        try:
            save(edited, TEXT.replace("Sokha", "Chenda"))
            expect(shown.locator(".side[lang=en] .exercise-ask")).to_contain_text("Chenda")
            save(edited, TEXT.replace("level: ", "levle: ", 1))
            edited.locator("[name=act][value=anyway]").click()
            expect(shown.locator("[data-broken]")).to_contain_text(f"{FILE}:2")
            expect(shown.locator(".side[lang=en] .exercise-ask")).to_contain_text("Chenda")
        finally:
            open_workshop(edited, house, "/publish")
            edited.get_by_text("Give up these edits").first.click()
            edited.check("#sure-discard")
            edited.locator("form[action$='/discard'] button").click()
            expect(edited.locator("[data-edits]")).to_have_attribute("data-edits", "0")


def test_a_learner_finds_no_workshop(house, browser):
    """Neither the page nor what it is made of."""
    with sit_down(browser, house.url) as seat:
        page = seat.context.new_page()
        open_workshop(page, house, "", number=house.ensure_learner("911"))
        expect(page.locator("[data-trouble]")).to_be_visible()
        assert 403 == page.request.get(f"{house.url}/services/tutor/workshop/item/{ITEM}").status


@pytest.mark.parametrize("size", [DESKTOP, TABLET], ids=["desktop", "tablet"])
@pytest.mark.parametrize("path", PAGES)
def test_the_editor_can_be_used_by_everybody(house, browser, path, size):
    """No serious finding of axe-core, and nothing wider than the screen."""
    with sit_down(browser, house.url, size) as seat:
        page = seat.context.new_page()
        open_workshop(page, house, path)
        page.locator("textarea, [data-edits]").first.wait_for(timeout=60_000)
        assert [] == find_barriers(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
