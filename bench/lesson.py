"""A lesson of ours, opened in a real browser: seconds from sign-in, requests and bytes, memory of the learner's server and kernel."""

from __future__ import annotations

import time
from dataclasses import dataclass

import psutil
from playwright.sync_api import Browser, BrowserContext, Page

LESSON = "/services/tutor/lesson/math1/fractions/01-meaning"
PLAYABLE = "rean-exercise [data-ready]"


@dataclass
class Traffic:
    """What one opening of a page asked for, and how many bytes came over the wire."""

    requests: int = 0
    bytes: int = 0


def open_lesson(browser: Browser, url: str, number: str, secret: str) -> tuple[float, Traffic, Traffic]:
    """Sign in, open the first lesson twice.

    Returns:
        Seconds from sign-in to a playable lesson; the traffic of the lesson's first and of its second opening.
    """
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{url}/hub/login")
    page.fill("input[name=username]", number)
    page.fill("input[name=password]", secret)
    start = time.perf_counter()
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/services/tutor/**", timeout=60_000)
    first = _count(context, page, f"{url}{LESSON}")
    seconds = time.perf_counter() - start
    second = _count(context, page, f"{url}{LESSON}")
    context.close()
    return seconds, first, second


def _count(context: BrowserContext, page: Page, address: str) -> Traffic:
    traffic = Traffic()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    cached: set[str] = set()

    def finished(event: dict) -> None:
        if event["requestId"] not in cached:
            traffic.requests += 1
            traffic.bytes += int(event["encodedDataLength"])

    network.on("Network.requestServedFromCache", lambda event: cached.add(event["requestId"]))
    network.on("Network.responseReceived", lambda event: cached.add(event["requestId"]) if event["response"].get("fromDiskCache") else None)
    network.on("Network.loadingFinished", finished)
    page.goto(address)
    page.wait_for_selector(PLAYABLE, timeout=90_000)
    network.detach()
    return traffic


def measure_pss(processes: list[psutil.Process]) -> float:
    """Return the proportional memory of some processes in MiB."""
    total = 0
    for process in processes:
        try:
            total += process.memory_full_info().pss
        except psutil.Error:
            continue
    return total / (1 << 20)
