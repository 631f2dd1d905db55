"""The interface that widgets and pages speak: JSON, the learner's own name in the path, errors that a page can show."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from courses.model import Course
from tutor.cv import find_named, keep_cv
from tutor.errors import NothingToPractise
from tutor.events.records import Purpose
from tutor.place import Place
from tutor.session import Typed
from tutor.sitting import hand_in, save_draft
from tutor.skipping import skip_question
from tutor.web.bodies import (
    CheckBody,
    CourseBody,
    CvBody,
    DraftBody,
    HintBody,
    Json,
    NextBody,
    ReportBody,
    ReviewBody,
    SeatBody,
    SkipBody,
    SubmitBody,
    TestDraftBody,
    UnlockBody,
)
from tutor.web.house import House
from tutor.web.identity import Viewer, check_own


def make_interface(house: House) -> APIRouter:
    """Return the routes below `/api/learners/{learner}`."""
    routes = Interface(house)
    router = APIRouter(prefix="/api/learners/{learner}")
    for method, path, answer in (
        ("POST", "/practice/next", routes.next),
        ("POST", "/course/next", routes.course_next),
        ("POST", "/placement/next", routes.placement_next),
        ("POST", "/review/next", routes.review_next),
        ("POST", "/practice/check", routes.check),
        ("POST", "/practice/hint", routes.hint),
        ("POST", "/practice/draft", routes.draft),
        ("POST", "/practice/report", routes.report),
        ("POST", "/practice/skip", routes.skip),
        ("PUT", "/tests/{assignment}/drafts/{question}", routes.test_draft),
        ("POST", "/tests/{assignment}/submit", routes.test_submit),
        ("POST", "/cv", routes.cv),
        ("GET", "/seat", routes.seat),
        ("POST", "/seat", routes.seat_of_body),
        ("POST", "/seat/take", routes.take),
        ("POST", "/seat/lock", routes.lock),
        ("POST", "/seat/unlock", routes.unlock),
    ):
        router.add_api_route(path, answer, methods=[method], response_model=None)
    return router


class Interface:
    """One method a route."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def _own(self, request: Request, learner: str) -> Viewer:
        viewer = await self.house.identity.who(request)
        check_own(viewer, learner)
        return viewer

    async def _at_seat(self, request: Request, learner: str, seat: str | None) -> Viewer:
        """Let an answer in that comes from the learner's open seat."""
        viewer = await self._own(request, learner)
        await run_in_threadpool(self.house.seating.check, learner, seat or self._seat(request))
        return viewer

    async def _act(self, request: Request, learner: str, seat: str | None, act: Callable[..., Json], *arguments: Any) -> Response:
        """Do what is asked for most often: seat and act in one step beside the loop of requests, the answer as JSON at once."""
        seat = seat or self._seat(request)

        def act_seated() -> Json:
            self.house.seating.check(learner, seat)
            return act(learner, *arguments)

        return JSONResponse(await run_in_threadpool(act_seated))

    def _seat(self, request: Request) -> str | None:
        """The seat of a browser; a kernel says in the body where it is."""
        return None if "Authorization" in request.headers else self.house.seat_of(request)

    async def next(self, request: Request, learner: str, body: NextBody) -> Response:
        """Return the exercise that comes now."""
        viewer = await self._own(request, learner)
        place = Place(body.unit, body.lesson, tuple(body.skills), body.item)
        return await self._act(request, learner, body.seat, self.house.session.next, place, body.lang, purpose_of(viewer))

    async def course_next(self, request: Request, learner: str, body: CourseBody) -> Response:
        """Return the exercise that comes now in a whole course."""
        viewer, course = await self._own(request, learner), self._course(body.course)
        return await self._act(request, learner, body.seat, self.house.course_practice.next, course, body.lang, purpose_of(viewer))

    async def placement_next(self, request: Request, learner: str, body: CourseBody) -> Response:
        """Return the question of a placement that comes now."""
        viewer, course = await self._own(request, learner), self._course(body.course)
        return await self._act(request, learner, body.seat, self.house.placing.next, course, body.lang, purpose_of(viewer, "placement"))

    async def review_next(self, request: Request, learner: str, body: ReviewBody) -> Response:
        """Return the exercise of today's review that comes now."""
        viewer = await self._own(request, learner)
        return await self._act(request, learner, body.seat, self.house.reviewing.next, body.lang, purpose_of(viewer, "review"))

    def _course(self, name: str) -> Course:
        course = self.house.catalog.courses.get(name)
        if course is None or not self.house.curriculum.course_skills(course):
            raise NothingToPractise(f"there is nothing to practise in {name}")
        return course

    async def check(self, request: Request, learner: str, body: CheckBody) -> Response:
        """Judge an answer; it is on disk before this returns."""
        viewer = await self._own(request, learner)
        typed = Typed(body.shown_id, body.attempt_id, body.typed, body.lang, body.not_learned)
        return await self._act(request, learner, body.seat, self.house.session.check, typed, purpose_of(viewer))

    async def hint(self, request: Request, learner: str, body: HintBody) -> Json:
        """Show one more hint."""
        await self._at_seat(request, learner, body.seat)
        return {"hints": await run_in_threadpool(self.house.session.hint, learner, body.shown_id, body.lang)}

    async def draft(self, request: Request, learner: str, body: DraftBody) -> Json:
        """Keep what is typed so far."""
        await self._at_seat(request, learner, body.seat)
        await run_in_threadpool(self.house.session.draft, learner, body.shown_id, body.typed)
        return {}

    async def report(self, request: Request, learner: str, body: ReportBody) -> Json:
        """Tell the teacher that something is wrong."""
        await self._at_seat(request, learner, body.seat)
        await run_in_threadpool(self.house.session.report, learner, body.shown_id, body.text, body.lang)
        return {}

    async def skip(self, request: Request, learner: str, body: SkipBody) -> Response:
        """Leave a question and tell the teacher."""
        viewer = await self._own(request, learner)
        skip = functools.partial(skip_question, self.house.session)
        return await self._act(request, learner, body.seat, skip, body.shown_id, body.lang, purpose_of(viewer))

    async def test_draft(self, request: Request, learner: str, assignment: str, question: str, body: TestDraftBody) -> Json:
        """Keep what is typed so far in a unit test."""
        await self._at_seat(request, learner, body.seat)
        await run_in_threadpool(save_draft, self.house, learner, assignment, question, body.typed)
        return {"saved": True}

    async def test_submit(self, request: Request, learner: str, assignment: str, body: SubmitBody) -> Json:
        """Hand a unit test in."""
        await self._at_seat(request, learner, body.seat)
        receipt = await run_in_threadpool(hand_in, self.house, learner, assignment, body.attempt_id)
        return {"submitted_at": receipt.submitted_at.isoformat(), "again": receipt.again}

    async def cv(self, request: Request, learner: str, body: CvBody) -> Json:
        """Keep fields of a curriculum vitae as they are typed; tell which seem to name a prison."""
        await self._at_seat(request, learner, body.seat)
        await run_in_threadpool(self._keep_cv, learner, body.fields)
        return {"saved": True, "named": find_named(body.fields)}

    def _keep_cv(self, learner: str, fields: dict[str, str]) -> None:
        with self.house.store.writing() as connection:
            keep_cv(connection, learner, fields, self.house.now())

    async def seat(self, request: Request, learner: str) -> Json:
        """Tell how things stand at this seat."""
        return await self._seat_state(await self._own(request, learner), self._seat(request))

    async def seat_of_body(self, request: Request, learner: str, body: SeatBody) -> Json:
        """Tell how things stand at the seat that a lesson names."""
        return await self._seat_state(await self._own(request, learner), body.seat or self._seat(request))

    async def _seat_state(self, viewer: Viewer, seat: str | None) -> Json:
        about = {"name": viewer.person.khmer_name or viewer.person.latin_name, "number": viewer.number}
        state = await run_in_threadpool(self._find_state, viewer.number, seat) if seat else "here"
        return about | {"state": state, "lock_minutes": self.house.settings.lock_minutes}

    def _find_state(self, learner: str, seat: str) -> str:
        mine = self.house.seating.find(learner)
        if mine is None or mine.seat == seat:
            self.house.seating.sit_down(learner, seat)
            return "locked" if mine and mine.locked else "here"
        return "moved"

    async def take(self, request: Request, learner: str, body: SeatBody) -> Json:
        """Go on at this seat."""
        await self._own(request, learner)
        seat = body.seat or self._seat(request)
        if seat:
            await run_in_threadpool(self.house.seating.take, learner, seat)
            self.house.audit.write("seat.taken", by=learner, about=learner)
        return {}

    async def lock(self, request: Request, learner: str, body: SeatBody) -> Json:
        """Lock the screen."""
        await self._own(request, learner)
        await run_in_threadpool(self.house.seating.lock, learner)
        return {}

    async def unlock(self, request: Request, learner: str, body: UnlockBody) -> Json:
        """Unlock the screen, if the PIN is right."""
        await self._own(request, learner)
        return await run_in_threadpool(try_unlock, self.house, learner, body.pin)


def try_unlock(house: House, learner: str, pin: str) -> dict[str, Any]:
    """Ask the accounts whether the PIN is right, and open the seat if it is."""
    said = house.pins.check(learner, pin)
    if said.get("ok"):
        house.seating.unlock(learner)
    return said


def purpose_of(viewer: Viewer, purpose: Purpose = "practice") -> Purpose:
    """Return what an answer of this person is for: a teacher's counts nowhere."""
    return purpose if viewer.person.role == "learner" else "preview"
