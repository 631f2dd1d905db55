"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.house import House, open_house
from tests.journeys.browser import launch


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """A real house with the demo's people, shared by all tests of one worker: leave it as you found it."""
    with open_house() as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a screen, one for all tests of a worker: Playwright refuses a second beside it."""
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests that share the house run in one worker, one after another."""
    for item in items:
        if "house" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.house)
            item.add_marker(pytest.mark.xdist_group("house"))
