"""A course for simulated learners: six units of four skills, twelve exercises each, as the tutor would read it from files."""

from __future__ import annotations

import functools
from pathlib import Path

from courses.catalog import Catalog
from courses.languages import Words
from courses.model import AnswerSpec, Course, Item, Skill, Unit
from tutor.curriculum import Curriculum
from tutor.simulate.worlds import IN_UNIT, ITEMS, PARENTS, SKILLS, UNITS

COURSE = "world"


def skill_name(skill: int) -> str:
    """Return the key of a skill by its number."""
    return f"{COURSE}/unit{skill // IN_UNIT}#skill{skill % IN_UNIT}"


def item_name(skill: int, item: int) -> str:
    """Return the id of an item."""
    return f"{COURSE}/unit{skill // IN_UNIT}/s{skill % IN_UNIT}-{item:02d}"


NAMES = tuple(skill_name(skill) for skill in range(SKILLS))
NEEDS = {name: (NAMES[parent],) if parent >= 0 else () for name, parent in zip(NAMES, PARENTS, strict=True)}
ITEM_NAMES = tuple(item_name(skill, item) for skill in range(SKILLS) for item in range(ITEMS))
ITEM_NUMBERS = {name: number for number, name in enumerate(ITEM_NAMES)}


@functools.cache
def make_curriculum() -> Curriculum:
    """Return the course as a curriculum of the tutor."""
    units = tuple(_make_unit(unit) for unit in range(UNITS))
    course = Course(COURSE, _say("world"), _say("world"), "", units)
    return Curriculum(Catalog({COURSE: course}, Path("/nowhere")))


def _make_unit(unit: int) -> Unit:
    numbers = range(unit * IN_UNIT, (unit + 1) * IN_UNIT)
    skills = {f"skill{skill % IN_UNIT}": Skill(f"skill{skill % IN_UNIT}", _say("skill"), _needs(skill)) for skill in numbers}
    items = {item_name(skill, item): _make_item(skill, item) for skill in numbers for item in range(ITEMS)}
    return Unit(f"{COURSE}/unit{unit}", _say("unit"), skills, (), items)


def _needs(skill: int) -> tuple[str, ...]:
    parent = PARENTS[skill]
    return (f"{COURSE}/unit{parent // IN_UNIT}/skill{parent % IN_UNIT}",) if parent >= 0 else ()


def _make_item(skill: int, item: int) -> Item:
    return Item(item_name(skill, item), (f"skill{skill % IN_UNIT}",), 2, "", {}, _say("?"), AnswerSpec("number", {}))


def _say(text: str) -> Words:
    return Words(text, text)
