"""Dictation as people meet it: a sign while nobody has recorded it, a teacher who records with the browser, a learner who listens and writes."""

import re

import pytest
from playwright.sync_api import expect

from tests.house import open_house
from tests.journeys.browser import TABLET, find_barriers, sign_in, sit_down

pytestmark = [pytest.mark.house, pytest.mark.timeout(240)]
HOME = "/services/tutor"
UNIT = "khmer/main-idea"
LESSON = f"{HOME}/lesson/{UNIT}/04-dictation"
SOUNDS = ("hear-bus", "hear-market", "hear-rice-field", "hear-clean-water", "hear-contract", "hear-savings")


@pytest.fixture(scope="module")
def house():
    """A house of its own: nothing is recorded in it yet."""
    with open_house() as running:
        yield running


def open_dictation(page, house):
    """Open the lesson, whoever sat elsewhere before, and return its dictation: the second practice of the page."""
    page.goto(house.url + HOME)
    if page.locator("[data-take]").count():
        page.click("[data-take]")
    page.goto(house.url + LESSON)
    page.wait_for_selector("body[data-ready]", timeout=60_000)
    practice = page.locator("rean-exercise").nth(1)
    practice.locator("form[data-ready]").wait_for()
    return practice


def record(page, name):
    """Record a moment of what the microphone hears, and keep it."""
    card = page.locator(f"[data-recording='{UNIT}/{name}']")
    card.locator("[data-record]").click()
    expect(card.locator("[data-recorder-says]")).to_contain_text(re.compile(r"[1-9]\d* s"))
    card.locator("[data-record]").click()
    expect(card.locator("[data-heard]")).to_be_visible()
    card.locator("[data-keep]").click()
    expect(page.locator(f"[data-recording='{UNIT}/{name}'] [data-said=kept]")).to_be_visible()
    page.wait_for_selector("body[data-ready]")


def test_a_dictation_from_the_teachers_voice_to_the_learners_answer(house, browser):
    """First a sign, then a sound: recorded in one browser, heard in a lesson and on a page without a kernel."""
    with sit_down(browser, house.url, TABLET) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "104", house.secret("104"))
        practice = open_dictation(page, house)
        expect(practice.locator("[data-sound-missing]")).to_be_visible()
        assert [] == find_barriers(page)
    with sit_down(browser, house.url, lang="en") as seat:
        page = seat.open("/hub/login")
        page.check("[data-is-staff]")
        sign_in(page, "teacher1", house.secret("teacher1"))
        page.goto(f"{house.url}{HOME}/preview")
        page.click("[data-recordings]")
        page.wait_for_selector("body[data-ready]")
        assert [] == find_barriers(page)
        for name in SOUNDS:
            record(page, name)
        assert page.locator("[data-state=missing]").count() == 0
        assert [] == find_barriers(page)
    with sit_down(browser, house.url, TABLET) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "104", house.secret("104"))
        practice = open_dictation(page, house)
        listen(practice)
        assert [] == find_barriers(page)


def listen(practice):
    """Press the large key; the sound plays to its end, and may be heard again."""
    sound = practice.locator("[data-sound]")
    for key in ("[data-listen]", "[data-slowly]"):
        sound.locator(key).click()
        expect(sound).to_have_attribute("data-playing", "")
        expect(sound).not_to_have_attribute("data-playing", "", timeout=15_000)
    expect(sound).to_have_attribute("data-heard", "")


def test_a_recording_is_replaced_by_a_file_and_deleted(house, browser, tmp_path):
    """What is no sound is refused in words; a file takes the place of the old recording; deleting leaves the sign."""
    picture = tmp_path / "voice.mp3"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 500)
    with sit_down(browser, house.url, lang="en") as seat:
        page = seat.open("/hub/login")
        page.check("[data-is-staff]")
        sign_in(page, "teacher1", house.secret("teacher1"))
        page.goto(f"{house.url}{HOME}/recordings")
        page.wait_for_selector("body[data-ready]")
        card = page.locator(f"[data-recording='{UNIT}/hear-bus']")
        card.locator("input[type=file]").set_input_files(picture)
        card.locator("[data-keep]").click()
        expect(card.locator("[data-said=no_sound]")).to_contain_text("WebM, Ogg, WAV, MP3, M4A")
        page.wait_for_selector("body[data-ready]")
        record(page, "hear-bus")
        card.locator("[data-delete]").click()
        expect(card.locator("[data-said=deleted]")).to_be_visible()
        expect(card).to_have_attribute("data-state", "missing")
