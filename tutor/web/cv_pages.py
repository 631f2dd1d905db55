"""The page on which a learner writes a curriculum vitae, its one sheet of paper, and the teacher's look at it."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from grading.records.roster import Person
from tutor.cv import ROWS, SINGLE, find_named, is_short, keep_cv, load_cv
from tutor.sentences import texts_in
from tutor.web.house import House
from tutor.web.learner_pages import LearnerPages
from tutor.web.pages import PREFIX, render
from tutor.web.teacher_pages import TeacherPages


class CvPages:
    """One method a page."""

    def __init__(self, house: House, learner: LearnerPages, teacher: TeacherPages) -> None:
        self.house, self.learner, self.teacher = house, learner, teacher

    async def form(self, request: Request) -> Response:
        """The fields, with what is written so far."""
        viewer = await self.learner.sit(request)
        if isinstance(viewer, Response):
            return viewer
        values = await run_in_threadpool(self._see, viewer.person)
        return render(self.house, request, "cv.html", viewer, said=request.query_params.get("said", ""), **values)

    async def keep(self, request: Request) -> Response:
        """Keep what was typed into the page without scripts."""
        form = await request.form()
        viewer = await self.learner.sit(request, form)
        if isinstance(viewer, Response):
            return viewer
        await run_in_threadpool(self._keep, viewer.number, form)
        return RedirectResponse(f"{PREFIX}/cv/print" if form.get("act") == "print" else f"{PREFIX}/cv?said=kept", 303)

    async def paper(self, request: Request) -> Response:
        """One sheet of paper."""
        viewer = await self.learner.sit(request)
        if isinstance(viewer, Response):
            return viewer
        return render(self.house, request, "cv_paper.html", viewer, back=f"{PREFIX}/cv", **await run_in_threadpool(self._see, viewer.person))

    async def of_learner(self, request: Request) -> Response:
        """The same sheet, for a teacher of the learner's class."""
        viewer = await self.teacher.who_teaches(request)
        person = self.teacher.learner_of(request, viewer)
        values = await run_in_threadpool(self._see, person)
        return render(self.house, request, "cv_paper.html", viewer, back=f"{PREFIX}/class/learner/{person.number}", **values)

    def _keep(self, learner: str, form: FormData) -> None:
        with self.house.store.writing() as connection:
            keep_cv(connection, learner, {name: str(text) for name, text in form.items()}, self.house.now())

    def _see(self, person: Person) -> dict[str, Any]:
        with self.house.store.reading() as connection:
            cv = load_cv(connection, person)
        both = {"km": texts_in("km"), "en": texts_in("en")}
        filled = lambda rows: [row for row in rows.fields() if any(cv[field.name] for field in row)]  # noqa: E731
        return {"cv": cv, "single": SINGLE, "rows": ROWS, "named": find_named(cv), "both": both, "filled_rows": filled, "short": is_short(cv)}
