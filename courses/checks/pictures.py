"""What is seen is also said: a figure has the texts that its words are made of."""

from __future__ import annotations

from collections.abc import Iterator

from courses.checks.files import lesson_file
from courses.checks.rule import Finding
from courses.checks.rules import RULES
from courses.checks.subject import Subject
from courses.checks.texts import find_parts
from courses.figures import get_figure
from courses.languages import LANGS
from courses.pictures import faults_of_pictures, pictures_shown, read_pictures


def check_pictures(subject: Subject) -> Iterator[Finding]:
    """Yield figures that would be told as “A” and “B”."""
    for lesson in subject.unit.lessons:
        for lang in LANGS:
            file = lesson_file(lesson, lang)
            for part in find_parts(file, lang, subject.unit.id, subject.files):
                found = read_pictures(subject.files.content / subject.unit.id, (name for name, _ in pictures_shown(part.text)))
                for rule, text in faults_of_pictures(part.text, found):
                    yield RULES[rule].at(file, part.line, text)
                missing = [name for name in get_figure(part.name).named_by if not part.options.get(name)] if part.kind == "figure" else []
                if missing:
                    message = f"{part.name} lacks {', '.join(missing)}, by which it says in words what it shows"
                    yield RULES["no_alternative"].at(file, part.line, message)
