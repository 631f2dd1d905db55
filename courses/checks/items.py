"""An item is right in all its variants: its key, its misconceptions, its texts, its own tests."""

from __future__ import annotations

from collections.abc import Iterator

from courses.checks.files import item_file
from courses.checks.rule import Finding
from courses.checks.rules import RULES
from courses.checks.subject import Subject
from courses.checks.texts import hint_places
from courses.figures import FIGURES
from courses.item_checks import find_faults


def check_items(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the items of a unit."""
    for item in subject.unit.items.values():
        file = item_file(subject.unit, item)
        hints = hint_places(item, subject.files.node(file))
        for rule, place, text in find_faults(item, dict(subject.unit.skills)):
            step = place.split(".")
            there = ".".join([hints[int(step[1])], *step[2:]]) if step[0] == "hints" else place
            yield RULES[rule].at(file, subject.files.line(file, there), text)
        if item.figure and item.figure not in FIGURES:
            known = ", ".join(FIGURES)
            yield RULES["broken_reference"].at(file, subject.files.line(file, "figure"), f"unknown figure {item.figure}; known are {known}")
