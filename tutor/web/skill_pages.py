"""What a learner knows: each course's skills as a picture, each with one sentence."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from courses.languages import Lang
from courses.model import Course, Unit
from tutor.needs import Situation, find_left
from tutor.sentences import say_reason
from tutor.skill_map import MapFacts, Step, count_states, see_steps
from tutor.store import decisions, openings, overrides
from tutor.web.errors import NoSuchPage
from tutor.web.house import House, lang_of
from tutor.web.ladder import draw_ladder
from tutor.web.learner_pages import LearnerPages
from tutor.web.pages import PREFIX, render

_UNDER_WAY = ("due", "nearly", "learning", "teacher", "next")


class SkillPages:
    """The maps of a learner's skills."""

    def __init__(self, house: House, learner: LearnerPages) -> None:
        self.house, self.learner = house, learner

    async def any_course(self, request: Request) -> Response:
        """Lead to the course that the learner opened last, else to the first that is written."""
        viewer = await self.learner.sit(request)
        if isinstance(viewer, Response):
            return viewer
        course = await run_in_threadpool(self._last_course, viewer.number)
        if course is None:
            raise NoSuchPage(request.url.path)
        return RedirectResponse(f"{PREFIX}/skills/{course}", 302)

    def _last_course(self, learner: str) -> str | None:
        with self.house.store.reading() as connection:
            opened = [lesson.split("/")[0] for lesson in openings.list_newest(connection, learner)]
        written = [course.id for course in self._courses()]
        return next((course for course in opened if course in written), next(iter(written), None))

    def _courses(self) -> list[Course]:
        return [course for course in self.house.catalog.courses.values() if self.house.curriculum.course_skills(course)]

    async def course(self, request: Request) -> Response:
        """One course's map."""
        viewer = await self.learner.sit(request)
        if isinstance(viewer, Response):
            return viewer
        course = self.house.catalog.courses.get(request.path_params["course"])
        if course is None or course not in self._courses():
            raise NoSuchPage(request.url.path)
        values = await run_in_threadpool(self._see_course, viewer.number, course, lang_of(request))
        return render(self.house, request, "skills.html", viewer, course=course, courses=self._courses(), **values)

    def _see_course(self, learner: str, course: Course, lang: Lang) -> dict[str, Any]:
        skills = self.house.curriculum.course_skills(course)
        with self.house.store.reading() as connection:
            facts = self._facts(connection, learner, course, skills)
            words = overrides.list_standing(connection, [learner])[learner]
        steps = see_steps(skills, facts, self.house.curriculum, self.house.calendar, self.house.now())
        by_skill = {step.skill: step for step in steps}
        units = [self._see_unit(unit, by_skill, lang) for unit in course.units if unit.skills]
        said = {skill: word for skill, word in words.items() if word.by != overrides.PLACED}
        return {"units": units, "counts": count_states(steps), "total": len(steps), "words_of": said, "open_units": _find_open(units)}

    def _facts(self, connection: Connection, learner: str, course: Course, skills: list[str]) -> MapFacts:
        standing = self.house.session.standing(connection, learner)
        called = decisions.list_of_kinds(connection, [learner], ["leave:call_teacher"])[learner]
        due = frozenset(one.skill for one in self.house.reviewing.view(connection, learner, standing).due)
        left = frozenset(find_left(Situation(standing, (), called)))
        placed = frozenset(self.house.placing.view(connection, learner, course).known)
        following = self.house.session.pacer.choose(skills, standing, [])
        return MapFacts(standing, due, left, placed, following.skill if following else "")

    def _see_unit(self, unit: Unit, steps: dict[str, Step], lang: Lang) -> dict[str, Any]:
        skills = self.house.curriculum.skills_of(unit.id)
        ladder = draw_ladder(skills, {skill: self.house.curriculum.skills[skill].needs for skill in skills})
        sentences = {skill: say_reason(steps[skill].why, self.house.curriculum, lang) for skill in skills}
        return {
            "unit": unit,
            "ladder": ladder,
            "steps": {skill: steps[skill] for skill in skills},
            "says": sentences,
            "lessons": self._lessons(unit),
            "known": sum(steps[skill].state in ("mastered", "due") for skill in skills),
        }

    def _lessons(self, unit: Unit) -> dict[str, str]:
        """Return a lesson for each skill of a unit that a lesson practises."""
        return {skill: lesson.id for lesson in reversed(unit.lessons) for skill in self.house.curriculum.lesson_skills(lesson)}


def _find_open(units: list[dict[str, Any]]) -> set[str]:
    """Return the units that are unfolded: where something is under way, due or next; else the first that is not known whole."""
    busy = {part["unit"].id for part in units if any(step.state in _UNDER_WAY for step in part["steps"].values())}
    unknown = [part["unit"].id for part in units if part["known"] < len(part["steps"])]
    return busy or set(unknown[:1])
