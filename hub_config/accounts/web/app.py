"""The accounts service: its routes, and one answer for each error.

It is the hub's own neighbour, so the way a person is recognised (OAuth with the hub, in Starlette's words) is the tutor's
`HubIdentity`: a second copy of such code would drift.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from courses.languages import Catalogue
from hub_config.accounts.door import Welcome, Wrong
from hub_config.accounts.errors import AccountsError
from hub_config.accounts.roster_file import MOST_BYTES
from hub_config.accounts.texts import texts
from hub_config.accounts.tries import Locked, Wait
from hub_config.accounts.web.desk import Desk
from hub_config.accounts.web.pages import PREFIX, AccountPages, lang_of, render
from tutor.web.errors import NotSignedIn, Refused
from tutor.web.guards import SafeHeaders, SizeLimit
from tutor.web.identity import write_refusal


def make_app(desk: Desk) -> Starlette:
    """Return the service."""
    pages = AccountPages(desk)
    table = [
        ("/", "GET", pages.people),
        ("/oauth_callback", "GET", desk.identity.come_back),
        ("/add", "GET", pages.add_form),
        ("/add", "POST", pages.add),
        ("/import", "GET", pages.import_form),
        ("/import", "POST", pages.preview),
        ("/import/confirm", "POST", pages.confirm),
        ("/roster.csv", "GET", pages.download),
        ("/learner/{number}", "GET", pages.person),
        ("/learner/{number}", "POST", pages.change),
        ("/signout", "POST", pages.sign_out),
        ("/api/pin-check", "POST", _pin_check(desk)),
    ]
    routes = [Route(PREFIX + path, handler, methods=[method]) for path, method, handler in table]
    guards = [Middleware(SafeHeaders), Middleware(SizeLimit, body_bytes=MOST_BYTES + 100_000)]
    return Starlette(routes=routes, middleware=guards, exception_handlers=_errors(desk), lifespan=_close_at_the_end(desk))  # type: ignore[arg-type]


def _close_at_the_end(desk: Desk) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        yield
        desk.accounts.close()

    return life


def _pin_check(desk: Desk) -> Callable[[Request], Awaitable[Response]]:
    async def pin_check(request: Request) -> Response:
        """Tell the tutor, and nobody else, whether a PIN is right; wrong ones slow down and lock as at the door."""
        if await desk.services.find_service(request) != "tutor":
            raise Refused("only the tutor may ask for a PIN")
        body = await request.json()
        answer = await run_in_threadpool(desk.door.check, str(body.get("number", "")), str(body.get("pin", "")), "unlock")
        if isinstance(answer, Welcome):
            return JSONResponse({"ok": True})
        then = answer.then if isinstance(answer, Wrong) else answer
        if isinstance(then, Locked):
            return JSONResponse({"ok": False, "locked": True}, 423)
        return JSONResponse(
            {"ok": False} | ({"wait_seconds": then.seconds} if isinstance(then, Wait) else {}), 429 if isinstance(answer, Wait) else 200
        )

    return pin_check


def _errors(desk: Desk) -> dict[type[Exception], Callable[[Request, Exception], Response]]:
    def not_signed_in(request: Request, error: Exception) -> Response:
        if request.method == "GET":
            return desk.identity.sign_in(request)
        write_refusal(desk.accounts.audit, request, str(error), status=401)
        return JSONResponse({"sign_in": True}, 401)

    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        write_refusal(desk.accounts.audit, request, str(error), error.by, error.about)
        if "/api/" in request.url.path:
            return JSONResponse({"refused": True}, 403)
        return render(request, "trouble.html", None, status=403, text=said(request)("accounts.refused"))

    def unknown(request: Request, error: Exception) -> Response:
        assert isinstance(error, AccountsError)
        return render(request, "trouble.html", None, status=404, text=error.in_lang(lang_of(request)))

    def no_page(request: Request, error: Exception) -> Response:
        """An address that is none, or that of a button, which a link cannot press."""
        assert isinstance(error, HTTPException)
        if error.status_code == 405 and request.method == "GET":
            return RedirectResponse(f"{PREFIX}/", 303)
        return render(request, "trouble.html", None, status=error.status_code, text=said(request)("fault.404"))

    def said(request: Request) -> Catalogue:
        return texts(lang_of(request))

    return {NotSignedIn: not_signed_in, Refused: refused, AccountsError: unknown, HTTPException: no_page}
