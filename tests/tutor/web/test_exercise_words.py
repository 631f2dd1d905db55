"""What stands around an exercise is said once, where it belongs, and breaks where a reader expects it."""

import pytest
from playwright.sync_api import expect

from courses.variants import draw_variant
from tests.courses.makers import make_item
from tests.courses.samples import KIND_LINES
from tests.tutor.web.inputs_page import open_exercise

pytestmark = pytest.mark.xdist_group("inputs")


def test_a_full_stop_stays_with_the_fraction_before_it(browser, tmp_path):
    """However narrow the page, no line begins with the sign that closes a sentence."""
    item = make_item(tmp_path, KIND_LINES["number"], ask="{km: 'នៅសល់ប៉ុន្មាន $\\frac{3}{8}$។', en: 'What is left of $\\frac{3}{8}$.'}")
    with open_exercise(browser, draw_variant(item, 7)) as exercise:
        together = exercise.page.locator(".exercise-ask .together")
        expect(together).to_have_count(1)
        assert together.inner_text().endswith("។")
        assert "nowrap" == together.evaluate("element => getComputedStyle(element).whiteSpace")


def test_how_well_a_skill_is_known_is_written_under_its_bar(browser, tmp_path):
    """A bar alone says nothing to somebody who has never seen one."""
    with open_exercise(browser, draw_variant(make_item(tmp_path, KIND_LINES["number"]), 7)) as exercise:
        expect(exercise.page.locator(".exercise-known")).to_have_text("អ្នកចេះប្រហែល ៤០ ភាគរយ")


def test_what_cannot_be_read_is_said_once_and_with_what_was_expected(browser, tmp_path):
    """The title asks to look again; below it stands that it could not be read, and what was expected, and not the same again."""
    with open_exercise(browser, draw_variant(make_item(tmp_path, KIND_LINES["number"]), 7)) as exercise:
        exercise.page.locator(".answer-line").fill("😀")
        assert "unreadable" == exercise.check()
        said = exercise.page.locator(".exercise-verdict").inner_text()
        assert (1, 1) == (said.count("អានមិនបានទេ"), said.count("ចំនួនមួយ"))
