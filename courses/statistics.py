"""What is written and sound, counted: a unit with an error counts for nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from courses.answers import KINDS
from courses.catalog import Catalog
from courses.checks.report import Report, sound_units
from courses.errors import ContentError
from courses.glossary import read_glossary
from courses.languages import LANGS
from courses.lesson_text import read_lesson_text
from courses.model import Unit
from courses.notebooks import build_notebook

_COUNTS: dict[str, Callable[[Unit], int]] = {
    "units": lambda unit: 1,
    "lessons": lambda unit: len(unit.lessons),
    "skills": lambda unit: len(unit.skills),
    "items": lambda unit: len(unit.items),
}


def count_content(report: Report, content: Path) -> dict[str, Any]:
    """Return for each course what was built and passed the check, then the terms of the glossary and the answer kinds."""
    catalog, sound = report.catalog, sound_units(report)
    courses = {course.id: _count([u for u in course.units if u.id in sound], catalog) for course in catalog.courses.values()} if catalog else {}
    try:
        words = len(read_glossary(content).terms)
    except ContentError:
        words = 0
    return {"courses": courses, "words": words, "answer_kinds": list(KINDS)}


def _count(units: list[Unit], catalog: Catalog) -> dict[str, int]:
    counted = {noun: sum(count(unit) for unit in units) for noun, count in _COUNTS.items()}
    figures = {pair for unit in units for pair in figures_of(unit, catalog)}
    return {**counted, "figures": len(figures), "assignments": sum(len(unit.assignments) for unit in units)}


def figures_of(unit: Unit, catalog: Catalog) -> set[tuple[str, str]]:
    """Return the figures of a unit whose state answers an item, each with that item; its lessons are built on the way."""
    found: set[tuple[str, str]] = set()
    for lesson in unit.lessons:
        for lang in LANGS:
            file = f"{lesson.id.rpartition('/')[0]}/lessons/{lesson.id.rpartition('/')[2]}.{lang}.md"
            parts = read_lesson_text(catalog.folder / file, lang, unit.id, file)
            build_notebook(lesson, unit.id, lang, parts)
            found |= {(part.name, part.options["item"]) for part in parts if part.kind == "figure" and part.options.get("item")}
    return found
