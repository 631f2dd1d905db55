"""A course's exam can be drawn from its items, and asks in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from courses.checks.files import Files
from courses.checks.links import find_outside
from courses.checks.rule import Finding
from courses.checks.rules import RULES, as_finding
from courses.errors import ContentError
from courses.exams.blueprint import FILE, check_blueprint, has_blueprint, read_blueprint
from courses.khmer import find_untranslated
from courses.languages import LANGS, Words
from courses.model import Course


def check_exam(course: Course, files: Files) -> Iterator[Finding]:
    """Yield what is wrong with the exam of a course; a course may have none."""
    yield from map(as_finding, check_blueprint(files.content, course))
    file = f"{course.id}/{FILE}"
    for place, words in _texts_of(course, files):
        if text := find_untranslated(words):
            yield RULES["untranslated"].at(file, files.line(file, place), text)
        for lang in LANGS:
            if found := find_outside(words.in_lang(lang)):
                yield RULES["outside_link"].at(file, files.line(file, f"{place}.{lang}"), found)


def _texts_of(course: Course, files: Files) -> Iterator[tuple[str, Words]]:
    try:
        blueprint = read_blueprint(files.content, course) if has_blueprint(files.content, course) else None
    except ContentError:
        return
    if blueprint:
        yield "title", blueprint.title
        for index, question in enumerate(blueprint.written):
            yield f"written.{index}.ask", question.ask
            yield f"written.{index}.rubric", question.rubric
