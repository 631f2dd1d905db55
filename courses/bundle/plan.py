"""Before anything changes it is said what will: lessons and items that are new, changed or gone, and what learners would lose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from courses.catalog import Catalog
from courses.library import Change, compare


@dataclass(frozen=True, slots=True)
class Difference:
    """What is other between two versions, of one kind of thing."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    """Old names and the new ones that keep their history."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What installing would change."""

    files: tuple[Change, ...]
    items: Difference
    lessons: Difference
    skills: Difference

    @property
    def lost(self) -> tuple[str, ...]:
        """What learners did under these names would count for nothing any more: nothing says `was:` of them."""
        return (*self.items.removed, *self.skills.removed)


def make_plan(old: Path, new: Path, before: Catalog, after: Catalog) -> Plan:
    """Compare two content folders and what was read from them."""
    files = compare(old, new)
    touched = {change.name for change in files}
    items = _differ(_items(before), _items(after), lambda i: _item_file(i) in touched, {o: n.id for n in _items(after).values() for o in n.was})
    lessons = _differ(_lessons(before), _lessons(after), lambda i: any(f"{_lesson_stem(i)}.{lang}.md" in touched for lang in ("km", "en")), {})
    was = {_skill_key(u.id, old): f"{u.id}#{s.id}" for u in after.units for s in u.skills.values() for old in s.was}
    skills = _differ(_skills(before), _skills(after), lambda _: False, was)
    return Plan(tuple(files), items, lessons, skills)


def _differ(before: Mapping[str, Any], after: Mapping[str, Any], is_changed: Callable[[str], bool], was: Mapping[str, str]) -> Difference:
    gone = before.keys() - after.keys()
    moved = {old: was[old] for old in sorted(gone) if old in was}
    return Difference(
        new=tuple(sorted(after.keys() - before.keys() - set(moved.values()))),
        changed=tuple(sorted(name for name in before.keys() & after.keys() if is_changed(name))),
        removed=tuple(sorted(gone - moved.keys())),
        moved=moved,
    )


def _items(catalog: Catalog) -> dict[str, Any]:
    return {item.id: item for unit in catalog.units for item in unit.items.values()}


def _lessons(catalog: Catalog) -> dict[str, Any]:
    return {lesson.id: lesson for unit in catalog.units for lesson in unit.lessons}


def _skills(catalog: Catalog) -> dict[str, Any]:
    return {f"{unit.id}#{skill.id}": skill for unit in catalog.units for skill in unit.skills.values()}


def _item_file(item_id: str) -> str:
    unit_id, _, name = item_id.rpartition("/")
    return f"{unit_id}/items/{name}.yaml"


def _lesson_stem(lesson_id: str) -> str:
    unit_id, _, name = lesson_id.rpartition("/")
    return f"{unit_id}/lessons/{name}"


def _skill_key(unit_id: str, old: str) -> str:
    """Return a skill's old name as events hold it: `course/unit#skill`."""
    whole = old if "/" in old else f"{unit_id}/{old}"
    above, _, name = whole.rpartition("/")
    return f"{above}#{name}"
