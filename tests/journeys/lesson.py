"""A lesson as a learner meets it: how it is opened, its figure with a question, and what the tutor has written down."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.house import House
from tests.journeys.browser import sign_in

LINE_STEPS = 8
"""The number line with a question, in the lesson `01-meaning`, has so many steps from 0 to 1."""

EXERCISES = {"01-meaning": 3, "02-equivalent": 3, "03-comparing": 2, "06-word-problems": 2}
"""So many exercises stand in a lesson; each comes to the page when its widget is there."""


def sit_at_lesson(page: Page, house: House, learner: str, name: str) -> None:
    """Sign in and open a lesson."""
    page.goto(f"{house.url}/hub/login")
    sign_in(page, learner, house.secret(learner))
    open_lesson(page, house, name)


def open_lesson(page: Page, house: House, name: str = "01-meaning") -> None:
    """Open a lesson and wait until its exercises can be answered; whoever sat elsewhere before, the seat is here now."""
    if page.locator("[data-take]").count():
        page.click("[data-take]")
    page.goto(f"{house.url}/services/tutor/lesson/math1/fractions/{name}")
    wait_for_exercises(page)


def wait_for_exercises(page: Page) -> None:
    """Wait until every exercise of the lesson stands there, and MathLive in its fractions."""
    page.wait_for_selector("body[data-ready]", timeout=60_000)
    name = (page.locator("body").get_attribute("data-lesson") or "").rpartition("/")[2]
    expect(page.locator("rean-exercise")).to_have_count(EXERCISES[name], timeout=20_000)
    expect(page.locator("rean-exercise:not(:has([data-ready]))")).to_have_count(0, timeout=20_000)
    expect(page.locator(".answer-line[placeholder]")).to_have_count(0, timeout=20_000)


@dataclass
class AskedFigure:
    """A number line whose point is the answer to a question."""

    page: Page
    board: Locator
    question: Locator

    def asked_step(self) -> int:
        """Return the step at which the asked fraction lies: 3/4 is step 6 of 8."""
        asked = self.question.locator(".exercise-ask annotation").first.text_content() or ""
        top, bottom = (int(number) for number in re.findall(r"\d+", asked))
        return LINE_STEPS * top // bottom

    def step(self, times: int) -> None:
        """Press the right arrow key, as fast as keys can be pressed."""
        for _ in range(times):
            self.page.keyboard.press("ArrowRight")


def find_figure(page: Page, item: str = "point-at") -> AskedFigure:
    """Return the figure with a question, once it can be answered."""
    question = page.locator(f"[data-item='math1/fractions/{item}']")
    question.wait_for()
    board = page.locator(".lesson-widget", has=question).locator(".figure-board")
    return AskedFigure(page, board, question)


def count_events(house: House, learner: str) -> int:
    """Count a learner's answers in the tutor's store."""
    with closing(sqlite3.connect(f"file:{house.site}/tutor.sqlite?mode=ro", uri=True)) as store:
        return int(store.execute("SELECT count(*) FROM events WHERE learner = ?", [learner]).fetchone()[0])
