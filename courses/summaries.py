"""A unit's summary is one page to print and keep: its rules, an example for each, its words; no exercise and no figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from courses.errors import ContentError
from courses.khmer import share_of_khmer
from courses.languages import LANGS, Lang
from courses.lesson_text import Part, read_lesson_text
from courses.markdown import to_html
from courses.model import Unit
from courses.notebooks import box_html


def summary_path(content: Path, unit: Unit, lang: Lang) -> Path:
    """Return the file of one language of a unit's summary."""
    return content / unit.id / f"summary.{lang}.md"


def has_summary(content: Path, unit: Unit) -> bool:
    """Tell whether the unit has a summary."""
    return any(summary_path(content, unit, lang).exists() for lang in LANGS)


def list_summaries(content: Path, units: Iterable[Unit]) -> set[str]:
    """Return the ids of those units that have a summary."""
    return {unit.id for unit in units if has_summary(content, unit)}


def read_summary(content: Path, unit: Unit, lang: Lang) -> str:
    """Return one language of a unit's summary as HTML.

    Raises:
        ContentError: the file is missing, or holds what a summary may not hold.
    """
    return "\n".join(box_html(part) if part.kind == "box" else to_html(part.text) for part in _read_parts(content, unit, lang))


def check_summary(content: Path, unit: Unit) -> Iterator[ContentError]:
    """Yield what is wrong with a unit's summary; a unit may have none."""
    if not has_summary(content, unit):
        return
    parts: dict[Lang, list[Part]] = {}
    for lang in LANGS:
        try:
            parts[lang] = _read_parts(content, unit, lang)
        except ContentError as error:
            yield error
    if len(parts) < len(LANGS):
        return
    file = _shown_as(unit, "km")
    if _shape(parts["km"]) != _shape(parts["en"]):
        yield ContentError(file, 1, "the two languages of the summary differ in headings or boxes", "unequal_languages")
    for part in parts["km"]:
        if part.text and share_of_khmer(part.text) < 0.5:
            yield ContentError(file, part.line, "the Khmer text holds less than half Khmer letters", "untranslated")


def _read_parts(content: Path, unit: Unit, lang: Lang) -> list[Part]:
    file = _shown_as(unit, lang)
    parts = read_lesson_text(summary_path(content, unit, lang), lang, unit.id, file)
    for part in parts:
        if part.kind not in ("text", "box"):
            raise ContentError(file, part.line, f"a summary is printed; {part.name} has no place in it")
    return parts


def _shape(parts: list[Part]) -> list[tuple[str, str, list[int]]]:
    return [(part.kind, part.name, [len(marks) for marks in re.findall(r"^(#+)\s", part.text, re.MULTILINE)]) for part in parts]


def _shown_as(unit: Unit, lang: Lang) -> str:
    return f"{unit.id}/summary.{lang}.md"
