"""Every lesson opens in a browser, in both languages beside each other, on a computer and on a tablet: its figures draw, and nothing goes wrong."""

from contextlib import contextmanager

import pytest
from starlette.testclient import TestClient

from courses.commands import CONTENT
from courses.lesson_text import read_lesson_text
from tests.journeys.browser import DESKTOP, TABLET
from tests.tutor.makers import make_house
from tests.tutor.web.gallery_page import ADDRESS, Gallery
from tutor.web.app import make_app
from tutor.web.pages import PREFIX
from tutor.workshop.shelf import Shelf

pytestmark = pytest.mark.timeout(240)
UNITS = {draft.id: draft.unit for course in Shelf(CONTENT).courses() for draft in course.units}


@contextmanager
def open_lessons(browser, folder, size):
    """Open the workshop of a house that teaches all of Rean's courses; its stream of changes is left out."""
    context = browser.new_context(viewport=size, reduced_motion="reduce", has_touch=True)
    with TestClient(make_app(make_house(folder)), base_url="http://rean") as client:
        opened = Gallery(context.new_page(), client)
        context.route("**/*", opened.serve)
        context.route("**/workshop/changes*", lambda route: route.fulfill(status=204))
        opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
        opened.page.on("console", lambda said: opened.errors.append(said.text) if said.type == "error" else None)
        try:
            yield opened
        finally:
            context.close()
    assert ([], []) == (opened.outside, opened.errors)


def count_figures(lesson, unit):
    """Return how many figures a lesson shows in both languages."""
    names = [CONTENT / unit / "lessons" / f"{lesson.id.rpartition('/')[2]}.{lang}.md" for lang in ("km", "en")]
    return sum(part.kind == "figure" for path in names for part in read_lesson_text(path, "km", unit, path.name))


@pytest.mark.parametrize("size", [DESKTOP, TABLET], ids=["desktop", "tablet"])
@pytest.mark.parametrize("unit", UNITS)
def test_the_lessons_of_a_unit_open_without_error(unit, size, browser, tmp_path):
    """Each figure has a picture and words for it; nothing stands out to the right; nothing is asked for elsewhere."""
    with open_lessons(browser, tmp_path / "house", size) as opened:
        for lesson in UNITS[unit].lessons:
            opened.page.goto(f"{ADDRESS}{PREFIX}/workshop/lesson/{lesson.id}?lang=en")
            boards = opened.page.locator(".figure-board[aria-label]")
            opened.page.wait_for_function(
                "(count) => document.querySelectorAll('.figure-board[aria-label] svg').length >= count", arg=count_figures(lesson, unit)
            )
            assert boards.count() == count_figures(lesson, unit)
            assert all(boards.nth(at).get_attribute("aria-label") for at in range(boards.count()))
            assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), lesson.id
            assert opened.page.locator(".katex-error").count() == 0, lesson.id
