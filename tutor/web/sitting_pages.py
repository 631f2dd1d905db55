"""A unit test's page: writing, handing in once, and reading what was handed in."""

from __future__ import annotations

import uuid
from typing import Any

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from courses.languages import Lang
from courses.model import Assignment
from tutor.errors import NothingToPractise
from tutor.sentences import texts_in
from tutor.sitting import ask_questions, course_of, get_assignment, hand_in, is_open, save_draft
from tutor.web.bodies import TYPED_CHARS
from tutor.web.errors import NoSuchPage
from tutor.web.house import House, lang_of
from tutor.web.identity import Viewer
from tutor.web.learner_pages import LearnerPages
from tutor.web.pages import render
from tutor.web.plain_form import draw_form, read_form


class SittingPages:
    """The page of one unit test."""

    def __init__(self, house: House, learner: LearnerPages) -> None:
        self.house, self.learner = house, learner

    async def show(self, request: Request) -> Response:
        """Show the learner's own questions, to be written in while the test is open."""
        viewer = await self.learner.sit(request)
        if isinstance(viewer, Response):
            return viewer
        assignment = self._assignment(request, viewer)
        values = await run_in_threadpool(self._values, viewer.number, assignment, request)
        return render(self.house, request, "test.html", viewer, **values)

    async def write(self, request: Request) -> Response:
        """Keep what was typed into the page without scripts, and hand it in where that was asked for and confirmed."""
        form = await request.form()
        viewer = await self.learner.sit(request, form)
        if isinstance(viewer, Response):
            return viewer
        try:
            await run_in_threadpool(self._write, viewer.number, self._assignment(request, viewer), form, lang_of(request))
        except NothingToPractise:
            raise NoSuchPage(request.url.path) from None
        return RedirectResponse(request.url.path, 303)

    def _assignment(self, request: Request, viewer: Viewer) -> Assignment:
        try:
            assignment = get_assignment(self.house.catalog, request.path_params["assignment"])
        except NothingToPractise:
            raise NoSuchPage(request.url.path) from None
        if viewer.person.role != "learner" or not viewer.person.takes(course_of(assignment)):
            raise NoSuchPage(request.url.path)
        return assignment

    def _write(self, learner: str, assignment: Assignment, form: FormData, lang: Lang) -> None:
        for question in ask_questions(self.house, learner, assignment, lang):
            typed = read_form(question.kind, question.options, question.id, form)[:TYPED_CHARS]
            save_draft(self.house, learner, assignment.name, question.id, typed)
        if form.get("act") == "hand_in" and form.get("sure") == "yes":
            hand_in(self.house, learner, assignment.name, str(form.get("attempt", ""))[:64] or uuid.uuid4().hex)

    def _values(self, learner: str, assignment: Assignment, request: Request) -> dict[str, Any]:
        lang, opened = lang_of(request), is_open(self.house, learner, assignment)
        questions = ask_questions(self.house, learner, assignment, lang)
        forms = {q.id: Markup(draw_form(q.kind, q.options, q.id, q.typed, texts_in(lang))) for q in questions} if opened else {}
        return {"test": assignment, "questions": questions, "open": opened, "forms": forms, "attempt": str(uuid.uuid4())}
