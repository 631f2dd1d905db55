"""What is typed into the field for fractions is kept as people write it, whatever the field shows."""

import mimetypes
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from courses.numbers import parse_number

STATIC = Path(__file__).parents[3] / "tutor" / "web" / "static"
MAKE = """async () => {
  const {makeFraction} = await import('/static/inputs/fraction.js');
  window.input = makeFraction({texts: {say: (id) => id}, options: {}, labelledby: 'x', changed: () => {}, enter: () => {}});
  document.body.append(window.input.element);
}"""


@pytest.fixture
def page(browser):
    """A page with the field in it, served from the files of the house."""
    with closing(browser.new_page()) as page:
        page.route("http://rean/**", _serve)
        page.goto("http://rean/")
        page.evaluate(MAKE)
        page.wait_for_selector("math-field")
        yield page


def _serve(route):
    path = STATIC / route.request.url.removeprefix("http://rean/static/")
    if not path.is_file():
        return route.fulfill(body="<!doctype html><title>x</title>", content_type="text/html")
    return route.fulfill(body=path.read_bytes(), content_type=mimetypes.guess_type(path.name)[0] or "text/plain")


def test_a_typed_fraction_is_kept_as_people_write_it(page):
    """1, /, 2 on the keys is `1/2` for the tutor, the gradebook and the teacher; not TeX."""
    page.locator("math-field").click()
    expect(page.locator("math-field")).to_be_focused()
    page.keyboard.type("1/2")
    assert "1/2" == page.evaluate("window.input.read()")


@pytest.mark.parametrize("plain", ["5/6", "-5/6", "2 1/2", "12/345", "\u17e5/\u17e6", "7", "0,5", "abc", ""])
def test_a_draft_comes_back_as_it_was(page, plain):
    """Written into the field and read again, nothing is lost; what the tutor reads is the same number."""
    page.evaluate("typed => window.input.write(typed)", plain)
    assert plain == page.evaluate("window.input.read()")


def test_old_drafts_in_tex_are_read_too(page):
    """Drafts that were kept before hold what MathLive says."""
    found = page.evaluate(
        """async (all) => { const {asPlain} = await import('/static/inputs/fraction.js'); return all.map(asPlain); }""",
        [r"\frac12", r"\frac{10}{12}", r"2\frac{1}{2}", r"-\frac{5}{6}", r"\dfrac{1}{2}"],
    )
    assert ["1/2", "10/12", "2 1/2", "-5/6", "1/2"] == found
    assert parse_number("2 1/2") == parse_number(r"2\frac{1}{2}")


def test_a_second_field_can_be_typed_into_as_well(page):
    """MathLive is there already when the next exercise is made, before its field stands on the page."""
    page.evaluate(
        """async () => {
          const {makeFraction} = await import('/static/inputs/fraction.js');
          window.input.element.remove();
          window.input = makeFraction({texts: {say: (id) => id}, options: {}, labelledby: 'x', changed: () => {}, enter: () => {}});
          await new Promise(requestAnimationFrame);
          document.body.append(window.input.element);
        }"""
    )
    page.locator("math-field").click()
    expect(page.locator("math-field")).to_be_focused()
    page.keyboard.type("3/4")
    assert "3/4" == page.evaluate("window.input.read()")
