"""A learner leaves a question that touches, in a lesson's notebook; the teacher hears of it, and of nothing else."""

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import sign_in, sit_down

pytestmark = [pytest.mark.house, pytest.mark.timeout(240)]
LESSON = "gender/roles-and-stereotypes/05-together"


def test_skipping_in_a_lesson_reaches_the_teacher(house, browser):
    """One button in the exercise; the class page says who would like to talk, until the teacher has talked."""
    with sit_down(browser, house.url, lang="en") as seat:
        page = seat.open("/hub/login")
        sign_in(page, house.ensure_learner("907"), house.secret("907"))
        page.goto(f"{house.url}/services/tutor/lesson/{LESSON}")
        page.wait_for_selector("body[data-ready]", timeout=60_000)
        exercise = page.locator("rean-exercise", has=page.locator("[data-skip]")).first
        item = exercise.locator(".exercise").get_attribute("data-item")
        exercise.locator("[data-skip]").click()
        expect(exercise.locator("[data-verdict=skipped]")).to_contain_text("Your teacher will see that you would like to talk", timeout=30_000)
        exercise.locator("[data-next]").click()
        expect(exercise.locator(".exercise-verdict")).to_be_hidden(timeout=30_000)
        assert exercise.locator(".exercise").get_attribute("data-item") != item
    with sit_down(browser, house.url, lang="en") as desk:
        page = desk.open("/hub/login")
        page.check("[data-is-staff]")
        sign_in(page, "teacher1", house.secret("teacher1"))
        page.goto(f"{house.url}/services/tutor/class")
        expect(page.locator("[data-needs]")).to_contain_text("would like to talk with you")
        page.goto(f"{house.url}/services/tutor/class/learner/907")
        page.click("[data-talked]")
        expect(page.locator("[data-talk]")).to_have_count(0)
        expect(page.locator("[data-needs]")).not_to_contain_text("would like to talk")
