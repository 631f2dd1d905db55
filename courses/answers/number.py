"""A number in any form, exact unless the item grants a tolerance; a unit behind it may be typed or left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from courses.answers.base import RIGHT, WRONG, Judged, SpecError, check_keys
from courses.answers.formula_value import NumberLike, check_formulas, compute_number, read_unit_text
from courses.model import AnswerSpec, InputKind, Variant
from courses.numbers import TypedNumber, as_decimal


class NumberKind(NumberLike):
    """Takes `3500`, `3 500`, `3,5`, `០,២៥`, `7/2`, with or without its unit."""

    name: ClassVar[str] = "number"
    input: ClassVar[InputKind] = "number"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `value`, and optionally `unit` (km and en, or one text), `tolerance` (exact number), `also`: other right numbers."""
        check_keys(self.name, options, ["value"], ["unit", "tolerance", "also"])
        check_formulas(self.name, options, "value", "tolerance")
        about = {"unit": read_unit_text(options), "also": self._read_also(options.get("also", []))}
        return AnswerSpec(self.name, {"value": options["value"], "tolerance": options.get("tolerance", "0"), **about})

    def _read_also(self, rows: Any) -> tuple[tuple[str, str], ...]:
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            raise SpecError("answer: number: also is a list of value and tolerance")
        for row in rows:
            check_keys("also", row, ["value"], ["tolerance"])
            check_formulas("also", row, "value", "tolerance")
        return tuple((row["value"], row.get("tolerance", "0")) for row in rows)

    def compare(self, parsed: TypedNumber, variant: Variant) -> Judged:
        """Compare within the tolerance, which is 0 unless the item says otherwise."""
        options = variant.item.answer.options
        near = ((options["value"], options["tolerance"]), *options["also"])
        hit = any(abs(parsed.value - compute_number(value, variant)) <= compute_number(tolerance, variant) for value, tolerance in near)
        return RIGHT if hit else WRONG

    def fires(self, parsed: TypedNumber, when: str, variant: Variant) -> bool:
        """Tell whether the typed value equals the formula; with `1822 ± 2`, whether it is so near, and not right."""
        value, _, near = when.partition("±")
        if not near:
            return super().fires(parsed, when, variant)
        return abs(parsed.value - compute_number(value, variant)) <= compute_number(near, variant) and self.compare(parsed, variant) is WRONG

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the formula's value as typed; of what is near it the farthest."""
        value, _, near = when.partition("±")
        return as_decimal(compute_number(value, variant) + (compute_number(near, variant) if near else 0))
