"""A unit on one page, to be printed."""

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from courses.catalog import load_catalog
from courses.commands import CONTENT
from tests.tutor.makers import UNIT, Clock, make_house
from tests.tutor.web.gallery_page import ADDRESS, Gallery
from tests.tutor.web.test_interface import Web
from tutor.web.app import make_app
from tutor.web.pages import PREFIX

SHEET = b"/Type /Page\n"
SUMMARIES = sorted(f"{path.parent.parent.name}/{path.parent.name}" for path in CONTENT.glob("*/*/summary.en.md"))


def test_the_course_leads_to_the_summary(tmp_path):
    """Its button opens a page with the unit's rules, in the reader's language, and a button that prints."""
    web = Web(tmp_path, Clock())
    assert f'href="/services/tutor/summary/{UNIT}"' in web.get("/course/math1").text
    page = web.get(f"/summary/{UNIT}?lang=en").text
    assert "Equivalent fractions and lowest terms" in page
    assert "data-print" in page
    assert "ប្រភាគស្មើគ្នា" in web.get(f"/summary/{UNIT}?lang=km").text


def test_a_unit_without_a_summary_has_no_page(tmp_path):
    """An address that is none is told as such."""
    assert Web(tmp_path, Clock()).get("/summary/math1/nothing").status_code == 404


@pytest.fixture(scope="module")
def printer(browser, tmp_path_factory):
    house = make_house(tmp_path_factory.mktemp("printer") / "house", catalog=load_catalog(CONTENT))
    context = browser.new_context()
    with TestClient(make_app(house), base_url="http://rean") as client:
        pages = Gallery(context.new_page(), client)
        context.route("**/*", pages.serve)
        yield pages.page
        context.close()


@pytest.mark.parametrize("lang", ["km", "en"])
@pytest.mark.parametrize("unit", SUMMARIES)
def test_a_summary_is_one_sheet_of_paper(printer, unit, lang):
    """On A4, as its button prints it, with its formulas set."""
    printer.goto(f"{ADDRESS}{PREFIX}/summary/{unit}?lang={lang}")
    printer.wait_for_load_state("networkidle")
    expect(printer.locator(".summary h2").first).to_be_visible()
    assert 1 == printer.pdf(prefer_css_page_size=True).count(SHEET)
