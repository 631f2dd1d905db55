"""What the kinds of algebra share: the key is written as a learner would write it, with the item's names for numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from courses.algebra.reading import read_equation, read_expression
from courses.algebra.tree import Tree, letters_in
from courses.answers.base import SpecError
from courses.errors import UnreadableAnswer
from courses.model import Variant


def known_numbers(variant: Variant) -> dict[str, Fraction]:
    """Return the names of the item that stand for numbers."""
    return {name: value for name, value in variant.values.items() if isinstance(value, Fraction)}


def letters_of(variant: Variant, trees: Iterable[Tree]) -> frozenset[str]:
    """Return the unknowns a learner may write: those of the key and those the item names."""
    named = variant.item.answer.options.get("letters", ())
    return frozenset({*named, *(letter for tree in trees for letter in letters_in(tree))})


def read_letters(options: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the unknowns that the item names besides those of its key."""
    letters = options.get("letters", [])
    letters = [letters] if isinstance(letters, str) else letters
    if not isinstance(letters, list) or any(not isinstance(x, str) or len(x) != 1 or not x.isalpha() for x in letters):
        raise SpecError("answer: letters is a list of single letters")
    return tuple(letters)


def check_algebra(kind: str, text: Any, *, equation: bool = False) -> None:
    """Refuse a key that cannot be read; the item's names are not known yet, so that every word is one."""
    if not isinstance(text, str):
        raise SpecError(f"answer: {kind}: value is one text; put it in quotes where it holds a comma or a bracket")
    names = {word: Fraction(1) for word in _words(text)}
    try:
        read_equation(text, names) if equation else read_expression(text, names)
    except UnreadableAnswer as error:
        if error.expected != "zero":
            raise SpecError(f"answer: {kind}: cannot read {text!r} at {text[error.at or 0 :]!r}") from None


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[A-Za-z_]\w*", text) if len(word) > 1}
