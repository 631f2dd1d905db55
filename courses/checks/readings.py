"""A text that is read or heard is Khmer, and somebody meets it."""

from __future__ import annotations

from collections.abc import Iterator

from courses.checks.files import head_of, lesson_file
from courses.checks.rule import Finding
from courses.checks.rules import RULES
from courses.checks.subject import Subject
from courses.checks.texts import find_parts
from courses.khmer import share_of_khmer
from courses.languages import LANGS


def check_readings(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the texts of a unit."""
    unit, head, met = subject.unit, head_of(subject.unit), _texts_met(subject)
    for name, text in unit.texts.items():
        line = subject.files.line(head, f"texts.{name}")
        if share_of_khmer(text) < 0.5:
            yield RULES["untranslated"].at(head, line, f"the text {name} holds less than half Khmer letters")
        if name not in met:
            yield RULES["unused_text"].at(head, line, f"no exercise and no lesson uses the text {name}")


def _texts_met(subject: Subject) -> set[str]:
    """Return the names of the texts that lessons show, or that items show or let a learner hear."""
    unit = subject.unit
    parts = (part for x in unit.lessons for lang in LANGS for part in find_parts(lesson_file(x, lang), lang, unit.id, subject.files))
    read = {item.text for item in unit.items.values()}
    named = {part.name for part in parts if part.kind == "reading"} | {sound.rsplit("/", 1)[1] for sound in unit.sounds()}
    return named | {name for name, text in unit.texts.items() if text in read}
