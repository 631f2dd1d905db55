"""Skills have one name in the whole house: `<unit id>#<skill id>`; what is taught is read from the catalog alone."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from courses import answers
from courses.catalog import Catalog
from courses.languages import Lang, Words
from courses.model import Course, Item, Lesson, Unit
from tutor.drawings import Drawings
from tutor.errors import UnknownSkill
from tutor.events.moves import Moves
from tutor.events.records import Task


@dataclass(frozen=True, slots=True)
class SkillNode:
    """A skill among the others: what it needs, and the exercises that train it."""

    id: str
    title: Words
    unit: str
    needs: tuple[str, ...]
    items: tuple[Item, ...]
    tasks: tuple[Task, ...] = ()
    """The same exercises, as learner models see them."""
    opinions: tuple[Item, ...] = ()
    """Questions that are never right or wrong; no model sees them."""


def skill_key(unit: str, skill: str) -> str:
    """Return the name of a skill in the whole house."""
    return f"{unit}#{skill}"


class Curriculum:
    """What is taught, as the tutor looks at it."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.drawings = Drawings(catalog)
        self.skills = {node.id: node for unit in self.units() for node in _list_nodes(unit)}

    def units(self) -> Iterator[Unit]:
        """Yield every unit, in the order of teaching."""
        for course in self.catalog.courses.values():
            yield from course.units

    def skill(self, key: str) -> SkillNode:
        """Return a skill.

        Raises:
            UnknownSkill: nobody teaches it (any more).
        """
        try:
            return self.skills[key]
        except KeyError:
            raise UnknownSkill(f"no unit teaches {key}") from None

    def skills_of(self, unit: str, names: Iterable[str] = ()) -> list[str]:
        """Return the skills of a unit that are named, all where none is, in the order of teaching."""
        wanted = {name if "#" in name else skill_key(unit, name) for name in names}
        return [node.id for node in self.skills.values() if node.unit == unit and (not wanted or node.id in wanted)]

    def task_skills(self, item: Item) -> tuple[str, ...]:
        """Return the skills that an item trains."""
        return tuple(skill_key(unit_of(item.id), skill) for skill in item.skills)

    def lesson_skills(self, lesson: Lesson) -> list[str]:
        """Return the skills that a lesson practises."""
        return self.skills_of(unit_of(lesson.id), lesson.skills) if lesson.skills else []

    def course_skills(self, course: Course) -> list[str]:
        """Return the skills of all written units of a course."""
        return [node.id for unit in course.units for node in self._of_unit(unit.id)]

    def needed(self, key: str) -> set[str]:
        """Return everything that a skill needs, step by step down."""
        found, ahead = set[str](), list(self.skills[key].needs)
        while ahead:
            need = ahead.pop()
            if need not in found and need in self.skills:
                found.add(need)
                ahead.extend(self.skills[need].needs)
        return found

    def title(self, key: str, lang: Lang) -> str:
        """Return what a person calls the skill; one that is no longer taught keeps its id."""
        key = self.moves.skill(key)
        return self.skills[key].title.in_lang(lang) if key in self.skills else key.partition("#")[2]

    @functools.cached_property
    def lessons(self) -> dict[str, Lesson]:
        """Every lesson, in the order of teaching."""
        return {lesson.id: lesson for unit in self.units() for lesson in unit.lessons}

    @functools.cached_property
    def moves(self) -> Moves:
        """Which items and skills had another name before; a name that is taught again stands for itself."""
        items = {old: item.id for unit in self.units() for item in unit.items.values() for old in item.was}
        skills = {_need_key(unit, old): skill_key(unit.id, skill.id) for unit in self.units() for skill in unit.skills.values() for old in skill.was}
        taught = {item for unit in self.units() for item in unit.items}
        return Moves({old: new for old, new in items.items() if old not in taught}, {o: n for o, n in skills.items() if o not in self.skills})

    def _of_unit(self, unit: str) -> list[SkillNode]:
        return [node for node in self.skills.values() if node.unit == unit]


def task_of(item: Item) -> Task:
    """Return what a learner model may know of an item."""
    unit = unit_of(item.id)
    choices = len(item.answer.options.get("choices", ()))
    return Task(item.id, tuple(skill_key(unit, skill) for skill in item.skills), item.level, answers.find_kind(item.answer.kind).input, choices)


def unit_of(path: str) -> str:
    """Return the unit's id in the id of a lesson, an item or a skill."""
    return "/".join(path.partition("#")[0].split("/")[:2])


def course_of_skill(key: str) -> str:
    """Return the course's id in the id of a skill, an item or a unit."""
    return key.partition("/")[0]


def _list_nodes(unit: Unit) -> Iterator[SkillNode]:
    for skill in unit.skills.values():
        needs = tuple(_need_key(unit, need) for need in skill.needs)
        asked = [item for item in unit.items.values() if skill.id in item.skills and item.figure is None]
        items, opinions = tuple(item for item in asked if item.scored), tuple(item for item in asked if not item.scored)
        yield SkillNode(skill_key(unit.id, skill.id), skill.title, unit.id, needs, items, tuple(task_of(item) for item in items), opinions)


def _need_key(unit: Unit, need: str) -> str:
    """Return the name of a needed skill: of the same unit, or `course/unit/skill`."""
    if need in unit.skills or "/" not in need:
        return skill_key(unit.id, need)
    return skill_key(*need.rsplit("/", 1))
