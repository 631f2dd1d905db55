"""The learner's pages: home, course, the way into a lesson, answers, marks, signing out."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from courses.model import Course
from courses.summaries import list_summaries
from grading.records.roster import Person
from tutor.errors import StoreUnavailable
from tutor.overview import CourseView, find_following, find_next_lesson, view_course, view_courses
from tutor.pacing.standing import Standing
from tutor.sentences import say_reason
from tutor.sitting import course_of, is_open
from tutor.store import openings
from tutor.web.errors import NoSuchPage
from tutor.web.house import House, lang_of
from tutor.web.identity import Viewer
from tutor.web.interface import try_unlock
from tutor.web.pages import PREFIX, render
from tutor.web.past_view import find_given_back, view_answers, view_marks
from tutor.web.today_view import view_today

_NEWS_DAYS = 14
"""A mark stays so long on the home; after that it is among the marks."""

HUB_LOGOUT = "/hub/logout"


class LearnerPages:
    """One method a page."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def sit(self, request: Request, form: FormData | None = None) -> Viewer | Response:
        """Return who is asking, or the page that stands in the way: the locked screen, or the question about the other seat."""
        viewer = await self.house.identity.who(request, form)
        return await run_in_threadpool(self._stand_in_the_way, request, viewer) or viewer

    def _stand_in_the_way(self, request: Request, viewer: Viewer) -> Response | None:
        seating, seat = self.house.seating, self.house.seat_of(request)
        if not seating.sit_down(viewer.number, seat):
            if viewer.teaches:  # staff walk about; nothing of theirs waits at the other computer
                seating.take(viewer.number, seat)
                return None
            return render(self.house, request, "moved.html", viewer, next=request.url.path)
        mine = seating.find(viewer.number)
        if mine and mine.locked:
            return render(self.house, request, "locked.html", viewer, next=request.url.path, said=None)
        return None

    async def home(self, request: Request) -> Response:
        """The learner's home; teachers go to their class, admins to the accounts."""
        viewer = await self.sit(request)
        if isinstance(viewer, Response):
            return viewer
        if viewer.person.role != "learner":
            return RedirectResponse("/services/accounts/" if viewer.person.role == "admin" else f"{PREFIX}/class", 302)
        self.house.servers.start_soon(viewer.number, viewer.token)
        values = await run_in_threadpool(self._home, viewer)
        plan_words = say_reason(values["today"].reason, self.house.curriculum, lang_of(request))
        return render(self.house, request, "home.html", viewer, plan_words=plan_words, **values)

    def _home(self, viewer: Viewer) -> dict[str, Any]:
        seen = self._see_courses(viewer) | view_today(self.house, viewer.person)
        following = seen["next"]
        here = following.id.partition("/")[0] if following else ""
        offered = sorted(seen["placements"], key=lambda course: course.id != here)
        return seen | {"placements": offered[:1], "news": self._news(seen)}

    def _news(self, seen: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the tests that are worth a line on the home: given back lately, or open at the end of a unit that was worked through."""
        since = self.house.now() - timedelta(days=_NEWS_DAYS)
        ended = {a.name for view in seen["courses"] for unit in view.units if unit.worked_through for a in unit.assignments}
        return [one for one in seen["tests"] if (one["release"].released_at > since if one["release"] else one["open"] and one["test"].name in ended)]

    def _see_courses(self, viewer: Viewer) -> dict[str, Any]:
        views, opened = self._views(viewer.number)
        return {"courses": views, "next": find_next_lesson(views, opened), "opened": opened, "tests": self._tests(viewer.person, views)}

    def _views(self, learner: str) -> tuple[list[CourseView], list[str]]:
        standing, opened = self._standing(learner)
        return view_courses(self.house.curriculum, standing, opened), opened

    def _standing(self, learner: str) -> tuple[Standing, list[str]]:
        with self.house.store.reading() as connection:
            return self.house.session.standing(connection, learner), openings.list_newest(connection, learner)

    def _tests(self, person: Person, views: list[CourseView]) -> list[dict[str, Any]]:
        """Return the tests of the person's own courses: those of another could be written and not handed in."""
        tests = [a for course in views for unit in course.units for a in unit.assignments if person.takes(course_of(a))]
        learner = person.number
        return [{"test": a, "open": is_open(self.house, learner, a), "release": find_given_back(self.house, learner, a)} for a in tests]

    async def course(self, request: Request) -> Response:
        """One course: its units, lessons, tests, and what is still to be written."""
        viewer = await self.sit(request)
        if isinstance(viewer, Response):
            return viewer
        course = self.house.catalog.courses.get(request.path_params["course"])
        if course is None:
            raise NoSuchPage(request.url.path)
        standing, opened = await run_in_threadpool(self._standing, viewer.number)
        view = view_course(self.house.curriculum, course, standing, opened)
        tests = await run_in_threadpool(self._tests, viewer.person, [view])
        placement = await run_in_threadpool(self._placement, viewer.number, course)
        following = find_next_lesson([view], opened)
        current = following.id.rpartition("/")[0] if following else ""
        named, summaries = {t["test"].name: t for t in tests}, list_summaries(self.house.catalog.folder, course.units)
        return render(self.house, request, "course.html", viewer, course=view, tests=named, placement=placement, summaries=summaries, current=current)

    def _placement(self, learner: str, course: Course) -> str:
        with self.house.store.reading() as connection:
            return self.house.placing.view(connection, learner, course).state

    async def lesson(self, request: Request) -> Response:
        """The way into a lesson: the learner's own server is started where it does not run, and waited for."""
        viewer = await self.sit(request)
        if isinstance(viewer, Response):
            return viewer
        lesson = self._lesson_id(request)
        state = await run_in_threadpool(self._open_server, viewer)
        if state != "ready":
            return render(self.house, request, "waiting.html", viewer, lesson=self.house.curriculum.lessons[lesson], status=200)
        await run_in_threadpool(self._note_opening, viewer.number, lesson)
        lang, seat = lang_of(request), self.house.seat_of(request)
        response = RedirectResponse(f"/user/{quote(viewer.number)}/voila/render/{lesson}.{lang}.ipynb?seat={seat}", 302)
        response.headers["Cache-Control"] = "no-store"
        if request.query_params.get("lang"):
            response.set_cookie("rean_lang", lang, max_age=400 * 86_400, path="/", samesite="lax")
        return response

    def _lesson_id(self, request: Request) -> str:
        lesson = "/".join(request.path_params[name] for name in ("course", "unit", "lesson"))
        if lesson not in self.house.curriculum.lessons:
            raise NoSuchPage(request.url.path)
        return lesson

    def _open_server(self, viewer: Viewer) -> str:
        state = self.house.servers.state(viewer.number, viewer.token)
        if state == "stopped":
            self.house.servers.start_soon(viewer.number, viewer.token)
        return state

    def _note_opening(self, learner: str, lesson: str) -> None:
        with self.house.store.writing() as connection:
            openings.note(connection, learner, lesson, self.house.now())

    async def server_state(self, request: Request) -> Response:
        """Tell the waiting page whether the learner's server is ready."""
        viewer = await self.house.identity.who(request)
        state = await run_in_threadpool(self._open_server, viewer)
        return Response(f'{{"state": "{state}"}}', media_type="application/json")

    async def following(self, request: Request) -> Response:
        """The lesson after this one; after the last one the course's page, where the test is."""
        lesson = find_following(self.house.curriculum, self._lesson_id(request))
        here = f"{PREFIX}/lesson/{lesson.id}" if lesson else f"{PREFIX}/course/{request.path_params['course']}"
        return RedirectResponse(here, 302)

    async def answers(self, request: Request) -> Response:
        """What the learner answered, the newest first."""
        viewer = await self.sit(request)
        if isinstance(viewer, Response):
            return viewer
        before = request.query_params.get("before", "")
        if before and not before.isdecimal():
            raise NoSuchPage(request.url.path)
        seen = await run_in_threadpool(view_answers, self.house, viewer.number, int(before) if before else None, lang_of(request))
        return render(self.house, request, "answers.html", viewer, **seen)

    async def marks(self, request: Request) -> Response:
        """Marks that a teacher gave back, with the comment and what to practise next."""
        viewer = await self.sit(request)
        if isinstance(viewer, Response):
            return viewer
        releases = await run_in_threadpool(view_marks, self.house, viewer.number, lang_of(request))
        return render(self.house, request, "marks.html", viewer, releases=releases)

    async def take_seat(self, request: Request) -> Response:
        """Go on here: the other seat is asked to let go."""
        form = await request.form()
        viewer = await self.house.identity.who(request, form)
        await run_in_threadpool(self.house.seating.take, viewer.number, self.house.seat_of(request))
        self.house.audit.write("seat.taken", by=viewer.number, about=viewer.number)
        return RedirectResponse(_local(str(form.get("next", ""))), 303)

    async def unlock(self, request: Request) -> Response:
        """Unlock the screen by the PIN, on a page without scripts."""
        form = await request.form()
        viewer = await self.house.identity.who(request, form)
        said = await run_in_threadpool(try_unlock, self.house, viewer.number, str(form.get("pin", ""))[:200])
        if said.get("ok"):
            return RedirectResponse(_local(str(form.get("next", ""))), 303)
        return render(self.house, request, "locked.html", viewer, status=423, next=_local(str(form.get("next", ""))), said=said)

    async def ask_sign_out(self, request: Request) -> Response:
        """Ask whether to sign out; a lesson's page leads here."""
        viewer = await self.house.identity.who(request)
        return render(self.house, request, "signout.html", viewer)

    async def sign_out(self, request: Request) -> Response:
        """End the session here, then at the hub, which stops the learner's server."""
        viewer = await self.house.identity.who(request, await request.form())
        with suppress(StoreUnavailable):  # whoever leaves is let out; the seat is free again after some minutes
            await run_in_threadpool(self.house.seating.leave, viewer.number)
        response = RedirectResponse(HUB_LOGOUT, 303)
        self.house.identity.forget(request, response)
        return response


def _local(path: str) -> str:
    return path if path.startswith(f"{PREFIX}/") else f"{PREFIX}/"
