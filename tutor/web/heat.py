"""Skills by learner: a colour, and a number that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courses.model import Course, Unit
from grading.records.roster import Person
from tutor.curriculum import Curriculum
from tutor.pacing.standing import Standing


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
class UnitHeat:
    """One unit of the class: a row a learner, a cell a skill."""

    course: Course
    unit: Unit
    skills: tuple[str, ...]
    rows: tuple[tuple[Person, tuple[SkillCell, ...]], ...]
    mastered: float
    """Which part of all cells is mastered, in [0, 1]."""
    here: int
    """How many learners worked on this unit last."""


def see_cell(standing: Standing, skill: str) -> SkillCell:
    """Return how one skill stands."""
    share, tries = standing.mastery(skill), standing.tally(skill).tries
    said = skill in standing.said
    look = "done" if standing.mastered(skill) else "none" if not tries and not said else "near" if share >= 0.7 else "half" if share >= 0.4 else "low"
    return SkillCell(skill, round(100 * share), look, tries, said)


def see_units(curriculum: Curriculum, people: Sequence[Person], standings: Mapping[str, Standing], last: Mapping[str, str]) -> list[UnitHeat]:
    """Return every written unit of every course.

    Args:
        last: the unit that each learner worked on last.
    """
    units = ((course, unit) for course in curriculum.catalog.courses.values() for unit in course.units)
    return [_see_unit(course, unit, curriculum.skills_of(unit.id), people, standings, last) for course, unit in units if unit.skills]


def _see_unit(
    course: Course, unit: Unit, skills: list[str], people: Sequence[Person], standings: Mapping[str, Standing], last: Mapping[str, str]
) -> UnitHeat:
    rows = tuple((person, tuple(see_cell(standings[person.number], skill) for skill in skills)) for person in people)
    done = sum(cell.look == "done" for _person, cells in rows for cell in cells)
    here = sum(last.get(person.number) == unit.id for person in people)
    return UnitHeat(course, unit, tuple(skills), rows, done / max(len(rows) * len(skills), 1), here)
