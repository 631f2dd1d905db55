"""One exercise on a page of its own: the house's scripts and styles, and the real checker behind them."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route

import tutor.web
from courses.answers import check, show, solution
from courses.languages import Lang, load_catalogue
from courses.model import Variant, Verdict

STATIC = Path(tutor.web.__file__).parent / "static"
TEXTS = Path(tutor.web.__file__).parents[1]
ADDRESS = "http://127.0.0.1:9"
PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>x</title><link rel="stylesheet" href="/static/rean.css"><script type="application/json" id="rean-texts">{texts}</script></head>
<body data-learner="1"><main class="page page-text" id="main"><h1>{title}</h1></main>
<script type="module">
import {{ makeExercise }} from "/static/exercise.js";
import {{ HttpTransport }} from "/static/transport.js";
const exercise = makeExercise({{ transport: new HttpTransport("/api/"), ask: {{}}, learner: "1" }});
document.querySelector("main").append(exercise);
exercise.start();
</script></body></html>"""


@dataclass
class Exercise:
    """A page with one exercise, what was sent from it, and what went wrong in it."""

    page: Page
    variant: Variant
    lang: Lang
    sent: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        """Play the server for one request."""
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            return route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "text/javascript")
        if path == "/api/practice/next":
            return route.fulfill(json=self._shown())
        if path == "/api/practice/check":
            self.sent.append(route.request.post_data_json["typed"])
            return route.fulfill(json=self._judged(check(self.variant, self.sent[-1])))
        if path == "/api/practice/skip":
            return route.fulfill(json=self._judged(Verdict("skipped")))
        return route.fulfill(json={}) if path.startswith("/api/") else route.fulfill(body=self._page(), content_type="text/html")

    def _page(self) -> str:
        texts = json.dumps(dict(load_catalogue(TEXTS, self.lang).texts)).replace("<", "\\u003c")
        return PAGE.format(lang=self.lang, texts=texts, title=self.variant.item.answer.kind)

    def _shown(self) -> dict:
        shown = show(self.variant, self.lang)
        about = {"shown_id": "shown-1", "item": "x", "skill": {"id": "s", "title": "x"}, "mastery": 0.4, "hints": [], "hints_total": 0, "draft": ""}
        about |= {"scored": self.variant.item.scored, "may_skip": bool(self.variant.item.skip)}
        return {**about, "ask_html": shown.ask_html, "kind": shown.kind, "options": shown.options}

    def _judged(self, verdict: Verdict) -> dict:
        say = lambda words: words.in_lang(self.lang) if words else None  # noqa: E731
        known = verdict.name if verdict.name in ("right", "wrong", "ask_again", "unreadable", "taken", "skipped") else "misconception"
        parts = [{"name": p.name, "verdict": p.verdict, "say_html": say(p.say)} for p in verdict.parts]
        about = {"mastery": 0.5, "mastered": False, "finished": verdict.right or known in ("taken", "skipped"), "why_next": None}
        about["solution_html"] = solution(self.variant, self.lang) if self.variant.item.scored and known != "skipped" else None
        return {"verdict": known, "say_html": say(verdict.say), "parts": parts, **about}

    def check(self) -> str:
        """Press the button, and return the verdict that is shown."""
        self.page.locator("[data-check]").click()
        box = self.page.locator(".exercise-verdict[data-verdict]")
        box.wait_for()
        return box.get_attribute("data-verdict") or ""


@contextmanager
def open_exercise(browser: Browser, variant: Variant, lang: Lang = "km", **size: int) -> Iterator[Exercise]:
    """Open the page; errors of its scripts fail the test."""
    context = browser.new_context(viewport={"width": size.get("width", 1366), "height": size.get("height", 768)})
    exercise = Exercise(context.new_page(), variant, lang)
    context.route("**/*", exercise.answer)
    exercise.page.on("pageerror", lambda error: exercise.errors.append(str(error)))
    exercise.page.on("console", lambda said: exercise.errors.append(said.text) if said.type == "error" else None)
    exercise.page.goto(ADDRESS)
    exercise.page.locator(".exercise[data-ready]").wait_for()
    try:
        yield exercise
    finally:
        context.close()
    assert [] == exercise.errors
