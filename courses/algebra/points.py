"""Points of a plane as they are written: `(2; 3)`, `(2, 3)`, `2; 3`, one or several."""

from __future__ import annotations

import re
from fractions import Fraction

from courses.algebra.reading import Known, Reader
from courses.algebra.tokens import read_tokens, same_length
from courses.algebra.values import value_of
from courses.errors import UnreadableAnswer

Point = tuple[Fraction, Fraction]


def read_points(typed: str, count: int, known: Known | None = None) -> tuple[Point, ...]:
    """Read so many points.

    A comma parts the two numbers, unless a semicolon does; beside commas with a space behind them, the others are decimal.

    Raises:
        UnreadableAnswer: points at the place.

    >>> read_points("(2,5; 3)", 1) == read_points("(2,5, 3)", 1) == read_points("2.5; ៣", 1)
    True
    """
    reader = _PointReader(read_tokens(typed, frozenset(known or ()), decimal_comma=_comma_is_decimal(same_length(typed))), known)
    points = [reader.point()]
    while len(points) < count:
        reader.take(";", ",")
        points.append(reader.point())
    reader.end()
    return tuple(points)


def _comma_is_decimal(text: str) -> bool:
    return ";" in text or bool(re.search(r"(?<![)\]]),\s", text))


class _PointReader(Reader):
    def point(self) -> Point:
        self.name_of_point()
        bracket = self.take("(", "[")
        x = self.coordinate()
        self.must("semicolon", ";", ",")
        y = self.coordinate()
        if bracket:
            self.must("bracket", ")", "]")
        return x, y

    def name_of_point(self) -> None:
        """Step over the name in `A(2; 3)`."""
        following = self.tokens[self.place + 1] if self.place + 1 < len(self.tokens) else None
        if self.here.kind == "name" and self.here.text.isupper() and self.here.text not in self.known and following and following.text == "(":
            self.place += 1

    def coordinate(self) -> Fraction:
        at = self.here.at
        value = value_of(self.expression())
        if value.top.constant is None or value.bottom.constant is None:
            raise UnreadableAnswer("an unknown where a number stands", at, "number")
        return value.top.constant / value.bottom.constant
