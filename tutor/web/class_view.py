"""The class as a teacher sees it: learners by skills, who needs help and why, what waits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from courses.languages import Lang
from courses.model import Assignment, Unit
from grading.errors import GradingError
from grading.marks import AssignmentState, read_state
from grading.records.roster import Person
from tutor.needs import find_needs
from tutor.pacing.standing import Standing
from tutor.sentences import say_reason
from tutor.sitting import course_of
from tutor.store import openings, reports
from tutor.web.house import House
from tutor.web.identity import Viewer


@dataclass(frozen=True, slots=True)
class SkillCell:
    """One learner's one skill: a number, and a colour that says the same."""

    skill: str
    percent: int
    look: str
    """`none`, `low`, `half`, `near` or `done`."""
    tries: int
    said: bool
    """A teacher's word stands above the model's."""


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """One learner's line in the class."""

    person: Person
    cells: tuple[SkillCell, ...]
    needs: tuple[str, ...]
    weight: int


def see_cell(standing: Standing, skill: str) -> SkillCell:
    """Return how one skill stands."""
    share, tries = standing.mastery(skill), standing.tally(skill).tries
    said = skill in standing.said
    look = "done" if standing.mastered(skill) else "none" if not tries and not said else "near" if share >= 0.7 else "half" if share >= 0.4 else "low"
    return SkillCell(skill, round(100 * share), look, tries, said)


def list_my_learners(house: House, viewer: Viewer) -> list[Person]:
    """Return the learners of a teacher's class; of all classes for a teacher without one, and for an admin."""
    mine = viewer.person.class_name if viewer.person.role == "teacher" else ""
    return house.roster().learners(mine or None)


def view_class(house: House, viewer: Viewer, lang: Lang) -> dict[str, Any]:
    """Return what the class page shows."""
    learners = list_my_learners(house, viewer)
    skills = list(house.curriculum.skills)
    with house.store.reading() as connection:
        rows = [_row(house, person, house.session.standing(connection, person.number), skills, lang) for person in learners]
        seen = {p.number: next(iter(openings.list_newest(connection, p.number)), None) for p in learners}
        told = [r for r in reports.list_open(connection) if r.learner in {p.number for p in learners}]
    needing = sorted((r for r in rows if r.needs), key=lambda r: -r.weight)
    states = view_states(house, [p.number for p in learners])
    return {"rows": rows, "needing": needing, "skills": skills, "seen": seen, "reports": told, "states": states}


def _row(house: House, person: Person, standing: Standing, skills: list[str], lang: Lang) -> LearnerRow:
    needs = find_needs(standing, skills, house.settings, house.now())
    said = tuple(say_reason(need.reason, house.curriculum, lang) for need in needs)
    return LearnerRow(person, tuple(see_cell(standing, s) for s in skills), said, max((n.weight for n in needs), default=0))


def view_states(house: House, learners: Collection[str]) -> list[tuple[Assignment, Unit, AssignmentState | None]]:
    """Return where each unit test of these learners stands; None where its course has no gradebook."""
    found = []
    for unit in house.catalog.units:
        for assignment in unit.assignments:
            try:
                state = read_state(house.site, course_of(assignment), assignment.name).among(learners)
            except (GradingError, OSError):
                state = None
            found.append((assignment, unit, state))
    return found
