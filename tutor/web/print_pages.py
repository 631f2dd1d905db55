"""Pages to be printed: the register of a class, and a worksheet for learners who need the same thing."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from grading.records.roster import Person
from tutor.web.class_view import list_my_learners, read_class, see_row
from tutor.web.errors import NoSuchPage
from tutor.web.heat import see_units
from tutor.web.house import House, lang_of
from tutor.web.identity import Viewer, check_need
from tutor.web.pages import PREFIX, render
from tutor.worksheets import make_sheet

_REGISTER_DAYS = 14
_MOST_LEARNERS = 40
_SHEET_NUMBERS = 10_000


class PrintPages:
    """One method a page."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def _teacher(self, request: Request) -> Viewer:
        viewer = await self.house.identity.who(request)
        check_need(viewer, "teacher")
        return viewer

    async def register(self, request: Request) -> Response:
        """The register: who worked on which day, and how far each learner is."""
        viewer = await self._teacher(request)
        return render(self.house, request, "register.html", viewer, **await run_in_threadpool(self._register, viewer, request))

    def _register(self, viewer: Viewer, request: Request) -> dict[str, Any]:
        people, skills, lang = list_my_learners(self.house, viewer), list(self.house.curriculum.skills), lang_of(request)
        with self.house.store.reading() as connection:
            facts = read_class(self.house, connection, people, _REGISTER_DAYS)
        return {
            "rows": [see_row(self.house, facts, person, skills, lang) for person in people],
            "days": self.house.calendar.last_days(self.house.now(), _REGISTER_DAYS),
            "today": self.house.calendar.day_of(self.house.now()),
            "units": see_units(self.house.curriculum, people, facts.standings, facts.last_unit()),
            "skills_total": len(skills),
            "skill_of": self.house.curriculum.skill,
        }

    async def worksheet(self, request: Request) -> Response:
        """A worksheet on one skill, a sheet for each learner, and the key on a page of its own; its number prints it again."""
        viewer = await self._teacher(request)
        skill = self.house.curriculum.skills.get(request.query_params.get("skill", ""))
        people = self._asked(request, viewer)
        if skill is None or not skill.items or not people:
            raise NoSuchPage(request.url.path)
        seed = request.query_params.get("sheet", "")
        if not seed.isdigit() or len(seed) > 4:
            return RedirectResponse(self._with_number(skill.id, people), 303)
        lang = lang_of(request)
        sheets = [(person, make_sheet(skill.items, person.number, int(seed), lang)) for person in people]
        today = self.house.calendar.day_of(self.house.now())
        return render(self.house, request, "worksheet.html", viewer, skill=skill, sheets=sheets, seed=seed, today=today)

    def _asked(self, request: Request, viewer: Viewer) -> list[Person]:
        """Return those of the teacher's learners that the address names."""
        numbers = set(request.query_params.getlist("learner"))
        return [person for person in list_my_learners(self.house, viewer) if person.number in numbers][:_MOST_LEARNERS]

    def _with_number(self, skill: str, people: list[Person]) -> str:
        number = self.house.session.draw_seed() % _SHEET_NUMBERS
        named = [("skill", skill), ("sheet", f"{number:04}"), *(("learner", person.number) for person in people)]
        return f"{PREFIX}/class/worksheet?{urlencode(named)}"
