"""What a request may use; made once, when the service starts."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from starlette.requests import Request

from courses.catalog import Catalog
from courses.languages import Lang, as_lang
from grading.records.audit import Audit
from grading.records.roster import Roster
from grading.settings import GradingSettings
from tutor.curriculum import Curriculum
from tutor.days import Calendar
from tutor.learner.base import LearnerModel
from tutor.learner.tracer import Tracer
from tutor.pacing.from_settings import make_pacer
from tutor.seating import Seating
from tutor.session import PracticeSession
from tutor.settings import TutorSettings
from tutor.store.database import Store
from tutor.store.moving import ensure_moved
from tutor.web.accounts import PinDoor
from tutor.web.hub import HubServers
from tutor.web.identity import SESSION_COOKIE, Identity

LANG_COOKIE = "rean_lang"


@dataclass(frozen=True)
class House:
    """The parts of a running tutor."""

    site: Path
    catalog: Catalog
    curriculum: Curriculum
    session: PracticeSession
    seating: Seating
    store: Store
    roster: Callable[[], Roster]
    audit: Audit
    identity: Identity
    servers: HubServers
    pins: PinDoor
    settings: TutorSettings
    grading: GradingSettings
    secret: bytes

    def now(self) -> datetime:
        """Return the time of this moment, in UTC."""
        return self.session.now()

    @property
    def calendar(self) -> Calendar:
        """The days of the place where the house stands."""
        return Calendar(self.grading.timezone)

    def seat_of(self, request: Request) -> str:
        """Return the id of the seat a browser sits at: it follows from the hub's session and tells nothing of it."""
        session = request.cookies.get(SESSION_COOKIE, "")
        return hmac.new(self.secret, f"seat|{session}".encode(), hashlib.sha256).hexdigest()[:16]


def make_session(catalog: Catalog, store: Store, settings: TutorSettings, models: Callable[[], LearnerModel] | None = None) -> PracticeSession:
    """Return the session of all learners; what moved in the courses since the last time is found under its new name."""
    curriculum = Curriculum(catalog)
    with store.writing() as connection:
        ensure_moved(connection, curriculum.moves)
    return PracticeSession(
        curriculum, store, models or _shipped(curriculum), make_pacer(curriculum, settings), settings, utc_now, lambda: secrets.randbits(62)
    )


def _shipped(curriculum: Curriculum) -> Callable[[], LearnerModel]:
    """Return the model of a house that has fitted none of its own."""
    tracer = Tracer.over({node.id: node.needs for node in curriculum.skills.values()})
    return lambda: tracer


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def lang_of(request: Request) -> Lang:
    """Return the language of the page: the query's, else the cookie's, else Khmer."""
    return as_lang(request.query_params.get("lang") or request.cookies.get(LANG_COOKIE))
