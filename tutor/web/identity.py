"""This file alone knows who is asking, and what they may see."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol
from urllib.parse import urlencode, urlsplit

from jupyterhub.services.auth import HubOAuth
from starlette.datastructures import FormData
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from tornado.web import create_signed_value, decode_signed_value

from grading.records.audit import Audit
from grading.records.roster import Person, Roster
from tutor.web.errors import NotSignedIn, Refused

Need = Literal["anyone", "learner", "teacher"]
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_STATE_SECONDS = 600
_SESSION_DAYS = 7
SESSION_COOKIE = "jupyterhub-session-id"
XSRF_HEADER, XSRF_FIELD, XSRF_COOKIE = "X-XSRFToken", "_xsrf", "rean_xsrf"


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person who is asking, as the hub and the roster know them."""

    person: Person
    token: str
    """The hub's token of this person; it may start and stop their own server."""
    xsrf: str
    """What a page of ours must send along when it changes something with the person's cookie."""

    @property
    def number(self) -> str:
        """The person's number."""
        return self.person.number

    @property
    def teaches(self) -> bool:
        """Tell whether the pages of the staff are open to this person."""
        return self.person.role in ("teacher", "admin")


class Identity(Protocol):
    """Who is asking: the seam at which tests put a person of their own."""

    async def who(self, request: Request, form: FormData | None = None) -> Viewer:
        """Return the person who is asking.

        Raises:
            NotSignedIn: nobody, or somebody whose sign-in has ended.
            Refused: a person who is not on the roster, or a request that another site may have made.
        """
        ...

    def sign_in(self, request: Request) -> Response:
        """Send the browser to the hub's door and back here."""
        ...

    async def come_back(self, request: Request) -> Response:
        """Take the browser in that comes back from the door."""
        ...

    def forget(self, request: Request, response: Response) -> None:
        """Take the cookies of the tutor away."""
        ...


@dataclass(frozen=True, slots=True)
class HubIdentity:
    """JupyterHub's OAuth, spoken in Starlette's words.

    A page is asked for with a signed cookie that holds the person's token; the kernel sends its token in the header `Authorization`. A
    request with a cookie that changes something, or that a script makes, also sends the token of `Viewer.xsrf`.
    """

    auth: HubOAuth
    roster: Callable[[], Roster]
    secret: bytes

    async def who(self, request: Request, form: FormData | None = None) -> Viewer:
        """Return the person who is asking."""
        token, by_cookie = self._find_token(request)
        model = await self.auth.user_for_token(token, session_id=request.cookies.get(SESSION_COOKIE, ""), sync=False) if token else None
        if not model or model.get("kind") != "user" or not self.auth.check_scopes(self.auth.access_scopes, model):
            raise NotSignedIn("no token" if not token else "the hub does not know this token, or it does not lead here")
        xsrf = self._xsrf(token, request)
        if by_cookie:
            check_same_site(request, xsrf, form)
        return Viewer(find_active(self.roster(), model["name"]), token, xsrf)

    def sign_in(self, request: Request) -> Response:
        """Send the browser to the hub's door and back here; what it needs to come back lies in a cookie, not in this process."""
        verifier, challenge, method = self.auth.generate_pkce_code_challenge()
        state = secrets.token_urlsafe(16)
        query = {
            "client_id": self.auth.oauth_client_id,
            "redirect_uri": self.auth.oauth_redirect_uri,
            "response_type": "code",
            "state": state,
        }
        query |= {"code_challenge": challenge, "code_challenge_method": method}
        response = RedirectResponse(f"{self.auth.oauth_authorization_url}?{urlencode(query)}", 302)
        self._forget_states(request, response)
        here = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
        self._set(request, response, self._state_cookie(state), json.dumps({"next": here, "verifier": verifier}), seconds=_STATE_SECONDS)
        return response

    async def come_back(self, request: Request) -> Response:
        """Take the browser in that comes back from the door; one that lost its way starts again at the front page."""
        name = self._state_cookie(request.query_params.get("state", ""))
        kept, code = self._read(request, name), request.query_params.get("code")
        if not kept or not code:
            return RedirectResponse(self.auth.base_url, 302)
        going = json.loads(kept)
        token = await self.auth.token_for_code(code, code_verifier=going["verifier"], sync=False)
        response = RedirectResponse(_local(going["next"], self.auth.base_url), 302)
        response.delete_cookie(name, path=self.auth.base_url)
        self._set(request, response, self.auth.cookie_name, token)
        return response

    def forget(self, request: Request, response: Response) -> None:
        """Take the cookies of the tutor away, and what this process remembers of the token."""
        self.auth.cache.clear()
        response.delete_cookie(self.auth.cookie_name, path=self.auth.base_url)

    def _find_token(self, request: Request) -> tuple[str, bool]:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() in ("token", "bearer"):
            return token.strip(), False
        return self._read(request, self.auth.cookie_name), True

    def _xsrf(self, token: str, request: Request) -> str:
        session = request.cookies.get(SESSION_COOKIE, "")
        return hmac.new(self.secret, f"xsrf|{session}|{token}".encode(), hashlib.sha256).hexdigest()[:40]

    def _state_cookie(self, state: str) -> str:
        return f"{self.auth.state_cookie_name}-{hashlib.sha256(state.encode()).hexdigest()[:12]}"

    def _forget_states(self, request: Request, response: Response) -> None:
        names = [name for name in request.cookies if name.startswith(self.auth.state_cookie_name)]
        for name in names if len(names) > 5 else ():
            response.delete_cookie(name, path=self.auth.base_url)

    def _set(self, request: Request, response: Response, name: str, value: str, seconds: int | None = None) -> None:
        signed = create_signed_value(self.secret, name, value).decode()
        response.set_cookie(name, signed, max_age=seconds, path=self.auth.base_url, httponly=True, samesite="lax", secure=is_https(request))

    def _read(self, request: Request, name: str) -> str:
        value = decode_signed_value(self.secret, name, request.cookies.get(name), max_age_days=_SESSION_DAYS)
        return value.decode("utf-8", "replace") if value else ""


def find_active(roster: Roster, number: str) -> Person:
    """Return the person, if the roster still lets them in.

    Raises:
        Refused: it does not.
    """
    person = roster.find(number)
    if person is None or not person.active:
        raise Refused("the roster does not let this person in", number)
    return person


def check_need(viewer: Viewer, need: Need) -> None:
    """Let only those through whom a page is for.

    Raises:
        Refused: it is for others.
    """
    if need == "teacher" and not viewer.teaches:
        raise Refused("for teachers only", viewer.number)
    if need == "learner" and viewer.person.role != "learner":
        raise Refused("for learners only", viewer.number)


def check_own(viewer: Viewer, learner: str) -> None:
    """Let a person speak for nobody else.

    Raises:
        Refused: the request names another learner.
    """
    if viewer.number != learner:
        raise Refused("names another learner", viewer.number, learner)


def check_same_site(request: Request, xsrf: str, form: FormData | None = None) -> None:
    """Make sure that a request that came with a cookie was made by a page of ours.

    A link that is followed (`Sec-Fetch-Mode: navigate`) may come from anywhere and changes nothing. What is played (`Sec-Fetch-Dest: audio`) is
    heard and not read by the page that plays it, and comes from this address, a lesson on a learner's server too. Everything else says where it comes
    from and carries the token that only our pages hold: neighbours on the same address, such as a learner's server, do not.

    Raises:
        Refused: it was not.
    """
    if request.method in _SAFE and request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate":
        return
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site", "same-origin")
    if request.method in _SAFE and request.headers.get("Sec-Fetch-Dest") == "audio" and site == "same-origin":
        return
    sent = request.headers.get(XSRF_HEADER) or str(form.get(XSRF_FIELD, "") if form else "")
    if (
        site != "same-origin"
        or (origin and urlsplit(origin).netloc != request.headers.get("Host"))
        or not hmac.compare_digest(sent.encode(), xsrf.encode())
    ):
        raise Refused("not made by a page of ours")


def write_refusal(audit: Audit, request: HTTPConnection, why: str, by: str = "", about: str = "", status: int = 403) -> None:
    """Leave a line about a request that was turned away."""
    audit.write("request.refused", by=by or "unknown", about=about, path=request.url.path[:300], status=status, why=why)


def is_https(request: HTTPConnection) -> bool:
    """Tell whether the browser speaks TLS with the proxy."""
    return request.headers.get("X-Forwarded-Proto", request.url.scheme).split(",")[0].strip() == "https"


def _local(path: Any, prefix: str) -> str:
    return path if isinstance(path, str) and path.startswith(prefix) and not path.startswith("//") else prefix
