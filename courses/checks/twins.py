"""Every item asks in its own way: two that differ only in numbers and names are one item with more to draw."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courses.catalog import Catalog
from courses.checks.files import Files, item_file
from courses.checks.rule import Finding
from courses.checks.rules import RULES
from courses.item_checks import list_texts
from courses.languages import to_arabic_digits
from courses.model import Course, Item

_NUMBERS = re.compile(r"(?:@\(?\w+\)?|\d+|\{,\}|(?<=[\d\w])[.,](?=[\d@]))+")
_WORD = re.compile(r"[A-Za-z]+")
_SPACE = re.compile(r"[\s{}]+")


def check_twins(catalog: Catalog, files: Files) -> Iterator[Finding]:
    """Yield items of a course that are the same but for numbers and names, each with the one before it."""
    for course in catalog.courses.values():
        first: dict[tuple[str, ...], Item] = {}
        plain = _plain_words(course)
        for unit in course.units:
            for item in unit.items.values():
                twin = first.setdefault(_shape_of(item, plain), item)
                if twin is not item:
                    file = item_file(unit, item)
                    yield RULES["same_item"].at(file, files.line(file, "ask"), f"asks the same as {twin.id}, but for numbers and names")


def _plain_words(course: Course) -> set[str]:
    """Return the words of a course that also stand in small letters; a capital one that does not is a name."""
    texts = (words.en for unit in course.units for item in unit.items.values() for _, words in list_texts(item))
    return {word for text in texts for word in _WORD.findall(text) if word.islower()}


def _shape_of(item: Item, plain: set[str]) -> tuple[str, ...]:
    """Return what makes an item what it is: the question without numbers and names, the kind, what is offered, the figure."""
    options = item.answer.options
    offered = [repr(options[name]) for name in ("choices", "left", "rows", "text", "parts", "words") if name in options]
    return (item.answer.kind, item.figure or "", *(_bare(text, plain) for text in (item.ask.en, *offered)), _goal(item))


def _goal(item: Item) -> str:
    """Return the form of the key's formula: a sum and a difference of the same numbers are two items."""
    value = item.answer.options.get("value", "")
    value = item.let.get(value, value) if isinstance(value, str) else ""
    return re.sub(r"\w+", "n", value)


def _bare(text: str, plain: set[str]) -> str:
    text = _NUMBERS.sub("#", to_arabic_digits(text))
    text = _WORD.sub(lambda word: "N" if word[0][0].isupper() and word[0].casefold() not in plain else word[0], text)
    return _SPACE.sub(" ", text).strip().casefold()
