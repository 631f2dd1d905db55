"""A small house: real content, a store in a folder, a clock that is set by hand, and people who are who they say."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from courses.answers import check, key_as_typed
from courses.catalog import Catalog, load_catalog
from courses.commands import CONTENT
from courses.model import PlannedUnit, Unit, Variant
from courses.variants import variant_with
from grading.records.audit import Audit
from grading.records.roster import Person, Roster
from grading.settings import GradingSettings
from tutor.curriculum import Curriculum
from tutor.learner.graph import make_graph
from tutor.learner.tracer import Tracer
from tutor.learner.tracer_parameters import SkillNumbers, TracerParameters
from tutor.learner.tracing import Tracing
from tutor.place import Place
from tutor.seating import Seating
from tutor.session import PracticeSession, Typed
from tutor.settings import TutorSettings
from tutor.store import shown
from tutor.store.database import open_store
from tutor.web.errors import NotSignedIn
from tutor.web.house import House, make_recordings, make_session
from tutor.web.identity import Viewer, find_active

TAUGHT = ("math1/fractions", "math1/decimals")


def narrow(catalog: Catalog, kept: Collection[str] = TAUGHT) -> Catalog:
    """Return the catalog with these units alone; the others are planned, and nothing needs their skills."""
    courses = {}
    for course in catalog.courses.values():
        units = tuple(_without_needs_elsewhere(unit) for unit in course.units if unit.id in kept)
        planned = tuple(PlannedUnit(unit.title) for unit in course.units if unit.id not in kept)
        landmarks = tuple(name for name in course.landmarks if name.rsplit("/", 1)[0] in kept)
        courses[course.id] = replace(course, units=units, planned=course.planned + planned, landmarks=landmarks)
    return Catalog(courses, catalog.folder)


def _without_needs_elsewhere(unit: Unit) -> Unit:
    inside = {name: replace(skill, needs=tuple(need for need in skill.needs if need in unit.skills)) for name, skill in unit.skills.items()}
    return replace(unit, skills=inside)


CATALOG = narrow(load_catalog(CONTENT))
"""Two real units: what is tested here does not change when another unit is written."""
UNIT, LESSON = "math1/fractions", "01-meaning"
PLACE = Place(UNIT, LESSON)
PEOPLE = {
    "101": Person("101", "សុភា", "Sophea", "f", "learner", "A", ("math1",)),
    "102": Person("102", "ដារា", "Dara", "m", "learner", "A", ("math1",)),
    "201": Person("201", "រិទ្ធី", "Rithy", "m", "learner", "B", ("math1",)),
    "chemist": Person("chemist", "កញ្ញា", "Kanha", "f", "learner", "B", ("chemistry",)),
    "t1": Person("t1", "វណ្ណា", "Vanna", "f", "teacher", "A"),
}

NEEDS = {node.id: node.needs for node in Curriculum(CATALOG).skills.values()}


@dataclass(frozen=True)
class NamedTracer(Tracer):
    """A tracer that is told its version, so that a test can tell two apart."""

    def __post_init__(self) -> None:
        """Keep the version as it is."""


def make_model(version: str = "1", known_before: float = 0.25) -> NamedTracer:
    """Return a model of the real courses."""
    usual = SkillNumbers(prior=math.log(known_before / (1 - known_before)))
    return NamedTracer(TracerParameters(usual=usual), make_graph(NEEDS), version=version)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time."""
        return self.time

    def move(self, **by: float) -> None:
        """Move on, or back."""
        self.time += timedelta(**by)


def make_practice(
    folder: Path, clock: Clock | None = None, wait_seconds: float = 5, catalog: Catalog = CATALOG, models: Callable[[], Tracing] | None = None
) -> PracticeSession:
    """Return a session over the real content, or over a changed one."""
    recordings = make_recordings(folder, TutorSettings())
    session = make_session(catalog, open_store(f"sqlite:///{folder / 'tutor.sqlite'}", wait_seconds), TutorSettings(), models, recordings)
    seeds = itertools.count(1)
    return PracticeSession(
        session.curriculum, session.store, session.models, session.pacer, session.settings, clock or Clock(), lambda: next(seeds), recordings
    )


def change_unit(change: Callable[[Unit], Unit]) -> Catalog:
    """Return what is taught after an update of the courses that changed the unit of the tests."""
    course = CATALOG.courses["math1"]
    units = tuple(change(unit) if unit.id == UNIT else unit for unit in course.units)
    return Catalog(CATALOG.courses | {"math1": replace(course, units=units)}, CATALOG.folder)


def answer(session: PracticeSession, learner: str, right: bool, attempt_id: str = "", place: Place = PLACE) -> dict[str, Any]:
    """Answer the open exercise, right or wrong, as a learner would type it."""
    exercise = session.next(learner, place, "en")
    key = find_key(session, learner, exercise["shown_id"])
    typed = key if right else find_wrong(exercise, key)
    return session.check(learner, Typed(exercise["shown_id"], attempt_id or f"attempt-{exercise['shown_id']}-{exercise['tries']}", typed, "en"))


def find_key(session: PracticeSession, learner: str, shown_id: str) -> str:
    """Return the key of what was shown, from the store that no learner sees."""
    return key_as_typed(find_variant(session, learner, shown_id))


def find_variant(session: PracticeSession, learner: str, shown_id: str) -> Variant:
    """Return what was shown, from the store that no learner sees."""
    with session.store.reading() as connection:
        seen = shown.find(connection, learner, shown_id)
    assert seen is not None
    return variant_with(session.curriculum.catalog.item(seen.item), seen.drawn)


def find_wrong(exercise: dict[str, Any], key: str = "") -> str:
    """Return an answer that is not right, and readable; of choices only where the key is told."""
    if exercise["kind"] == "choice" and key:
        return next(choice["id"] for choice in exercise["options"]["choices"] if choice["id"] != key)
    if exercise["kind"] == "ordering":
        return ",".join(choice["id"] for choice in exercise["options"]["choices"])
    return "9973/9967" if exercise["kind"] in ("fraction", "number") else "xyz"


def find_wrong_choice(session: PracticeSession, learner: str, exercise: dict[str, Any]) -> str:
    """Return a choice that is not right, as a browser sends it, or a number that is far off."""
    if exercise["kind"] != "choice":
        return find_wrong(exercise)
    variant = find_variant(session, learner, exercise["shown_id"])
    return str(next(choice["id"] for choice in exercise["options"]["choices"] if not check(variant, choice["id"]).right))


@dataclass
class FakeIdentity:
    """People are who the header `X-Number` says: the seam at which tests put them."""

    roster: Roster

    async def who(self, request: Request, form: Any = None) -> Viewer:
        """Return the person."""
        number = request.headers.get("X-Number")
        if not number:
            raise NotSignedIn("nobody")
        return Viewer(find_active(self.roster, number), "token", "xsrf")

    def sign_in(self, request: Request) -> Response:
        """Send to the door."""
        return RedirectResponse("/hub/login", 302)

    async def come_back(self, request: Request) -> Response:
        """Come back."""
        return RedirectResponse("/", 302)

    def forget(self, request: Request, response: Response) -> None:
        """Forget nothing."""


@dataclass
class FakeServers:
    """A hub whose servers are always ready."""

    started: list[str] = field(default_factory=list)

    def start_soon(self, number: str, token: str) -> None:
        """Note who started."""
        self.started.append(number)

    def state(self, number: str, token: str) -> str:
        """Say that it is ready."""
        return "ready"


class FakePins:
    """Accounts that know one PIN."""

    def check(self, number: str, pin: str) -> dict[str, Any]:
        """Tell whether the PIN is right."""
        return {"ok": pin == "204060"}


def make_house(folder: Path, clock: Clock | None = None, wait_seconds: float = 5, catalog: Catalog = CATALOG) -> House:
    """Return a house whose hub and accounts are fakes at their seams; everything else is real."""
    folder.mkdir(exist_ok=True)
    session = make_practice(folder, clock, wait_seconds, catalog)
    roster = Roster(PEOPLE)
    return House(
        site=folder,
        catalog=catalog,
        curriculum=session.curriculum,
        session=session,
        seating=Seating(session.store, 30, session.now),
        store=session.store,
        roster=lambda: roster,
        audit=Audit(folder / "audit.jsonl"),
        identity=FakeIdentity(roster),
        servers=FakeServers(),  # type: ignore[arg-type]
        pins=FakePins(),  # type: ignore[arg-type]
        settings=TutorSettings(),
        grading=GradingSettings(),
        secret=b"secret",
    )
