"""The figures of the lessons are what they are called, show their fraction, and are moved by a finger as well."""

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import TABLET, sit_down
from tests.journeys.lesson import sit_at_lesson

pytestmark = [pytest.mark.house, pytest.mark.timeout(240)]


def test_a_circle_is_round_and_says_its_fraction(house, browser):
    """As high as wide on a tablet; the fraction stands beside the words as it does in the lesson."""
    with sit_down(browser, house.url, TABLET) as seat:
        page = seat.context.new_page()
        sit_at_lesson(page, house, "108", "06-word-problems")
        board = page.locator("[data-figure=fraction-circle] .figure-board").first
        drawn = board.locator("svg").bounding_box()
        assert abs(drawn["width"] - drawn["height"]) < 2
        board.focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        assert ["3", "8"] == page.locator(".figure-fraction").first.locator("span").all_inner_texts()


def test_the_point_follows_the_finger(house, browser):
    """Pressed at the left and drawn to the middle of the line from 0 to 1, the point stands at the half."""
    with sit_down(browser, house.url) as seat:
        page = seat.context.new_page()
        sit_at_lesson(page, house, "108", "03-comparing")
        board = page.locator("[data-figure=number-line] .figure-board").first
        board.scroll_into_view_if_needed()
        place = board.bounding_box()
        height = place["y"] + place["height"] * 0.45
        page.mouse.move(place["x"] + place["width"] * 0.1, height)
        page.mouse.down()
        page.mouse.move(place["x"] + place["width"] * 0.5, height, steps=6)
        expect(board).to_have_attribute("data-values", '{"top":6}')
        page.mouse.up()
        page.mouse.move(place["x"] + place["width"] * 0.9, height)
        expect(board).to_have_attribute("data-values", '{"top":6}')
