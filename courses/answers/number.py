"""A number in any form, exact unless the item grants a tolerance; a unit behind it may be typed or left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from courses.answers.base import RIGHT, WRONG, Judged, check_keys
from courses.answers.formula_value import NumberLike, check_formulas, compute_number, read_unit_text
from courses.model import AnswerSpec, InputKind, Variant
from courses.numbers import TypedNumber


class NumberKind(NumberLike):
    """Takes `3500`, `3 500`, `3,5`, `០,២៥`, `7/2`, with or without its unit."""

    name: ClassVar[str] = "number"
    input: ClassVar[InputKind] = "number"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `value`, and optionally `unit` (km and en, or one text), `tolerance` (exact number)."""
        check_keys(self.name, options, ["value"], ["unit", "tolerance"])
        check_formulas(self.name, options, "value", "tolerance")
        return AnswerSpec(self.name, {"value": options["value"], "unit": read_unit_text(options), "tolerance": options.get("tolerance", "0")})

    def compare(self, parsed: TypedNumber, variant: Variant) -> Judged:
        """Compare within the tolerance, which is 0 unless the item says otherwise."""
        tolerance = compute_number(variant.item.answer.options["tolerance"], variant)
        return RIGHT if abs(parsed.value - self.key(variant)) <= tolerance else WRONG
