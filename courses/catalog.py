"""All that is taught, read once and then only looked up; the path is the id."""

from __future__ import annotations

import difflib
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from courses.errors import ContentErrors, UnknownContent
from courses.model import Assignment, Course, Item, Lesson, PlannedUnit, Unit
from courses.needs import check_needs
from courses.unit_file import Faults, read_unit
from courses.yaml_nodes import Node, read_review, read_yaml

_LANDMARK_ITEMS = 3
"""The placement asks a landmark at least twice, and not the same exercise."""


@dataclass(frozen=True)
class Catalog:
    """Every course, in the order in which a learner's home shows them."""

    courses: dict[str, Course]
    folder: Path
    _units: dict[str, Unit] = field(init=False, repr=False)
    _items: dict[str, Item] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        units = {u.id: u for course in self.courses.values() for u in course.units}
        items = {i.id: i for u in units.values() for i in u.items.values()}
        moved = {old: i for i in items.values() for old in i.was if old not in items}
        object.__setattr__(self, "_units", units)
        object.__setattr__(self, "_items", items | moved)

    @property
    def units(self) -> list[Unit]:
        """Every unit that is written."""
        return list(self._units.values())

    def course(self, course_id: str) -> Course:
        """Return a course."""
        return _get(self.courses, course_id, "course")

    def unit(self, unit_id: str) -> Unit:
        """Return a unit."""
        return _get(self._units, unit_id, "unit")

    def item(self, item_id: str) -> Item:
        """Return an item, also by the id it had before it was moved."""
        return _get(self._items, item_id, "item")

    def find_item(self, item_id: str) -> Item | None:
        """Return an item, or None."""
        return self._items.get(item_id)

    def lesson(self, lesson_id: str) -> Lesson:
        """Return a lesson by its id, `math1/fractions/01-meaning`."""
        return _get({x.id: x for u in self.units for x in u.lessons}, lesson_id, "lesson")

    def assignment(self, name: str) -> Assignment:
        """Return a unit test by its nbgrader name."""
        return _get({a.name: a for u in self.units for a in u.assignments}, name, "assignment")


def _get(known: dict[str, Any], wanted: str, noun: str) -> Any:
    try:
        return known[wanted]
    except KeyError:
        near = difflib.get_close_matches(wanted, known, 1)
        raise UnknownContent(f"no {noun} {wanted}" + (f"; did you mean {near[0]}?" if near else "")) from None


def load_catalog(content: Path, leave_out: Container[str] = ()) -> Catalog:
    """Read all courses below a folder.

    Args:
        leave_out: ids of courses and units that are not read, since they are known to be broken.

    Raises:
        ContentErrors: every fault, as `file:line: message`.
    """
    faults = Faults()
    folders = [f for f in sorted(content.iterdir()) if (f / "course.yaml").exists() and f.name not in leave_out]
    found = [faults.catch(_read_course, folder, content, leave_out) for folder in folders]
    faults.raise_if_any()
    if not found:
        faults.add(content.name, 1, "no folder here holds a course.yaml")
        raise ContentErrors(faults.found)
    order = sorted(found, key=lambda pair: pair[0])
    return Catalog({course.id: course for _, course in order}, content)


def _read_course(folder: Path, content: Path, leave_out: Container[str]) -> tuple[float, Course]:
    shown = f"{folder.name}/course.yaml"
    fields = read_yaml(folder / "course.yaml", shown).in_review().fields(("title", "about", "icon", "units"), ("place", "placement", "review"))
    faults = Faults()
    units: list[Unit] = []
    planned: list[PlannedUnit] = []
    for node in fields["units"].items():
        entry = node.fields((), ("folder", "title"))
        if "folder" in entry:
            name = entry["folder"].text()
            if f"{folder.name}/{name}" in leave_out:
                continue
            if not (folder / name / "unit.yaml").exists():
                faults.add(shown, node.line, f"the unit {name} has no folder with a unit.yaml")
            elif unit := faults.catch(read_unit, folder / name, f"{folder.name}/{name}", content):
                units.append(unit)
        elif "title" in entry:
            planned.append(PlannedUnit(entry["title"].words()))
        else:
            faults.add(shown, node.line, "a unit has a folder, or the title of one still to be written")
    faults.raise_if_any()
    faults.found.extend(check_needs(units, content, leave_out))
    faults.raise_if_any()
    landmarks = _read_landmarks(fields["placement"], folder.name, units) if "placement" in fields else ()
    place = fields["place"].number(0, 1000) if "place" in fields else 1000
    about = fields["title"].words(), fields["about"].words(), fields["icon"].text()
    course = Course(folder.name, *about, tuple(units), tuple(planned), landmarks, read_review(fields.get("review")))
    return place, course


def _read_landmarks(node: Node, course: str, units: list[Unit]) -> tuple[str, ...]:
    known = {f"{unit.id}/{skill}": unit for unit in units for skill in unit.skills}
    found = tuple(f"{course}/{name}" for name in node.texts())
    for name in found:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            node.fail(f"placement names {name}, which no unit of this course defines" + (f"; did you mean {near[0]}?" if near else ""))
        usable = [i for i in known[name].items.values() if i.figure is None and i.skills[0] == name.rsplit("/", 1)[1]]
        if len(usable) < _LANDMARK_ITEMS:
            node.fail(f"placement names {name}, which has {len(usable)} exercises without a figure; {_LANDMARK_ITEMS} are needed")
    return found
