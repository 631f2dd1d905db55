"""A point of the plane, typed or sent by a figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from courses.algebra.points import Point, read_points
from courses.answers.algebra_key import known_numbers
from courses.answers.base import RIGHT, WRONG, AnswerKind, Judged, check_keys
from courses.answers.formula_value import check_formulas, compute_number
from courses.answers.saying import say
from courses.languages import Lang
from courses.model import AnswerSpec, InputKind, Variant
from courses.numbers import as_decimal, tex_number


class PointKind(AnswerKind):
    """Takes `(2; 3)`, `(2, 3)`, `2; 3`, `A(2; 3)`."""

    name: ClassVar[str] = "point"
    input: ClassVar[InputKind] = "point"
    verdicts: ClassVar[tuple[str, ...]] = ("swapped_coordinates",)

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `x` and `y`, and `tolerance` for both."""
        check_keys(self.name, options, ["x", "y"], ["tolerance"])
        check_formulas(self.name, options, "x", "y", "tolerance")
        return AnswerSpec(self.name, {"tolerance": "0", **options})

    def parse(self, typed: str, variant: Variant) -> Point:
        """Read one point."""
        return read_points(typed, 1)[0]

    def compare(self, parsed: Point, variant: Variant) -> Judged:
        """Compare both numbers; the two exchanged have a name."""
        key = self._key(variant)
        if self._near(parsed, key, variant):
            return RIGHT
        return Judged("swapped_coordinates", say("mistake.swapped_coordinates")) if self._near(parsed[::-1], key, variant) else WRONG

    def _near(self, a: Point, b: Point, variant: Variant) -> bool:
        tolerance = compute_number(variant.item.answer.options["tolerance"], variant)
        return all(abs(p - q) <= tolerance for p, q in zip(a, b, strict=True))

    def fires(self, parsed: Point, when: str, variant: Variant) -> bool:
        """Tell whether this is the point."""
        return parsed == read_points(when, 1, known_numbers(variant))[0]

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the point with its numbers."""
        return write_point(read_points(when, 1, known_numbers(variant))[0])

    def key_as_typed(self, variant: Variant) -> str:
        """Return the key."""
        return write_point(self._key(variant))

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the key as TeX."""
        x, y = self._key(variant)
        return f"$({tex_number(x)};\\ {tex_number(y)})$"

    def _key(self, variant: Variant) -> Point:
        return tuple(compute_number(variant.item.answer.options[name], variant) for name in ("x", "y"))  # type: ignore[return-value]


def write_point(point: Point) -> str:
    """Return a point as it is typed."""
    return f"({as_decimal(point[0])}; {as_decimal(point[1])})"
