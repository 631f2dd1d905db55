"""A lesson is the same in both languages, and shows and practises only what there is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courses.checks.files import lesson_file
from courses.checks.rule import Finding
from courses.checks.rules import RULES, as_finding
from courses.checks.subject import Subject
from courses.errors import ContentError
from courses.figures import get_figure
from courses.khmer import share_of_khmer
from courses.languages import LANGS, Lang
from courses.lesson_text import Part, read_lesson_text
from courses.model import Lesson
from courses.notebooks import list_practised
from courses.summaries import check_summary

_A_WORD = re.compile("[A-Za-z]{4}")
"""What is no unit's sign, such as kWh."""


def check_lessons(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the lessons of a unit."""
    for lesson in subject.unit.lessons:
        yield from _check_lesson(lesson, subject)


def check_unit_summary(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the summary of a unit."""
    yield from map(as_finding, check_summary(subject.files.content, subject.unit))


def _check_lesson(lesson: Lesson, subject: Subject) -> Iterator[Finding]:
    texts: dict[Lang, list[Part]] = {}
    for lang in (lang for lang in LANGS if lang != lesson.missing):
        file = lesson_file(lesson, lang)
        try:
            texts[lang] = read_lesson_text(subject.files.content / file, lang, subject.unit.id, file)
        except ContentError as error:
            yield as_finding(error)
    if len(texts) < len(LANGS) and not lesson.missing:
        return
    for lang, parts in texts.items():
        yield from _check_references(parts, lesson, lesson_file(lesson, lang), subject)
    if not lesson.missing:
        yield from _compare(texts["km"], texts["en"], lesson_file(lesson, "km"))


def _check_references(parts: list[Part], lesson: Lesson, file: str, subject: Subject) -> Iterator[Finding]:
    for part in parts:
        if part.kind == "reading" and part.name not in subject.unit.texts:
            known = ", ".join(subject.unit.texts) or "none"
            message = f"the lesson shows the text {part.name}; the texts of this unit are {known}"
            yield RULES["broken_reference"].at(file, part.line, message)
        if part.kind == "practice":
            for skill in list_practised(part, lesson):
                if skill not in subject.unit.skills:
                    message = f"practice names the skill {skill}, which this unit does not define"
                    yield RULES["broken_reference"].at(file, part.line, message)
        if text := _wrong_item(part, subject):
            yield RULES["broken_reference"].at(file, part.line, text)


def _wrong_item(part: Part, subject: Subject) -> str | None:
    """Return what is wrong with the item of a figure, or None."""
    if not (name := part.options.get("item")) or subject.is_unread(name):
        return None
    item = subject.catalog.find_item(name)
    if item is None:
        return f"the figure names the item {name}, which does not exist"
    if item.figure != part.name:
        return f"the item {name} is for {item.figure or 'no figure'}; the lesson shows {part.name}"
    if item.answer.kind not in (kinds := _kinds_of(part)):
        return f"this figure answers {', '.join(kinds)}; the item {name} asks for {item.answer.kind}"
    return None


def _kinds_of(part: Part) -> tuple[str, ...]:
    figure = get_figure(part.name)
    return figure.answers_with(figure.read(part.figure_options))


def _compare(km: list[Part], en: list[Part], file: str) -> Iterator[Finding]:
    if (left := [_shape(p) for p in km]) != (right := [_shape(p) for p in en]):
        index = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
        line = km[min(index, len(km) - 1)].line if km else 1
        message = "the two languages differ here in headings, figures and their options, practices or boxes"
        yield RULES["unequal_languages"].at(file, line, message)
    for part in km:
        if part.text and share_of_khmer(part.text) < 0.5:
            yield RULES["untranslated"].at(file, part.line, "the Khmer text holds less than half Khmer letters")
        for name, text in part.options.items() if part.kind == "figure" else ():
            if _is_translated(part.name, name) and _A_WORD.search(text) and share_of_khmer(text) < 0.5:
                yield RULES["untranslated"].at(file, part.line, f"{name} of {part.name} is not in Khmer: {text}")


def _shape(part: Part) -> tuple:
    headings = [len(m) for m in re.findall(r"^(#+)\s", part.text, re.MULTILINE)]
    options = {name: text for name, text in part.options.items() if part.kind == "figure" and not _is_translated(part.name, name)}
    return part.kind, part.name, options, part.options.get("skills"), headings


def _is_translated(figure: str, option: str) -> bool:
    return option != "item" and get_figure(figure).options[option].translated
