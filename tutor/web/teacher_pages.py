"""The teacher's pages: the class, one learner, one unit test, the lessons to look at."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from courses.model import Assignment
from courses.summaries import list_summaries
from grading.errors import Busy, GradingError
from grading.feedback import release
from grading.marks import AssignmentState, list_marks, read_state
from grading.records.roster import Person
from grading.releases import changed_since_release, find_release
from grading.reopening import close_again, reopen
from tutor.errors import NothingToPractise
from tutor.sentences import texts_in
from tutor.sitting import course_of, get_assignment
from tutor.store import overrides, reports, talks
from tutor.web.class_view import list_my_learners, view_class
from tutor.web.errors import NoSuchPage, Refused
from tutor.web.house import House, lang_of
from tutor.web.identity import Viewer, check_need
from tutor.web.jobs import Jobs
from tutor.web.learner_view import view_learner
from tutor.web.pages import PREFIX, render

_REASON_CHARS = 500


class TeacherPages:
    """One method a page or a button."""

    def __init__(self, house: House, jobs: Jobs) -> None:
        self.house, self.jobs = house, jobs

    async def who_teaches(self, request: Request, form: FormData | None = None) -> Viewer:
        """Return the teacher or admin who is asking."""
        viewer = await self.house.identity.who(request, form)
        check_need(viewer, "teacher")
        return viewer

    def learner_of(self, request: Request, viewer: Viewer, number: str | None = None) -> Person:
        """Return the learner of the path, or of a form, if it is one of this teacher's."""
        person = self.house.roster().find(request.path_params["number"] if number is None else number)
        if person is None or person.role != "learner":
            raise NoSuchPage(request.url.path)
        if person not in list_my_learners(self.house, viewer):
            raise Refused("a learner of another class", viewer.number, person.number)
        return person

    def _assignment(self, request: Request) -> Assignment:
        try:
            return get_assignment(self.house.catalog, request.path_params["assignment"])
        except NothingToPractise:
            raise NoSuchPage(request.url.path) from None

    async def class_page(self, request: Request) -> Response:
        """The class."""
        viewer = await self.who_teaches(request)
        values = await run_in_threadpool(view_class, self.house, viewer, lang_of(request))
        return render(self.house, request, "class.html", viewer, skill_of=self.house.curriculum.skill, **values)

    async def learner_page(self, request: Request) -> Response:
        """One learner: who needs what and why, skills with their curves, decisions, answers, what was said about them."""
        viewer = await self.who_teaches(request)
        person = self.learner_of(request, viewer)
        values = await run_in_threadpool(view_learner, self.house, person, lang_of(request))
        return render(self.house, request, "learner.html", viewer, person=person, **values)

    async def override(self, request: Request) -> Response:
        """Put a teacher's word above the model's, or take it back."""
        form = await request.form()
        viewer = await self.who_teaches(request, form)
        person = self.learner_of(request, viewer)
        skill, act, reason = (str(form.get(name, "")).strip() for name in ("skill", "act", "reason"))
        if skill not in self.house.curriculum.skills or act not in ("mastered", "not_mastered", "undo") or (act != "undo" and not reason):
            return RedirectResponse(f"{PREFIX}/class/learner/{person.number}?said=reason", 303)
        await run_in_threadpool(self._override, viewer, person, skill, act, reason[:_REASON_CHARS])
        return RedirectResponse(f"{PREFIX}/class/learner/{person.number}#skills", 303)

    def _override(self, viewer: Viewer, person: Person, skill: str, act: str, reason: str) -> None:
        about = {"by": viewer.number, "about": person.number, "skill": skill}
        if act == "undo":
            self.house.audit.write("mastery.override_undone", **about)
        else:
            self.house.audit.write("mastery.override", **about, mastered=act == "mastered", reason=reason)
        with self.house.store.writing() as connection:
            if act == "undo":
                overrides.undo(connection, person.number, skill, by=viewer.number, at=self.house.now())
            else:
                overrides.add(connection, person.number, skill, act == "mastered", reason=reason, by=viewer.number, at=self.house.now())

    async def open_placement(self, request: Request) -> Response:
        """Offer a learner the placement of a course once more."""
        viewer = await self.who_teaches(request, await request.form())
        person, course = self.learner_of(request, viewer), self.house.catalog.courses.get(request.path_params["course"])
        if course is None or not self.house.curriculum.course_skills(course):
            raise NoSuchPage(request.url.path)
        self.house.audit.write("placement.opened", by=viewer.number, about=person.number, course=course.id)
        await run_in_threadpool(self.house.placing.open_again, person.number, course, viewer.number)
        return RedirectResponse(f"{PREFIX}/class/learner/{person.number}#decisions", 303)

    async def close_report(self, request: Request) -> Response:
        """Note that a reported exercise was looked at."""
        viewer = await self.who_teaches(request, await request.form())
        with self.house.store.writing() as connection:
            reports.close(connection, int(request.path_params["report"]), by=viewer.number, at=self.house.now())
        return RedirectResponse(f"{PREFIX}/class#reports", 303)

    async def close_talk(self, request: Request) -> Response:
        """Note that the teacher has spoken with a learner who wished to talk."""
        viewer = await self.who_teaches(request, await request.form())
        person, number = self.learner_of(request, viewer), int(request.path_params["talk"])
        self.house.audit.write("talk.closed", by=viewer.number, about=person.number)
        with self.house.store.writing() as connection:
            talks.close(connection, person.number, number, by=viewer.number, at=self.house.now())
        return RedirectResponse(f"{PREFIX}/class/learner/{person.number}", 303)

    async def assignment_page(self, request: Request) -> Response:
        """One unit test: who handed in, what waits, what was given back."""
        viewer = await self.who_teaches(request)
        assignment = self._assignment(request)
        values = await run_in_threadpool(self._see_assignment, viewer, assignment, request)
        return render(self.house, request, "assignment.html", viewer, test=assignment, **values)

    def _see_assignment(self, viewer: Viewer, assignment: Assignment, request: Request) -> dict[str, Any]:
        site, course, name = self.house.site, course_of(assignment), assignment.name
        learners = list_my_learners(self.house, viewer)
        state, marks = read_state(site, course, name).among([p.number for p in learners]), list_marks(site, course, name)
        changed = changed_since_release(site, course, name)
        rows = [
            {
                "person": person,
                "submitted": person.number in state.submitted,
                "fresh": person.number in state.to_collect,
                "marks": marks.get(person.number),
                "release": find_release(site, course, name, person.number),
                "changed": person.number in changed,
                "reopened": person.number in state.reopened,
            }
            for person in learners
        ]
        return {"state": state, "rows": rows, "course": course, "job": self.jobs.find(name), "given": self._see_given(request, learners, state)}

    def _see_given(self, request: Request, learners: list[Person], state: AssignmentState) -> dict[str, Any] | None:
        """Return what the button for giving back has just done: how many got their marks, who was left out, who failed."""
        count = request.query_params.get("given", "")
        if not count.isascii() or not count.isdigit():
            return None
        failed = request.query_params.get("failed", "").split(",")
        left_out = [p for p in learners if p.number in state.waiting or p.number in state.to_collect]
        return {"count": int(count[:6]), "left_out": left_out, "failed": [p for p in learners if p.number in failed]}

    async def mark(self, request: Request) -> Response:
        """Collect and mark; the page then shows how far it is."""
        viewer = await self.who_teaches(request, await request.form())
        assignment = self._assignment(request)
        self.house.audit.write("grading.autograde", by=viewer.number, about=assignment.name)
        self.jobs.ensure_running(self.house.site, course_of(assignment), assignment.name)
        return RedirectResponse(f"{PREFIX}/class/assignment/{assignment.name}", 303)

    async def mark_progress(self, request: Request) -> Response:
        """Tell how far the marking is."""
        await self.who_teaches(request)
        job = self.jobs.find(self._assignment(request).name)
        return JSONResponse(job.as_json() if job else {"state": "none"})

    async def give_back(self, request: Request) -> Response:
        """Release marks and comments, of one learner or of all that are ready."""
        form = await request.form()
        viewer = await self.who_teaches(request, form)
        assignment, learner = self._assignment(request), str(form.get("learner") or "*")
        among = {p.number for p in list_my_learners(self.house, viewer)}
        self.house.audit.write("grading.release", by=viewer.number, about=learner, assignment=assignment.name)
        try:
            done = await run_in_threadpool(
                release, self.house.site, course_of(assignment), assignment.name, learner=learner, among=among, by=viewer.number
            )
        except GradingError as error:
            return self._refuse(request, viewer, error)
        said = urlencode({"given": len(done.released), "failed": ",".join(done.failed)})
        return RedirectResponse(f"{PREFIX}/class/assignment/{assignment.name}?{said}", 303)

    async def open_again(self, request: Request) -> Response:
        """Let one learner hand in once more, or take that permission back."""
        form = await request.form()
        viewer = await self.who_teaches(request, form)
        assignment, learner = self._assignment(request), self.learner_of(request, viewer, str(form.get("learner", ""))).number
        where, reason = (self.house.site, course_of(assignment), assignment.name, learner), str(form.get("reason", ""))[:_REASON_CHARS]
        try:
            if form.get("act") == "close":
                await run_in_threadpool(close_again, *where, by=viewer.number)
            else:
                await run_in_threadpool(reopen, *where, by=viewer.number, reason=reason)
        except GradingError as error:
            return self._refuse(request, viewer, error)
        return RedirectResponse(f"{PREFIX}/class/assignment/{assignment.name}", 303)

    def _refuse(self, request: Request, viewer: Viewer, error: GradingError) -> Response:
        text = texts_in(lang_of(request))("assignment.busy") if isinstance(error, Busy) else str(error)
        return render(self.house, request, "trouble.html", viewer, status=409, text=text)

    async def preview(self, request: Request) -> Response:
        """Every lesson, to be looked at as a learner sees it; nothing a teacher answers counts."""
        viewer = await self.who_teaches(request)
        self.house.servers.start_soon(viewer.number, viewer.token)
        catalog = self.house.catalog
        summaries = list_summaries(catalog.folder, catalog.units)
        return render(self.house, request, "preview.html", viewer, courses=catalog.courses.values(), summaries=summaries)
