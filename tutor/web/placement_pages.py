"""The placement of a course: offered kindly, one question a page, what is known and where to begin as pictures."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from courses.model import Course
from tutor.placing import PlacementView
from tutor.web.errors import NoSuchPage
from tutor.web.house import House
from tutor.web.identity import Viewer
from tutor.web.learner_pages import LearnerPages
from tutor.web.pages import PREFIX, render
from tutor.web.past_view import lesson_for


class PlacementPages:
    """One method a page or a button."""

    def __init__(self, house: House, learner: LearnerPages) -> None:
        self.house, self.learner = house, learner

    def _course(self, request: Request) -> Course:
        course = self.house.catalog.courses.get(request.path_params["course"])
        if course is None or not self.house.curriculum.course_skills(course):
            raise NoSuchPage(request.url.path)
        return course

    def _view(self, learner: str, course: Course) -> PlacementView:
        with self.house.store.reading() as connection:
            return self.house.placing.view(connection, learner, course)

    async def offer(self, request: Request) -> Response:
        """What a placement is, and two ways on; one that is done shows what it found."""
        viewer = await self.learner.sit(request)
        if isinstance(viewer, Response):
            return viewer
        course = self._course(request)
        view = await run_in_threadpool(self._view, viewer.number, course)
        if view.state == "done":
            return RedirectResponse(f"{PREFIX}/placement/{course.id}/result", 302)
        least, most = self.house.placing.placement.fewest, self.house.placing.placement.most
        return render(self.house, request, "placement.html", viewer, course=course, state=view.state, least=least, most=most)

    async def questions(self, request: Request) -> Response:
        """One question after the other."""
        viewer = await self.learner.sit(request)
        if isinstance(viewer, Response):
            return viewer
        course = self._course(request)
        view = await run_in_threadpool(self._view, viewer.number, course)
        if view.state in ("done", "skipped"):
            return RedirectResponse(f"{PREFIX}/placement/{course.id}", 302)
        return render(self.house, request, "placement_questions.html", viewer, course=course)

    async def result(self, request: Request) -> Response:
        """What is known already, and where the learner begins."""
        viewer = await self.learner.sit(request)
        if isinstance(viewer, Response):
            return viewer
        course = self._course(request)
        view = await run_in_threadpool(self._view, viewer.number, course)
        if view.state != "done":
            return RedirectResponse(f"{PREFIX}/placement/{course.id}", 302)
        return render(self.house, request, "placement_result.html", viewer, course=course, **self._see_result(view, course))

    def _see_result(self, view: PlacementView, course: Course) -> dict[str, Any]:
        taught, skills = self.house.curriculum.skills, self.house.curriculum.course_skills(course)
        units = [(unit, self.house.curriculum.skills_of(unit.id)) for unit in course.units if unit.skills]
        begin = view.begin if view.begin in taught else ""
        lesson = lesson_for(self.house, begin) if begin else ""
        return {"view": view, "units": units, "begin": begin, "lesson": lesson, "skill_of": self.house.curriculum.skill, "total": len(skills)}

    async def skip(self, request: Request) -> Response:
        """Begin at the beginning."""
        return await self._act(request, self.house.placing.skip, "/course/{course}")

    async def stop(self, request: Request) -> Response:
        """End here, with what is known so far."""
        return await self._act(request, self.house.placing.stop, "/placement/{course}/result")

    async def _act(self, request: Request, act: Any, then: str) -> Response:
        viewer: Viewer = await self.house.identity.who(request, await request.form())
        course = self._course(request)
        await run_in_threadpool(act, viewer.number, course)
        return RedirectResponse(PREFIX + then.format(course=course.id), 303)
