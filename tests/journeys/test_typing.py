"""Whatever a learner types is read, or is said calmly not to be readable; in a real lesson."""

import pytest
from playwright.sync_api import expect

from courses.numbers import parse_number
from tests.journeys.browser import sit_down
from tests.journeys.lesson import sit_at_lesson
from tests.journeys.test_nothing_is_lost import LINE

pytestmark = [pytest.mark.house, pytest.mark.timeout(240)]
MATHS = "rean-exercise:has(.answer-maths)"
"""An exercise that is answered by a fraction, in MathLive."""


@pytest.fixture
def lesson(house, browser, request):
    """A lesson with a number and a fraction to be typed, each time in front of a learner who has not typed there yet."""
    with sit_down(browser, house.url) as seat:
        page = seat.context.new_page()
        sit_at_lesson(page, house, request.param, "02-equivalent")
        page.wait_for_selector(MATHS)
        yield page


@pytest.mark.parametrize("lesson", ["109"], indirect=True)
def test_ten_thousand_letters_and_emoji_are_said_to_be_unreadable(lesson):
    """Neither the plain line nor MathLive stands still, and the verdict is in the learner's language."""
    item = lesson.locator(MATHS).locator("[data-item]").get_attribute("data-item")
    for place, text in ((f"rean-exercise:has([data-item='{item}'])", "7" * 10_001), (LINE, "ក" * 10_001), (LINE, "😀 hello")):
        exercise = lesson.locator(place).first
        field = exercise.locator(".answer-maths, .answer-line")
        field.click()
        expect(field).to_be_focused()
        lesson.keyboard.press("Control+A")
        lesson.keyboard.insert_text(text)
        exercise.locator("[data-check]").click()
        expect(exercise.locator("[data-verdict=unreadable]")).to_contain_text("សូមមើលចម្លើយរបស់អ្នកម្ដងទៀត")


@pytest.mark.parametrize("lesson", ["108"], indirect=True)
def test_a_key_writes_what_is_on_it_and_a_mixed_number_can_be_typed(lesson):
    """The keys of a fraction: digits, the fraction, the comma; on the keyboard a space parts the whole from the fraction."""
    exercise = lesson.locator(MATHS).first
    field = exercise.locator(".answer-maths")
    for key in ("5", "fraction", "6"):
        exercise.locator(f"[data-key='{key}']").click()
    assert parse_number(field.evaluate("field => field.value")).value == parse_number("5/6").value
    expect(exercise.locator("[data-key='5']")).to_contain_text("5")
    for typed, meant in (("1 7/8", "15/8"), ("៣/៤", "3/4"), ("0,5", "1/2")):
        lesson.keyboard.press("Control+A")
        lesson.keyboard.press("Delete")
        lesson.keyboard.type(typed)
        assert parse_number(field.evaluate("field => field.value")).value == parse_number(meant).value
