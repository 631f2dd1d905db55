"""The whole content is checked before any of it is shown; every fault is told at its file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from courses.catalog import Catalog
from courses.errors import ContentError
from courses.exams.blueprint import check_blueprint
from courses.figures import FIGURES, get_figure
from courses.item_checks import check_item
from courses.khmer import find_untranslated, share_of_khmer
from courses.languages import LANGS, Words
from courses.lesson_text import Part, read_lesson_text
from courses.model import Lesson, Unit
from courses.notebooks import list_practised
from courses.summaries import check_summary
from courses.yaml_nodes import find_line

Progress = Callable[[str], None]


def check_catalog(catalog: Catalog, progress: Progress = lambda _: None) -> list[ContentError]:
    """Return every fault of the content, in the order of files and lines.

    Args:
        progress: told each unit and lesson as it is checked.
    """
    faults = [error for unit in catalog.units for error in _check_unit(unit, catalog, progress)]
    for course in catalog.courses.values():
        file = f"{course.id}/course.yaml"
        faults += check_blueprint(catalog.folder, course)
        faults += [ContentError(file, 1, text) for words in (course.title, course.about) if (text := find_untranslated(words))]
    return sorted(faults, key=lambda e: (e.file, e.line))


def _check_unit(unit: Unit, catalog: Catalog, progress: Progress) -> Iterator[ContentError]:
    progress(unit.id)
    head = f"{unit.id}/unit.yaml"
    for place, words in _texts_of(unit):
        if text := find_untranslated(words):
            yield ContentError(head, find_line(catalog.folder / head, place), text)
    for skill in unit.skills:
        if not any(skill in item.skills for item in unit.items.values()):
            yield ContentError(head, find_line(catalog.folder / head, f"skills.{skill}"), f"no item trains the skill {skill}")
    for item in unit.items.values():
        file = f"{unit.id}/items/{item.id.rsplit('/', 1)[1]}.yaml"
        for place, text in check_item(item, dict(unit.skills)):
            yield ContentError(file, find_line(catalog.folder / file, place), text)
        if item.figure and item.figure not in FIGURES:
            yield ContentError(file, find_line(catalog.folder / file, "figure"), f"unknown figure {item.figure}; known are {', '.join(FIGURES)}")
    yield from _check_assignments(unit, catalog)
    yield from check_summary(catalog.folder, unit)
    for lesson in unit.lessons:
        progress(lesson.id)
        yield from _check_lesson(lesson, unit, catalog)


def _texts_of(unit: Unit) -> Iterator[tuple[str, Words]]:
    yield "title", unit.title
    yield from ((f"skills.{s.id}.title", s.title) for s in unit.skills.values())
    yield from ((f"lessons.{x.id.rsplit('/', 1)[1]}.title", x.title) for x in unit.lessons)


def _check_assignments(unit: Unit, catalog: Catalog) -> Iterator[ContentError]:
    file = f"{unit.id}/assignment.yaml"
    for assignment in unit.assignments:
        for index, question in enumerate(assignment.questions):
            line = find_line(catalog.folder / file, f"questions.{index}")
            item = catalog.find_item(question.item or "")
            if question.item and item is None:
                yield ContentError(file, line, f"question {question.id} names the item {question.item}, which does not exist")
            if item and item.answer.kind == "long_text":
                yield ContentError(
                    file, line, f"question {question.id} names {question.item}, which a machine cannot mark; write ask and rubric here"
                )
            if item and item.figure:
                yield ContentError(file, line, f"question {question.id} names the item {question.item}, which needs the figure {item.figure}")
            for words in (question.ask, question.rubric):
                if words and (text := find_untranslated(words)):
                    yield ContentError(file, line, text)
    known = [a.name for u in catalog.units for a in u.assignments]
    for assignment in unit.assignments:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", assignment.name) or known.count(assignment.name) > 1:
            yield ContentError(file, 1, f"an assignment's name is its own, of a-z, 0-9 and -. Got {assignment.name}")


def _check_lesson(lesson: Lesson, unit: Unit, catalog: Catalog) -> Iterator[ContentError]:
    files: dict[str, str] = {lang: f"{unit.id}/lessons/{lesson.id.rsplit('/', 1)[1]}.{lang}.md" for lang in LANGS}
    texts: dict[str, list[Part]] = {}
    for lang in LANGS:
        try:
            texts[lang] = read_lesson_text(lesson_path(catalog.folder, lesson, lang), lang, unit.id, files[lang])
        except ContentError as error:
            yield error
    if len(texts) < len(LANGS):
        return
    for name, parts in texts.items():
        yield from _check_references(parts, lesson, unit, catalog, files[name])
    yield from _compare(texts["km"], texts["en"], files)


def lesson_path(content: Path, lesson: Lesson, lang: str) -> Path:
    """Return the file of one language of a lesson."""
    unit_id, name = lesson.id.rsplit("/", 1)
    return content / unit_id / "lessons" / f"{name}.{lang}.md"


def _check_references(parts: list[Part], lesson: Lesson, unit: Unit, catalog: Catalog, file: str) -> Iterator[ContentError]:
    for part in parts:
        if part.kind == "practice":
            unknown = [s for s in list_practised(part, lesson) if s not in unit.skills]
            yield from (ContentError(file, part.line, f"practice names the skill {s}, which this unit does not define") for s in unknown)
        if name := part.options.get("item"):
            item = catalog.find_item(name)
            if item is None:
                yield ContentError(file, part.line, f"the figure names the item {name}, which does not exist")
            elif item.figure != part.name:
                yield ContentError(file, part.line, f"the item {name} is for {item.figure or 'no figure'}; the lesson shows {part.name}")
            elif item.answer.kind not in (kinds := _kinds_of(part)):
                yield ContentError(file, part.line, f"this figure answers {', '.join(kinds)}; the item {name} asks for {item.answer.kind}")


def _kinds_of(part: Part) -> tuple[str, ...]:
    figure = get_figure(part.name)
    return figure.answers_with(figure.read(part.figure_options))


def _compare(km: list[Part], en: list[Part], files: dict[str, str]) -> Iterator[ContentError]:
    if (left := [_shape(p) for p in km]) != (right := [_shape(p) for p in en]):
        index = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
        line = km[min(index, len(km) - 1)].line if km else 1
        yield ContentError(files["km"], line, "the two languages differ here in headings, figures and their options, practices or boxes")
    for part in km:
        if part.text and share_of_khmer(part.text) < 0.5:
            yield ContentError(files["km"], part.line, "the Khmer text holds less than half Khmer letters")


def _shape(part: Part) -> tuple:
    headings = [len(m) for m in re.findall(r"^(#+)\s", part.text, re.MULTILINE)]
    options = {name: text for name, text in part.options.items() if part.kind == "figure" and not _is_translated(part.name, name)}
    return part.kind, part.name, options, part.options.get("skills"), headings


def _is_translated(figure: str, option: str) -> bool:
    return option != "item" and get_figure(figure).options[option].translated
