"""A unit on one page, to be printed and kept."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from courses.summaries import has_summary, read_summary
from tutor.web.errors import NoSuchPage
from tutor.web.house import House, lang_of
from tutor.web.learner_pages import LearnerPages
from tutor.web.pages import render


class SummaryPages:
    """The printable summaries of the units."""

    def __init__(self, house: House, learner: LearnerPages) -> None:
        self.house, self.learner = house, learner

    async def summary(self, request: Request) -> Response:
        """What a unit taught, for a learner's folder."""
        viewer = await self.learner.sit(request)
        if isinstance(viewer, Response):
            return viewer
        course, name = request.path_params["course"], request.path_params["unit"]
        unit = next((unit for unit in self.house.catalog.units if unit.id == f"{course}/{name}"), None)
        content = self.house.catalog.folder
        if unit is None or not has_summary(content, unit):
            raise NoSuchPage(request.url.path)
        text = await run_in_threadpool(read_summary, content, unit, lang_of(request))
        return render(self.house, request, "summary.html", viewer, unit=unit, course=self.house.catalog.course(course), text=text)
