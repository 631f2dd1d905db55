"""The class as a teacher sees it: who needs help and why, who needs the same, time, progress, what waits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from courses.languages import Lang
from courses.model import Assignment, Unit
from grading.errors import GradingError
from grading.marks import AssignmentState, read_state
from grading.records.roster import Person
from tutor.curriculum import unit_of
from tutor.events.records import Attempt
from tutor.groups import find_groups
from tutor.needs import Situation, find_needs
from tutor.pacing.plan import DayPlan
from tutor.pacing.standing import Standing
from tutor.sentences import say_reason
from tutor.sitting import course_of
from tutor.store import decisions, events, reports, talks, worktime
from tutor.today import list_skills, plan_today
from tutor.web.heat import see_units
from tutor.web.house import House
from tutor.web.identity import Viewer
from tutor.worktime import WorkTime, count_work

_DAYS, _LATEST = 7, 40


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One learner's line in the class."""

    person: Person
    needs: tuple[str, ...]
    weight: int
    work: WorkTime
    mastered: int
    last: Attempt | None
    """The newest answer that counts."""
    plan: DayPlan
    """Today's plan: in it stands when the learner would be finished."""


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """What is read of a class at once, whatever page shows it."""

    people: list[Person]
    standings: Mapping[str, Standing]
    situations: Mapping[str, Situation]
    work: Mapping[str, WorkTime]

    def last_unit(self) -> dict[str, str]:
        """Return the unit that each learner worked on last."""
        newest = {number: situation.latest[0] for number, situation in self.situations.items() if situation.latest}
        return {number: unit_of(attempt.task.skills[0]) for number, attempt in newest.items() if attempt.task.skills}


def list_my_learners(house: House, viewer: Viewer) -> list[Person]:
    """Return the learners of a teacher's class; of all classes for a teacher without one, and for an admin."""
    mine = viewer.person.class_name if viewer.person.role == "teacher" else ""
    return house.roster().learners(mine or None)


def read_class(house: House, connection: Connection, people: list[Person], days: int = _DAYS) -> ClassFacts:
    """Return what is known of some learners, in a few queries however many they are."""
    numbers = [person.number for person in people]
    standings = house.session.standings(connection, numbers)
    latest = events.list_latest(connection, numbers, max(house.settings.easy_after, _LATEST), house.curriculum.moves)
    left = decisions.list_of_kinds(connection, numbers, ["leave:call_teacher"])
    wishes = talks.list_open(connection, numbers)
    situations = {n: Situation(standings[n], latest[n], left[n], wishes[n]) for n in numbers}
    shown_days = house.calendar.last_days(house.now(), days)
    worked = worktime.list_worked(connection, numbers, since=house.calendar.start_of(shown_days[0]))
    return ClassFacts(people, standings, situations, count_work(numbers, shown_days, worked, house.calendar))


def view_class(house: House, viewer: Viewer, lang: Lang) -> dict[str, Any]:
    """Return what the class page shows."""
    people, skills = list_my_learners(house, viewer), list(house.curriculum.skills)
    with house.store.reading() as connection:
        facts = read_class(house, connection, people)
        told = [r for r in reports.list_open(connection) if r.learner in facts.standings]
    rows = [see_row(house, facts, person, skills, lang) for person in people]
    units = see_units(house.curriculum, people, facts.standings, facts.last_unit())
    states = view_states(house, [person.number for person in people])
    return {
        "rows": rows,
        "needing": sorted((r for r in rows if r.needs), key=lambda r: -r.weight),
        "groups": [(group, [p for p in people if p.number in group.learners]) for group in find_groups(facts.standings, skills)],
        "units": units,
        "open_unit": max(units, key=lambda unit: unit.here, default=None),
        "skills_total": len(skills),
        "reports": told,
        "model_refused": house.model_news.refused if house.model_news else "",
        "waiting_tests": [row for row in states if row[2] and row[2].submitted],
        "other_tests": [row for row in states if not (row[2] and row[2].submitted)],
    }


def see_row(house: House, facts: ClassFacts, person: Person, skills: Sequence[str], lang: Lang) -> ClassRow:
    """Return one learner's line."""
    situation = facts.situations[person.number]
    needs = find_needs(situation, skills, house.settings, house.now())
    said = tuple(say_reason(need.reason, house.curriculum, lang) for need in needs)
    mastered = sum(situation.standing.mastered(skill) for skill in skills)
    last = situation.latest[0] if situation.latest else None
    mine, today = list_skills(house.curriculum, person.courses), house.calendar.day_of(house.now())
    plan = plan_today(situation.standing, mine, situation.latest, house.settings, today, person.target_date)
    return ClassRow(person, said, needs[0].weight if needs else 0, facts.work[person.number], mastered, last, plan)


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
