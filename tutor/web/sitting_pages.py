"""A unit test's page: writing, handing in once, and reading what was handed in."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from tutor.errors import NothingToPractise
from tutor.sitting import ask_questions, course_of, get_assignment, is_open
from tutor.web.errors import NoSuchPage
from tutor.web.house import House, lang_of
from tutor.web.learner_pages import LearnerPages
from tutor.web.pages import render


class SittingPages:
    """The page of one unit test."""

    def __init__(self, house: House, learner: LearnerPages) -> None:
        self.house, self.learner = house, learner

    async def show(self, request: Request) -> Response:
        """Show the learner's own questions, to be written in while the test is open."""
        viewer = await self.learner.sit(request)
        if isinstance(viewer, Response):
            return viewer
        try:
            assignment = get_assignment(self.house.catalog, request.path_params["assignment"])
        except NothingToPractise:
            raise NoSuchPage(request.url.path) from None
        if viewer.person.role != "learner" or not viewer.person.takes(course_of(assignment)):
            raise NoSuchPage(request.url.path)
        values = await run_in_threadpool(self._values, viewer.number, assignment, request)
        return render(self.house, request, "test.html", viewer, **values)

    def _values(self, learner: str, assignment: Any, request: Request) -> dict[str, Any]:
        questions = ask_questions(self.house, learner, assignment, lang_of(request))
        return {"test": assignment, "questions": questions, "open": is_open(self.house, learner, assignment)}
