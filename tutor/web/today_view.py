"""The day of one learner, read from the store for the home."""

from __future__ import annotations

from typing import Any

from grading.records.roster import Person
from tutor.store import events, worktime
from tutor.today import Today, list_skills, plan_today
from tutor.web.house import House
from tutor.worktime import count_work

_LATEST = 60
"""So many answers tell how long an exercise takes."""


def view_today(house: House, person: Person) -> dict[str, Any]:
    """Return the day's plan, and the courses whose placement is offered."""
    number, today = person.number, house.calendar.day_of(house.now())
    with house.store.reading() as connection:
        standing = house.session.standing(connection, number)
        review = house.reviewing.view(connection, number, standing)
        latest = events.list_latest(connection, [number], _LATEST, house.curriculum.moves)[number]
        worked = worktime.list_worked(connection, [number], since=house.calendar.start_of(today))
        written = [course for course in house.catalog.courses.values() if house.curriculum.course_skills(course)]
        offered = [course for course in written if house.placing.view(connection, number, course).state in ("offered", "begun")]
    skills = list_skills(house.curriculum, person.courses)
    plan = plan_today(standing, skills, latest, house.settings, today, person.target_date, len(review.due))
    work = count_work([number], [today], worked, house.calendar)[number]
    return {"today": Today(plan, work, review, person.target_date), "placements": offered}
