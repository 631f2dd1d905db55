"""A whole number; a fraction or a sum that is worth the same is asked for again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from courses.answers.base import RIGHT, WRONG, Judged, check_keys
from courses.answers.formula_value import NumberLike, check_formulas, read_unit_text
from courses.answers.saying import say
from courses.model import AnswerSpec, InputKind, Variant
from courses.numbers import TypedNumber


class WholeKind(NumberLike):
    """Takes `3500`, `3 500`, `៣៥០០`, with or without its unit."""

    name: ClassVar[str] = "whole"
    input: ClassVar[InputKind] = "number"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `value`, and optionally `unit` (km and en, or one text)."""
        check_keys(self.name, options, ["value"], ["unit"])
        check_formulas(self.name, options, "value")
        return AnswerSpec(self.name, {"value": options["value"], "unit": read_unit_text(options)})

    def compare(self, parsed: TypedNumber, variant: Variant) -> Judged:
        """Compare exactly; `12.0` is whole, `24/2` is to be worked out."""
        if parsed.value != self.key(variant):
            return WRONG
        return Judged("ask_again", say("ask_again.whole")) if parsed.form in {"fraction", "mixed"} else RIGHT

    def check_key(self, variant: Variant) -> list[str]:  # type: ignore[override]
        """Refuse a key that is no whole number."""
        key = self.key(variant)
        return [] if key.denominator == 1 else [f"the key {key} is not a whole number"]
