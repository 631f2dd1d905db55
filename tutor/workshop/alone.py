"""The workshop on an author's own computer: one folder, one person, no house, no kernel; it answers to this machine alone."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from fastapi.exceptions import RequestValidationError
from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from grading.records.roster import Person
from grading.settings import GradingSettings
from tutor.days import Calendar
from tutor.sentences import texts_in
from tutor.settings import TutorSettings
from tutor.web.app import serve_static, serve_texts
from tutor.web.bodies import BODY_BYTES
from tutor.web.errors import NoSuchPage, Refused
from tutor.web.guards import SafeHeaders, SizeLimit
from tutor.web.house import lang_of
from tutor.web.identity import Viewer, check_same_site
from tutor.web.pages import PREFIX, render
from tutor.web.static import StaticFiles
from tutor.workshop.desk import Desk
from tutor.workshop.pages import HERE, WorkshopPages

_AUTHOR = Person("author", "", "Author", "", "teacher")


@dataclass(frozen=True)
class LocalIdentity:
    """Whoever sits at this computer is the author; a page of another address that asks in their name is not."""

    hosts: frozenset[str]
    xsrf: str = field(default_factory=lambda: secrets.token_hex(20))

    async def who(self, request: Request, form: FormData | None = None) -> Viewer:
        """Return the author.

        Raises:
            Refused: the request came by another name than this machine's, or was made by another page.
        """
        if request.headers.get("Host", "") not in self.hosts:
            raise Refused("not asked by this machine's name")
        check_same_site(request, self.xsrf, form)
        return Viewer(_AUTHOR, "", self.xsrf)

    def sign_in(self, request: Request) -> Response:
        """There is no door."""
        return RedirectResponse(HERE, 302)

    async def come_back(self, request: Request) -> Response:
        """There is no door."""
        return RedirectResponse(HERE, 302)

    def forget(self, request: Request, response: Response) -> None:
        """There is nothing to forget."""


def make_alone(content: Path, port: int) -> Starlette:
    """Return the workshop of one folder as an application of its own."""
    identity = LocalIdentity(frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")))
    desk = Desk(identity, Calendar(GradingSettings().timezone), TutorSettings(), lambda: content, "workshop/alone.html")
    pages = WorkshopPages(desk)
    shared = [("/static/{version}/{path:path}", ["GET"], serve_static(StaticFiles())), ("/texts/{lang}.json", ["GET"], serve_texts)]
    routes = [Route(PREFIX + path, handler, methods=methods) for path, methods, handler in [*pages.routes(), *shared]]
    routes += [Route(path, _go_in, methods=["GET"]) for path in ("/", f"{PREFIX}/")]
    app = Starlette(routes=routes, exception_handlers=_list_errors(desk))
    app.add_middleware(SizeLimit, body_bytes=BODY_BYTES)
    app.add_middleware(SafeHeaders)
    return app


async def _go_in(request: Request) -> Response:
    return RedirectResponse(HERE, 302)


def _list_errors(desk: Desk) -> dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]]:
    def say(status: int, text_id: str) -> Callable[[Request, Exception], Awaitable[Response]]:
        async def answer(request: Request, error: Exception) -> Response:
            return render(desk, request, "trouble.html", None, status, text=texts_in(lang_of(request))(text_id), again="")

        return answer

    async def bad(request: Request, error: Exception) -> Response:
        return JSONResponse({"bad_request": True}, 422)

    return {
        NoSuchPage: say(404, "error.missing"),
        HTTPException: say(404, "error.missing"),
        Refused: say(403, "error.refused"),
        RequestValidationError: bad,
    }
