"""What a request may use; made once, when the service starts."""

from __future__ import annotations

import functools
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
from courses.library import Library
from grading.records.audit import Audit
from grading.records.roster import Roster
from grading.settings import GradingSettings
from tutor.course_practice import CoursePractice
from tutor.curriculum import Curriculum
from tutor.days import Calendar
from tutor.learner.tracing import Tracing
from tutor.live_model import LiveModel, ModelNews
from tutor.pacing.from_settings import make_pacer, make_placement, make_review
from tutor.pacing.items import never
from tutor.placing import Placing
from tutor.recordings import Recordings
from tutor.reviewing import Reviewing
from tutor.seating import Seating
from tutor.session import PracticeSession
from tutor.settings import TutorSettings
from tutor.site_model import make_shipped
from tutor.store.database import Store
from tutor.store.moving import ensure_moved
from tutor.web.accounts import PinDoor
from tutor.web.hub import HubServers
from tutor.web.identity import SESSION_COOKIE, Identity
from tutor.workshop.publishing import Publisher

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
    publisher: Publisher | None = None
    """Changes what the site teaches; None where nobody edits."""

    @property
    def library(self) -> Library | None:
        """The site's own courses; None where nobody edits."""
        return self.publisher.library if self.publisher else None

    def close(self) -> None:
        """End what works beside the requests, then close the database."""
        self.retire()
        self.store.close()

    def retire(self) -> None:
        """End what works beside the requests; requests under way go on."""
        if isinstance(self.session.models, LiveModel):
            self.session.models.over.set()

    def now(self) -> datetime:
        """Return the time of this moment, in UTC."""
        return self.session.now()

    @property
    def model_news(self) -> ModelNews | None:
        """What there is to tell of the learner model; None where it never changes."""
        return self.session.models.news if isinstance(self.session.models, LiveModel) else None

    @property
    def calendar(self) -> Calendar:
        """The days of the place where the house stands."""
        return Calendar(self.grading.timezone)

    @functools.cached_property
    def placing(self) -> Placing:
        """The placements of all learners."""
        placement = make_placement(self.curriculum, self.settings, self.recordings.lacks)
        return Placing(self.session, placement, self.settings.placement)

    @functools.cached_property
    def reviewing(self) -> Reviewing:
        """The reviews of all learners."""
        return Reviewing(self.session, make_review(self.settings, self.calendar), self.calendar)

    @functools.cached_property
    def recordings(self) -> Recordings:
        """What the site's teachers have recorded."""
        return make_recordings(self.site, self.settings)

    @functools.cached_property
    def course_practice(self) -> CoursePractice:
        """The practice of whole courses."""
        return CoursePractice(self.session)

    def seat_of(self, request: Request) -> str:
        """Return the id of the seat a browser sits at: it follows from the hub's session and tells nothing of it."""
        session = request.cookies.get(SESSION_COOKIE, "")
        return hmac.new(self.secret, f"seat|{session}".encode(), hashlib.sha256).hexdigest()[:16]


def make_recordings(site: Path, settings: TutorSettings) -> Recordings:
    """Return the recordings of a site."""
    return Recordings(site / "recordings", settings.recording_kilobytes * 1_000)


def make_session(
    catalog: Catalog,
    store: Store,
    settings: TutorSettings,
    models: Callable[[], Tracing] | None = None,
    recordings: Recordings | None = None,
) -> PracticeSession:
    """Return the session of all learners; what moved in the courses since the last time is found under its new name."""
    curriculum = Curriculum(catalog)
    with store.writing() as connection:
        ensure_moved(connection, curriculum.moves)
    shipped = make_shipped(curriculum)
    pacer = make_pacer(curriculum, settings, recordings.lacks if recordings else never)
    return PracticeSession(curriculum, store, models or (lambda: shipped), pacer, settings, utc_now, lambda: secrets.randbits(62), recordings)


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def lang_of(request: Request) -> Lang:
    """Return the language of the page: the query's, else the cookie's, else Khmer."""
    return as_lang(request.query_params.get("lang") or request.cookies.get(LANG_COOKIE))
