"""Every page of ours, in both languages, on a tablet: it opens, it fits, it asks nobody outside, and axe-core finds nothing serious."""

import pytest

from tests.journeys.browser import TABLET, find_barriers, sign_in, sit_down
from tests.tutor.makers import make_house
from tutor.web.app import list_pages
from tutor.web.pages import PREFIX

pytestmark = [pytest.mark.house, pytest.mark.timeout(300)]

NUMBER = "901"
VALUES = {"course": "math1", "unit": "fractions", "lesson": "01-meaning", "assignment": "fractions-test", "item": "rice-sacks", "number": NUMBER}
ASKED = {"/class/worksheet": "?skill=math1/fractions%23fraction_meaning&learner=901"}
NO_PAGES = (
    "/oauth_callback",
    "/static/",
    "/sound/",
    "/texts/",
    "/server",
    "/next/",
    "/class/assignment/{assignment}/progress",
    "/workshop/changes",
    "/workshop/findings/",
)
STAFF = ("/class", "/preview", "/figures", "/recordings", "/workshop")
ACCOUNTS = "/services/accounts"


def list_addresses(folder):
    """Return every page of the tutor that a browser may open, from the table that the service itself uses."""
    table = list_pages(make_house(folder))
    paths = [path for path, methods, _ in table if "GET" in methods and not path.startswith(NO_PAGES)]
    return [(path.startswith(STAFF), PREFIX + path.format(**VALUES) + ASKED.get(path, "")) for path in paths]


def look_at(page, url, addresses):
    """Open each address and return what is wrong with it."""
    found = {}
    for address in addresses:
        answer = page.goto(url + address)
        page.wait_for_load_state()
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        wrong = [*find_barriers(page), *([f"{wide} pixels wider than the screen"] if wide > 0 else [])]
        wrong += [] if answer.status == 200 else [f"status {answer.status}"]
        if wrong:
            found[address] = wrong
    return found


@pytest.mark.parametrize("lang", ["km", "en"])
def test_pages_of_a_learner(house, browser, tmp_path, lang):
    """Home, courses, skills, placement, review, answers, marks, the test, the way into a lesson, signing out."""
    with sit_down(browser, house.url, TABLET, lang) as seat:
        page = seat.open("/hub/login")
        assert [] == find_barriers(page)
        sign_in(page, house.ensure_learner(NUMBER), house.secret(NUMBER))
        page.locator("[data-take]").count() and page.click("[data-take]")
        found = look_at(page, house.url, [address for for_staff, address in list_addresses(tmp_path / "house") if not for_staff])
        seat.errors.clear()  # a lesson is left before its kernel has answered
    assert {} == found


@pytest.mark.parametrize("lang", ["km", "en"])
def test_pages_of_the_staff(house, browser, tmp_path, lang):
    """The class, one learner, a test, the register, worksheets, looking at lessons; the accounts and one person."""
    house.ensure_learner(NUMBER)
    staff = [address for for_staff, address in list_addresses(tmp_path / "house") if for_staff]
    with sit_down(browser, house.url, TABLET, lang) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "admin", house.secret("admin"))
        pages = [f"{ACCOUNTS}/", f"{ACCOUNTS}/add", f"{ACCOUNTS}/import", f"{ACCOUNTS}/learner/{NUMBER}"]
        found = look_at(page, house.url, [*staff, *pages])
    assert {} == found
