"""A mixed number: a whole and a fraction smaller than one; an improper fraction of the same value is asked for again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from courses.answers.base import RIGHT, WRONG, Judged, check_keys, check_one_of
from courses.answers.formula_value import NumberLike, check_formulas, compute_number
from courses.answers.saying import say
from courses.languages import Lang
from courses.model import AnswerSpec, InputKind, Variant
from courses.numbers import TypedNumber, as_mixed, parse_number


class MixedKind(NumberLike):
    """Takes `1 1/2`, `១ ១/២`, and what MathLive writes."""

    name: ClassVar[str] = "mixed"
    input: ClassVar[InputKind] = "fraction"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `value`, and `unreduced`: `ask_again` (the default), `accept` or `wrong`."""
        check_keys(self.name, options, ["value"], ["unreduced"])
        check_formulas(self.name, options, "value")
        check_one_of("unreduced", options.get("unreduced", "ask_again"), ["ask_again", "accept", "wrong"])
        return AnswerSpec(self.name, {"unreduced": "ask_again", **options})

    def parse(self, typed: str, variant: Variant) -> TypedNumber:
        """Read a mixed number, a fraction, a whole number or a decimal."""
        return parse_number(typed)

    def compare(self, parsed: TypedNumber, variant: Variant) -> Judged:
        """Compare exactly; then look at the form."""
        key = self.key(variant)
        if parsed.value != key:
            return WRONG
        if parsed.form == "decimal" or (abs(key) > 1 and key.denominator > 1 and parsed.form != "mixed"):
            return Judged("ask_again", say("ask_again.mixed"))
        if parsed.lowest:
            return RIGHT
        form = variant.item.answer.options["unreduced"]
        return {"accept": RIGHT, "wrong": WRONG}.get(form) or Judged("ask_again", say("ask_again.fraction"))

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the formula's value as a mixed number."""
        return as_mixed(compute_number(when, variant))

    def key_as_typed(self, variant: Variant) -> str:
        """Return the key as a mixed number."""
        return as_mixed(self.key(variant))

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the key as TeX."""
        return f"${as_mixed(self.key(variant), tex=True)}$"
