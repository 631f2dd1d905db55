"""A fraction, a mixed number or a whole number, compared exactly; lowest terms are asked for only where the item says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from courses.answers.base import RIGHT, WRONG, Judged, check_keys, check_one_of
from courses.answers.formula_value import NumberLike, check_formulas
from courses.answers.saying import say
from courses.languages import Lang
from courses.model import AnswerSpec, InputKind, Variant
from courses.numbers import TypedNumber, parse_number, tex_number

UNREDUCED = ("ask_again", "accept", "wrong")


class FractionKind(NumberLike):
    """Takes `5/6`, `1 1/2`, `3`, `0,5`, in both digit systems, and what MathLive writes."""

    name: ClassVar[str] = "fraction"
    input: ClassVar[InputKind] = "fraction"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `value`, and `unreduced`: `ask_again` (the default), `accept` or `wrong`."""
        check_keys(self.name, options, ["value"], ["unreduced"])
        check_formulas(self.name, options, "value")
        check_one_of("unreduced", options.get("unreduced", "ask_again"), UNREDUCED)
        return AnswerSpec(self.name, {"unreduced": "ask_again", **options})

    def parse(self, typed: str, variant: Variant) -> TypedNumber:
        """Read a fraction, a mixed number, a whole number or a decimal."""
        return parse_number(typed)

    def compare(self, parsed: TypedNumber, variant: Variant) -> Judged:
        """Compare exactly; the form counts only where the value is right."""
        if parsed.value != self.key(variant):
            return WRONG
        return RIGHT if parsed.lowest else judge_unreduced(variant)

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the formula's value as a fraction."""
        return str(parse_number(super().example_of(when, variant)).value)

    def key_as_typed(self, variant: Variant) -> str:
        """Return the key in lowest terms."""
        return str(self.key(variant))

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the key as TeX."""
        return f"${tex_number(self.key(variant))}$"


def judge_unreduced(variant: Variant) -> Judged:
    """Return what the item says of a fraction that is not in lowest terms."""
    form = variant.item.answer.options["unreduced"]
    return {"accept": RIGHT, "wrong": WRONG}.get(form) or Judged("ask_again", say("ask_again.fraction"))
