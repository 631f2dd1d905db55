"""The courses in use change while people work: a new house takes the place of the old one between two requests."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread

from starlette.types import ASGIApp, Receive, Scope, Send

from tutor.web.app import make_app, make_desk
from tutor.web.house import House
from tutor.web.jobs import Jobs

_log = logging.getLogger("tutor.courses")


@dataclass
class Renewing:
    """Serves the newest house; who asked the old one gets the old one's answer.

    Args:
        house: the first.
        version: says which courses are taught; another word means other courses.
        rebuild: makes a house of the courses that are taught now, over the same store.
    """

    house: House
    version: Callable[[], str]
    rebuild: Callable[[House], House]
    over: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        """Begin with the first house."""
        self._jobs, self._desk, self._in_use = Jobs(), make_desk(self.house), self.version()
        self._refused: str | None = None
        self.app: ASGIApp = make_app(self.house, self._jobs, self._desk)
        self._first = self.app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; the first house opens and closes the service."""
        if scope["type"] == "lifespan":
            await self._first(scope, receive, send)
            self.over.set()
            self.house.close()
        else:
            await self.app(scope, receive, send)

    def look(self) -> bool:
        """Take the courses in use that are taught now, and tell whether they are others; those that cannot be used are tried once."""
        version = self.version()
        if version in (self._in_use, self._refused):
            return False
        try:
            fresh = self.rebuild(self.house)
        except Exception:
            _log.exception("the courses %s cannot be used; those before them are taught on", version or "that were shipped")
            self._refused = version
            return False
        old, self.house = self.house, fresh
        self.app = make_app(fresh, self._jobs, self._desk)
        self._in_use, self._refused = version, None
        old.retire()
        _log.warning("the courses %s are in use", version or "that were shipped")
        return True

    def watch(self, seconds: float) -> Thread:
        """Look again and again, beside the requests, until the service ends."""

        def look_on() -> None:
            while not self.over.wait(seconds):
                self.look()

        thread = Thread(target=look_on, name="courses", daemon=True)
        thread.start()
        return thread
