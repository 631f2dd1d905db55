"""A straight line: by its equation, or by two of its points as a figure sends them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, ClassVar

from courses.algebra.points import read_points
from courses.algebra.polynomials import Polynomial
from courses.algebra.reading import Known, read_equation
from courses.algebra.tree import Number
from courses.algebra.values import value_of
from courses.algebra.writing import polynomial_tree, write
from courses.answers.algebra_key import known_numbers
from courses.answers.base import RIGHT, WRONG, AnswerKind, Judged, SpecError, check_keys, check_texts
from courses.answers.saying import say
from courses.errors import UnreadableAnswer
from courses.languages import Lang
from courses.model import AnswerSpec, InputKind, Variant

Line = tuple[Fraction, Fraction, Fraction]
"""`a`, `b`, `c` of `ax + by = c`, made comparable: the first of `a`, `b` that is not 0 is 1."""
_XY = frozenset("xy")
_POINTS = re.compile(r"^\s*[A-Z]?\s*[(\[][^=]*[;,][^=]*$")


class LineKind(AnswerKind):
    """Takes `y = 2x + 1`, `2x - y + 1 = 0`, `x = 3`, `(0; 1), (1; 3)`."""

    name: ClassVar[str] = "line"
    input: ClassVar[InputKind] = "algebra"
    verdicts: ClassVar[tuple[str, ...]] = ("wrong_slope", "wrong_intercept")

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `value`, an equation in x and y, or `through`, two points."""
        check_keys(self.name, options, [], ["value", "through"])
        check_texts(self.name, options, "value", "through")
        if ("value" in options) == ("through" in options):
            raise SpecError("answer: line takes either value or through")
        return AnswerSpec(self.name, {"key": options.get("value") or options["through"]})

    def parse(self, typed: str, variant: Variant) -> Line:
        """Read an equation or two points."""
        return read_line(typed)

    def compare(self, parsed: Line, variant: Variant) -> Judged:
        """Compare the lines; where one of slope and intercept is right, say which is not."""
        key = self._key(variant)
        if parsed == key:
            return RIGHT
        if not parsed[1] or not key[1]:
            return WRONG
        if parsed[0] / parsed[1] == key[0] / key[1]:
            return Judged("wrong_intercept", say("mistake.wrong_intercept"))
        same_intercept = parsed[2] / parsed[1] == key[2] / key[1]
        return Judged("wrong_slope", say("mistake.wrong_slope")) if same_intercept else WRONG

    def fires(self, parsed: Line, when: str, variant: Variant) -> bool:
        """Tell whether this is the line."""
        return parsed == read_line(when, known_numbers(variant))

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the line's equation."""
        return write_line(read_line(when, known_numbers(variant)))

    def key_as_typed(self, variant: Variant) -> str:
        """Return the key's equation."""
        return write_line(self._key(variant))

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the key's equation as TeX."""
        return f"${write_line(self._key(variant), tex=True)}$"

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return the letters for the keys on the screen."""
        return {"letters": ["x", "y"], "signs": "equation"}

    def check_key(self, variant: Variant) -> Iterator[str]:
        """Refuse a key that is no line with these numbers."""
        try:
            self._key(variant)
        except UnreadableAnswer:
            yield f"the key {variant.item.answer.options['key']} is no line"

    def _key(self, variant: Variant) -> Line:
        return read_line(variant.item.answer.options["key"], known_numbers(variant))


def read_line(typed: str, known: Known | None = None) -> Line:
    """Read a line.

    Raises:
        UnreadableAnswer: points at the place, or it is no straight line.
    """
    if _POINTS.match(typed):
        (x1, y1), (x2, y2) = read_points(typed, 2, known)
        return _comparable(y2 - y1, x1 - x2, (y2 - y1) * x1 + (x1 - x2) * y1)
    left, right = read_equation(typed, known, _XY)
    sides = value_of(left), value_of(right)
    total = sides[0].top * sides[1].bottom - sides[1].top * sides[0].bottom
    if total.degree != 1 or any(s.bottom.constant is None for s in sides):
        raise UnreadableAnswer("no straight line")
    return _comparable(total.coefficient("x"), total.coefficient("y"), -total.coefficient())


def _comparable(a: Fraction, b: Fraction, c: Fraction) -> Line:
    first = a or b
    if not first:
        raise UnreadableAnswer("the two points are one")
    return a / first, b / first, c / first


def write_line(line: Line, *, tex: bool = False) -> str:
    """Return `y = …`, or `x = …` for an upright line."""
    a, b, c = line
    if not b:
        return f"x = {write(Number(c), tex=tex)}"
    right = polynomial_tree(Polynomial.of([((("x", 1),), -a / b), ((), c / b)]))
    return f"y = {write(right, tex=tex)}"
