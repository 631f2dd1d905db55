"""A reaction: formulae with the numbers before them, on both sides of an arrow."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from courses.chemistry.formulas import Formula, plain, read_formula
from courses.errors import UnreadableAnswer

MAX_COEFFICIENT = 999
_ARROW = re.compile(r"-+>|=+>?|→|⟶|⇌|↔|<-+>")
_NUMBER = re.compile(r"\s*(\d*)")


@dataclass(frozen=True, slots=True)
class Reaction:
    """The substances of both sides and their numbers, left before right."""

    left: tuple[Formula, ...]
    right: tuple[Formula, ...]
    coefficients: tuple[int, ...]

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """All substances in their order."""
        return self.left + self.right

    def counts(self, coefficients: tuple[int, ...]) -> tuple[Counter[str], Counter[str]]:
        """Return the atoms (and the charge, under `+`) of both sides with these numbers."""
        sides: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        for index, (formula, times) in enumerate(zip(self.formulas, coefficients, strict=True)):
            side = sides[index >= len(self.left)]
            for element, count in formula.atoms:
                side[element] += times * count
            side["+"] += times * formula.charge
        return sides

    def find_unequal(self, coefficients: tuple[int, ...]) -> tuple[str, int, int] | None:
        """Return an element with its two counts where they differ."""
        left, right = self.counts(coefficients)
        return next(((e, left[e], right[e]) for e in sorted({*left, *right}) if left[e] != right[e]), None)


def is_lowest(coefficients: tuple[int, ...]) -> bool:
    """Tell whether no number divides all of them."""
    return math.gcd(*coefficients) == 1


def read_reaction(typed: str) -> Reaction:
    """Read a whole reaction.

    Raises:
        UnreadableAnswer: points at the place.

    >>> read_reaction("2H2 + O2 -> 2 H2O").coefficients
    (2, 1, 2)
    """
    if len(typed) > 200:
        raise UnreadableAnswer("too long")
    text = plain(typed)
    arrows = list(_ARROW.finditer(text))
    if len(arrows) != 1:
        raise UnreadableAnswer("a reaction has one arrow", arrows[1].start() if arrows else len(typed.rstrip()), "arrow")
    left = _read_side(typed, text, 0, arrows[0].start())
    right = _read_side(typed, text, arrows[0].end(), len(text))
    return Reaction(tuple(f for f, _ in left), tuple(f for f, _ in right), tuple(n for _, n in left + right))


def _read_side(typed: str, text: str, start: int, end: int) -> list[tuple[Formula, int]]:
    cuts = [i for i in range(start, end) if text[i] == "+" and not _is_charge(typed, text, i, end)]
    substances = []
    for first, last in zip([start, *(c + 1 for c in cuts)], [*cuts, end], strict=True):
        number = _NUMBER.match(text, first, last)
        assert number is not None
        times = int(number[1] or 1) if len(number[1]) < 4 else 0
        if not 1 <= times <= MAX_COEFFICIENT:
            raise UnreadableAnswer("no number before a formula", number.start(1), "count")
        substances.append((_formula_at(typed, number.end(), last), times))
    return substances


def _is_charge(typed: str, text: str, at: int, end: int) -> bool:
    """A plus belongs to a formula behind `^`, as a small sign, or where another plus or the end of the side follows at once."""
    behind_mark = re.search(r"\^\s*[{(]?\s*\d*$", text[:at]) is not None
    ends_formula = at > 0 and not text[at - 1].isspace() and re.fullmatch(r"\s*(\+.*)?", text[at + 1 : end]) is not None
    return typed[at] == "⁺" or behind_mark or ends_formula


def _formula_at(typed: str, start: int, end: int) -> Formula:
    try:
        return read_formula(typed[start:end])
    except UnreadableAnswer as error:
        raise UnreadableAnswer(str(error), start + (error.at or 0), error.expected or "element") from None
