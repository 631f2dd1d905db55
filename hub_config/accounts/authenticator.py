"""The hub asks the door, and nobody else, who is coming in; being admin of the house gives no power over the hub."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyterhub.app import JupyterHub
from jupyterhub.auth import Authenticator
from jupyterhub.handlers.base import SESSION_COOKIE_NAME, BaseHandler
from jupyterhub.handlers.login import LogoutHandler
from jupyterhub.user import User
from sqlalchemy.exc import SQLAlchemyError
from tornado import web
from tornado.httputil import url_concat
from traitlets import Bool, Instance, Unicode

from grading.records.audit import Audit
from grading.records.roster import LiveRoster
from hub_config.accounts.door import Answer, Door, Welcome, Wrong
from hub_config.accounts.house import Accounts
from hub_config.accounts.numbers import PATTERN, clean_typed
from hub_config.accounts.settings import AccountsSettings
from hub_config.accounts.tries import Go, Locked, Wait
from hub_config.static_version import static_version

STATIC = Path(__file__).parents[1] / "static"
_AT_ONCE = 2


class NumberAuthenticator(Authenticator):
    """Lets people in with their number and their PIN or passphrase."""

    site_folder = Unicode(config=True, help="The site whose people may come in.")
    settings = Instance(AccountsSettings, args=(), config=True, help="The section [accounts] of site.toml.")
    allow_all = Bool(True, config=True, help="Everybody whom the door welcomes may use the hub: the roster is the list, there is no second one.")

    _door: Door | None = None
    _roster: LiveRoster | None = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._threads = ThreadPoolExecutor(_AT_ONCE, "door")

    @property
    def door(self) -> Door:
        """The door of the site, opened when the first person knocks."""
        if self._door is None:
            self._door = Door(Accounts(Path(self.site_folder), self.settings))
        return self._door

    def close(self) -> None:
        """Close the door's database."""
        if self._door is not None:
            self._door.close()

    @property
    def roster(self) -> LiveRoster:
        """The people of the site, as they are now."""
        if self._roster is None:
            self._roster = LiveRoster(Path(self.site_folder) / "roster.json")
        return self._roster

    async def authenticate(self, handler: BaseHandler, data: dict[str, str]) -> dict[str, Any]:
        """Return who came in.

        Raises:
            web.HTTPError: 403 or 429 with the door's answer (`describe_answer`), which the sign-in page puts into words; 503 and `busy` where
                the tries cannot be counted, as on a full disk.
        """
        number, secret = data.get("username", ""), data.get("password", "")
        try:
            answer = await asyncio.get_running_loop().run_in_executor(self._threads, lambda: self.door.check(number, secret))
        except (OSError, SQLAlchemyError) as error:
            raise web.HTTPError(503, "busy") from error
        if not isinstance(answer, Welcome):
            raise web.HTTPError(429 if isinstance(answer, Wait) else 403, describe_answer(answer))
        return {"name": answer.person.number, "admin": False}

    def normalize_username(self, username: str) -> str:
        """Return the number's one spelling."""
        return clean_typed(username).lower()

    def validate_username(self, username: str) -> bool:
        """Tell whether the hub may know somebody by this name."""
        return bool(PATTERN.fullmatch(username))

    async def refresh_user(self, user: User, handler: BaseHandler | None = None) -> bool:
        """Tell whether the person may stay: an account that was closed ends every session at its next request."""
        person = self.roster().find(user.name)
        return person is not None and person.active

    def get_handlers(self, app: JupyterHub) -> list[tuple[Any, ...]]:
        """Return the handlers of the door: sign-out that is told to the log, and the door's own files."""
        files = (rf"/door/{static_version(STATIC)}/(.*)", DoorFiles, {"path": str(STATIC)})
        return [(r"/logout", SignOut), files]


def describe_answer(answer: Answer | Go) -> str:
    """Return a refusal as the short code that the sign-in page and the tutor read, such as `wrong wait=5` or `locked`.

    >>> describe_answer(Wrong(Wait(5))), describe_answer(Locked())
    ('wrong wait=5', 'locked')
    """
    if isinstance(answer, Wrong):
        return "locked" if isinstance(answer.then, Locked) else f"wrong {describe_answer(answer.then)}".strip()
    if isinstance(answer, Wait):
        return f"wait={answer.seconds}"
    return "" if isinstance(answer, Go) else "locked"


class SignOut(LogoutHandler):
    """Signing out, told to the audit log; whoever leaves is let out, also where nothing can be written."""

    async def default_handle_logout(self) -> None:
        """End the servers and the session; on a full disk the browser's part of it at least."""
        try:
            await super().default_handle_logout()
        except (OSError, SQLAlchemyError) as error:
            self.log.error("The session of %s could not be ended in the database: %s", self.current_user and self.current_user.name, error)
            self.db.rollback()
            self.clear_cookie(SESSION_COOKIE_NAME, path=self.base_url)
            self.clear_cookie(self.hub.cookie_name, path=self.hub.base_url)

    async def handle_logout(self) -> None:
        """Write who left; the session and the servers are gone by now."""
        user = self.current_user
        if user:
            audit = Audit(Path(self.authenticator.site_folder) / "audit.jsonl")
            with suppress(OSError):
                await asyncio.to_thread(audit.write, "signout", by=user.name, about=user.name)

    async def render_logout_page(self) -> None:
        """Show the door to the next person, with a word to the last."""
        self.redirect(url_concat(self.settings["login_url"], {"out": "1"}), permanent=False)


class DoorFiles(web.StaticFileHandler):
    """The door's own script and style; their address changes when they do."""

    def set_extra_headers(self, path: str) -> None:
        """Let browsers keep them."""
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.set_header("X-Content-Type-Options", "nosniff")
