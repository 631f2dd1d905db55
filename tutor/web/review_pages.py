"""Exercises on plain pages, without a notebook and without a kernel: today's review, and the practice of a whole course."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from tutor.reviewing import ReviewView
from tutor.web.errors import NoSuchPage
from tutor.web.house import House
from tutor.web.learner_pages import LearnerPages
from tutor.web.pages import render


class ReviewPages:
    """The pages of exercises that no lesson asks."""

    def __init__(self, house: House, learner: LearnerPages) -> None:
        self.house, self.learner = house, learner

    async def review(self, request: Request) -> Response:
        """Today's review: its exercises while some are due, then what was done and when the next one comes."""
        viewer = await self.learner.sit(request)
        if isinstance(viewer, Response):
            return viewer
        view = await run_in_threadpool(self._review, viewer.number)
        return render(self.house, request, "review.html", viewer, view=view)

    def _review(self, learner: str) -> ReviewView:
        with self.house.store.reading() as connection:
            return self.house.reviewing.view(connection, learner)

    async def practice(self, request: Request) -> Response:
        """The practice of a whole course, one exercise after the other."""
        viewer = await self.learner.sit(request)
        if isinstance(viewer, Response):
            return viewer
        course = self.house.catalog.courses.get(request.path_params["course"])
        if course is None or not self.house.curriculum.course_skills(course):
            raise NoSuchPage(request.url.path)
        values: dict[str, Any] = {"course": course, "over": "over" in request.query_params}
        return render(self.house, request, "practice.html", viewer, **values)
