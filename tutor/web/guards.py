"""What holds for every request and every answer: a largest size, and headers that close the page to other addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Scripts come from files of ours only. Styles may stand in a page: a progress bar's length does.
`blob:` is a recording that is heard before it is kept."""

NO_DEVICES = "camera=(), microphone=(), geolocation=()"
MICROPHONE = "camera=(), microphone=(self), geolocation=()"
"""For the one page that records."""

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(slots=True)
class SafeHeaders:
    """Sets the headers of every answer; a page that says nothing about keeping it is kept by nobody."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def send_safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Permissions-Policy", NO_DEVICES)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_safe if scope["type"] == "http" else send)


@dataclass(slots=True)
class SizeLimit:
    """Refuses a body that is larger than anything a learner types."""

    app: ASGIApp
    body_bytes: int
    larger: Mapping[str, int] = field(default_factory=dict)
    """Beginnings of paths that take more."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body up to the limit, then pass the request on."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        most = next((size for start, size in self.larger.items() if scope["path"].startswith(start)), self.body_bytes)
        body = await self._read(scope, receive, most)
        if body is None:
            await JSONResponse({"too_large": True, "body_bytes": most}, 413)(scope, receive, send)
            return
        await self.app(scope, _once(body, receive), send)

    async def _read(self, scope: Scope, receive: Receive, most: int) -> bytes | None:
        length = Headers(scope=scope).get("Content-Length", "0")
        if not length.isdigit() or int(length) > most:
            return None
        parts, size, more = [], 0, True
        while more:
            message = await receive()
            parts.append(message.get("body", b""))
            size, more = size + len(parts[-1]), message.get("more_body", False)
            if size > most:
                return None
        return b"".join(parts)


def _once(body: bytes, receive: Receive) -> Receive:
    """Return a way to receive a body that was read already; afterwards, wait for the browser to go away."""
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
