"""The gallery of the figures in a browser, served by the real service with its own headers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, Route
from starlette.testclient import TestClient

from tests.tutor.makers import make_house
from tutor.web.app import make_app
from tutor.web.pages import PREFIX

ADDRESS = "http://127.0.0.1:9"
DIALS = """async ([name, options]) => {
  const figure = await import(new URL(`figures/${name}.js`, document.querySelector("script[src$='gallery.js']").src));
  return figure.dials(options).map((dial) => dial.label);
}"""
PAINT = """async ([name, values, options]) => {
  const figure = await import(new URL(`figures/${name}.js`, document.querySelector("script[src$='gallery.js']").src));
  const svg = document.querySelector(`#${name} .figure-board`).appendChild(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
  svg.append(...figure.paint(values, options, { lang: "en", say: (id) => id }).flat(9).filter(Boolean));
  const places = [...svg.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part.getBBox().x]);
  const fills = [...svg.querySelectorAll("circle")].map((disc) => [disc.nextElementSibling?.textContent ?? "", getComputedStyle(disc).fill]);
  svg.remove();
  return { places, fills };
}"""


@dataclass
class Gallery:
    """The page, what it asked for elsewhere, and what went wrong in it."""

    page: Page
    client: TestClient
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def serve(self, route: Route) -> None:
        """Answer a request as the service does to a teacher."""
        parts = urlsplit(route.request.url)
        if f"{parts.scheme}://{parts.netloc}" != ADDRESS:
            self.outside.append(route.request.url)
            return route.abort()
        sent = {"X-Number": "t1", "Content-Type": route.request.headers.get("content-type", "text/plain")}
        body = route.request.post_data_buffer
        answer = self.client.request(route.request.method, f"{parts.path}?{parts.query}", headers=sent, content=body)
        headers = {name: text for name, text in answer.headers.items() if name not in ("content-length", "content-encoding")}
        return route.fulfill(status=answer.status_code, headers=headers, body=answer.content)

    def figure(self, name: str) -> Locator:
        """Return the place of one figure."""
        return self.page.locator(f"#{name}")

    def values(self, name: str) -> str:
        """Return the state of a figure."""
        return self.figure(name).locator(".figure-board").get_attribute("data-values") or ""

    def paint(self, name: str, values: object, options: object) -> dict[str, list[object]]:
        """Paint a figure with other options than the gallery's: where each part begins, and the colours of each letter's disc."""
        painted: dict[str, list[object]] = self.page.evaluate(PAINT, [name, values, options])
        return painted

    def dials(self, name: str, options: object) -> list[str]:
        """Return what the dials of a figure with other options are called."""
        labels: list[str] = self.page.evaluate(DIALS, [name, options])
        return labels

    def sent(self, name: str) -> str:
        """Return what the figure would send."""
        return self.figure(name).locator("[data-sent]").get_attribute("data-sent") or ""

    def script(self, name: str) -> str:
        """Return the address of one of our scripts."""
        own = self.page.locator("script[type=module][src]").first.get_attribute("src") or ""
        return f"{own.rpartition('/')[0]}/{name}"


@contextmanager
def open_gallery(browser: Browser, folder: Path, lang: str, size: dict[str, int]) -> Iterator[Gallery]:
    """Open the gallery; errors of its scripts and requests to other addresses fail the test."""
    context = browser.new_context(viewport=size, reduced_motion="reduce", has_touch=True)
    with TestClient(make_app(make_house(folder)), base_url="http://rean") as client:
        gallery = Gallery(context.new_page(), client)
        context.route("**/*", gallery.serve)
        gallery.page.on("pageerror", lambda error: gallery.errors.append(str(error)))
        gallery.page.on("console", lambda said: gallery.errors.append(said.text) if said.type == "error" else None)
        gallery.page.goto(f"{ADDRESS}{PREFIX}/figures?lang={lang}")
        gallery.page.locator("body[data-ready]").wait_for()
        try:
            yield gallery
        finally:
            context.close()
    assert ([], []) == (gallery.outside, gallery.errors)
