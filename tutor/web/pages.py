"""A page is a template filled with what the domain says, in the reader's language."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from courses.languages import Words
from tutor.days import Calendar
from tutor.sentences import say_number, texts_in
from tutor.settings import TutorSettings
from tutor.web.house import LANG_COOKIE, lang_of
from tutor.web.identity import XSRF_COOKIE, Viewer
from tutor.web.static import static_version

PREFIX = "/services/tutor"
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class Around(Protocol):
    """What a page takes from the house around it."""

    @property
    def settings(self) -> TutorSettings:
        """The tutor's settings."""
        ...

    @property
    def calendar(self) -> Calendar:
        """The days of the place where the house stands."""
        ...


def render(house: Around, request: Request, template: str, viewer: Viewer | None = None, status: int = 200, **values: Any) -> Response:
    """Return a page; it remembers the language it was asked for in."""
    lang = lang_of(request)
    texts = texts_in(lang)

    def say_words(words: Words) -> str:
        return words.in_lang(lang)

    page = _ENVIRONMENT.get_template(template).render(
        t=texts,
        lang=lang,
        words=say_words,
        num=lambda value: say_number(value, lang),
        percent=lambda share: say_number(round(100 * share), lang),
        when=lambda at, shown="%d/%m %H:%M": say_number(house.calendar.here(at).strftime(shown), lang),
        points=lambda value: say_number(f"{value:.2f}".rstrip("0").rstrip("."), lang),
        viewer=viewer,
        static=f"{PREFIX}/static/{static_version()}",
        prefix=PREFIX,
        here=str(request.url.path),
        lang_at="" if request.method == "GET" else f"{PREFIX}/",
        lock_minutes=house.settings.lock_minutes,
        **values,
    )
    response = HTMLResponse(page, status)
    _remember(request, response, viewer)
    return response


def _remember(request: Request, response: Response, viewer: Viewer | None) -> None:
    if request.query_params.get("lang"):
        response.set_cookie(LANG_COOKIE, lang_of(request), max_age=400 * 86_400, path="/", samesite="lax")
    if viewer:
        response.set_cookie(XSRF_COOKIE, viewer.xsrf, path=f"{PREFIX}/", samesite="strict")
