"""A browser that reports every request to another address, and every serious finding of axe-core."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request

AXE = (Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js").read_text("utf-8")
DESKTOP = {"width": 1366, "height": 768}
TABLET = {"width": 800, "height": 1280}
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]


def launch(playwright: Playwright) -> Browser:
    """Start Debian's Chromium without a screen; its microphone is an invented one, which beeps."""
    return playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_FLAGS)


@dataclass
class Seat:
    """One computer of the centre: a browser of its own, and what it did that it must not."""

    url: str
    context: BrowserContext
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, request: Request) -> None:
        """Note a request that leaves the server."""
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != urlsplit(self.url).netloc:
            self.outside.append(request.url)

    def open(self, path: str = "/") -> Page:
        """Open a page of the house in a new tab."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(self.url + path)
        return page


@contextmanager
def sit_down(browser: Browser, url: str, size: dict[str, int] = DESKTOP, lang: str = "km") -> Iterator[Seat]:
    """Sit down at a computer; at the end nothing may have asked for an address outside."""
    context = browser.new_context(viewport=size)
    context.set_default_timeout(30_000)
    context.add_cookies([{"name": "rean_lang", "value": lang, "url": url}])
    seat = Seat(url, context)
    context.on("request", seat.watch)
    try:
        yield seat
    finally:
        context.close()
    assert [] == seat.outside
    assert [] == seat.errors


def find_barriers(page: Page) -> list[str]:
    """Return the serious and critical findings of axe-core on the page as it stands."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    serious = [v for v in found["violations"] if v["impact"] in {"serious", "critical"}]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]} ({len(v['nodes'])}x)" for v in serious]


def sign_in(page: Page, number: str, secret: str) -> None:
    """Come in through the real door."""
    page.fill("input[name=username]", number)
    page.fill("input[name=password]", secret)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/hub/login" not in url)
