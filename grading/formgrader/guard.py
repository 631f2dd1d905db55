"""Every page of formgrader is answered with a policy under which only our own scripts run, and every name in its address is a name."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import PublicStaticFileHandler
from nbgrader.server_extensions.formgrader import apihandlers, handlers
from tornado import web

from grading.formgrader.changes import CheckedGrade, KnownAssignment, KnownStudent, LoggedComment, Start
from grading.formgrader.trusted import nonce_of_this_page

_NAME = re.compile(r"[\w .@()-]{1,128}")
_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
STATIC = Path(__file__).parent / "static"


class Guarded:
    """Goes before nbgrader's handlers."""

    @property
    def content_security_policy(self) -> str:
        """The policy of this answer; its nonce goes into the templates that are rendered for it."""
        nonce = self.__dict__.setdefault("_nonce", secrets.token_urlsafe(18))
        nonce_of_this_page.set(nonce)
        return _POLICY.format(nonce=nonce)

    async def prepare(self) -> None:
        """Let in who may come in, then look at the names in the address: templates put them into scripts."""
        await super().prepare()  # type: ignore[misc]
        names = (*self.path_args, *self.path_kwargs.values())  # type: ignore[attr-defined]
        if any(name and (not _NAME.fullmatch(name) or name.startswith(".")) for name in names):
            raise web.HTTPError(404)

    def on_finish(self) -> None:
        """Forget what was read: the button of the class page writes into the same gradebook from another process."""
        super().on_finish()  # type: ignore[misc]
        if gradebook := self.settings.get("nbgrader_gradebook"):  # type: ignore[attr-defined]
            gradebook.db.remove()

    def set_default_headers(self) -> None:
        """Nobody's work stays in the cache of a shared computer."""
        super().set_default_headers()  # type: ignore[misc]
        self.set_header("Cache-Control", "no-store")  # type: ignore[attr-defined]
        self.set_header("Referrer-Policy", "same-origin")  # type: ignore[attr-defined]


_OWN = {
    handlers.FormgraderHandler: Start,
    apihandlers.AssignmentHandler: KnownAssignment,
    apihandlers.StudentHandler: KnownStudent,
    apihandlers.GradeHandler: CheckedGrade,
    apihandlers.CommentHandler: LoggedComment,
}
_CLOSED = (handlers.SubmissionFilesHandler,)


def list_routes() -> list[tuple[Any, ...]]:
    """Return formgrader's routes, guarded: nbgrader's pages and API, its static files and ours, and nothing of a learner's as a file."""
    stock = [*handlers.default_handlers, *apihandlers.default_handlers, (r"/formgrader/.*", handlers.Template404)]
    files = [
        (r"/formgrader/static/(.*)", PublicStaticFileHandler, {"path": handlers.static_path}),
        (r"/formgrader/rean/(.*)", PublicStaticFileHandler, {"path": str(STATIC)}),
    ]
    return [*files, *((pattern, guard(handler), *rest) for pattern, handler, *rest in stock if handler not in _CLOSED)]


def guard(handler: type) -> type:
    """Return the handler behind our guard; static files need none."""
    if not issubclass(handler, handlers.BaseHandler):
        return PublicStaticFileHandler
    return type(handler.__name__, (Guarded, _OWN.get(handler, handler)), {})
