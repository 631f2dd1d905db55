"""A unit test asks what a machine can mark, or says how a teacher marks it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courses.checks.files import head_of
from courses.checks.rule import Finding
from courses.checks.rules import RULES
from courses.checks.subject import Subject
from courses.checks.texts import titles_of
from courses.khmer import find_missing, find_untranslated
from courses.model import Question


def check_titles(subject: Subject) -> Iterator[Finding]:
    """Yield titles that are in one language twice."""
    file = head_of(subject.unit)
    if missing := find_missing(subject.unit.review):
        yield RULES[missing[0]].at(file, subject.files.line(file, "review"), missing[1])
        return
    for place, words in titles_of(subject.unit):
        if text := find_untranslated(words):
            yield RULES["untranslated"].at(file, subject.files.line(file, place), text)


def check_unit_test(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the unit test of a unit."""
    file = f"{subject.unit.id}/assignment.yaml"
    known = [a.name for u in subject.catalog.units for a in u.assignments]
    for assignment in subject.unit.assignments:
        if text := find_untranslated(assignment.title):
            yield RULES["untranslated"].at(file, subject.files.line(file, "title"), text)
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", assignment.name) or known.count(assignment.name) > 1:
            message = f"an assignment's name is its own, of a-z, 0-9 and -. Got {assignment.name}"
            yield RULES["unit_test"].at(file, subject.files.line(file, "name"), message)
        for index, question in enumerate(assignment.questions):
            yield from _check_question(question, file, f"questions.{index}", subject)


def _check_question(question: Question, file: str, place: str, subject: Subject) -> Iterator[Finding]:
    line = subject.files.line(file, place)
    item = subject.catalog.find_item(question.item or "")
    if question.item and item is None and not subject.is_unread(question.item):
        yield RULES["broken_reference"].at(file, line, f"question {question.id} names the item {question.item}, which does not exist")
    if item and item.answer.kind == "long_text":
        message = f"question {question.id} names {question.item}, which a machine cannot mark; write ask and rubric here"
        yield RULES["unit_test"].at(file, line, message)
    if item and (not item.scored or item.skip):
        why = "a learner may skip" if item.scored else "nobody scores"
        yield RULES["unit_test"].at(file, line, f"question {question.id} names the item {question.item}, which {why}")
    if item and item.figure:
        yield RULES["unit_test"].at(file, line, f"question {question.id} names the item {question.item}, which needs the figure {item.figure}")
    for name, words in (("ask", question.ask), ("rubric", question.rubric)):
        if words and (text := find_untranslated(words)):
            yield RULES["untranslated"].at(file, subject.files.line(file, f"{place}.{name}"), text)
