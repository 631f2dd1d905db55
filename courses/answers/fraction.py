"""A fraction, a mixed number or a whole number, compared exactly; lowest terms are asked for only where the item says so."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from courses.answers.base import check_keys, check_one_of
from courses.errors import UnreadableAnswer
from courses.expressions import compute
from courses.languages import Lang
from courses.model import AnswerSpec, InputKind, Variant, VerdictName
from courses.numbers import MAX_DIGITS, clean_number, parse_decimal

_FRACTION = re.compile(r"([+-]?)\s*(?:(\d+)\s*(?:\s|\+))?\s*(\d+)\s*/\s*(\d+)")


@dataclass(frozen=True, slots=True)
class TypedFraction:
    """A fraction as it was typed: its value, and whether it was in lowest terms."""

    value: Fraction
    lowest: bool


class FractionKind:
    """Takes `5/6`, `1 1/2`, `3`, `0,5`, in both digit systems, and what MathLive writes."""

    name: ClassVar[str] = "fraction"
    input: ClassVar[InputKind] = "fraction"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `value`, and `unreduced`: `ask_again` (the default), `accept` or `wrong`."""
        check_keys(self.name, options, ["value"], ["unreduced"])
        check_one_of("unreduced", options.get("unreduced", "ask_again"), ["ask_again", "accept", "wrong"])
        return AnswerSpec(self.name, {"unreduced": "ask_again", **options})

    def parse(self, typed: str, variant: Variant) -> TypedFraction:
        """Read a fraction, a mixed number, a whole number or a decimal."""
        return parse_fraction(typed)

    def compare(self, parsed: TypedFraction, variant: Variant) -> VerdictName:
        """Compare exactly; the form counts only where the value is right."""
        if parsed.value != self._key(variant):
            return "wrong"
        if parsed.lowest or (form := variant.item.answer.options["unreduced"]) == "accept":
            return "right"
        return form

    def fires(self, parsed: TypedFraction, when: str, variant: Variant) -> bool:
        """Tell whether the typed value equals the formula."""
        return parsed.value == compute(when, variant.values)

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the formula's value as typed."""
        return str(compute(when, variant.values))

    def key_as_typed(self, variant: Variant) -> str:
        """Return the key in lowest terms."""
        return str(self._key(variant))

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the key as TeX; above one also as a mixed number."""
        key = self._key(variant)
        return f"${tex_fraction(key)}$"

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """A fraction needs no options."""
        return {}

    def _key(self, variant: Variant) -> Fraction:
        return compute(variant.item.answer.options["value"], variant.values)  # type: ignore[return-value]


def parse_fraction(typed: str) -> TypedFraction:
    """Read a typed fraction.

    Raises:
        UnreadableAnswer: it is no fraction, or its denominator is zero.
    """
    text = clean_number(typed)
    if sum(c.isdigit() for c in text) > MAX_DIGITS:
        raise UnreadableAnswer("too many digits")
    match = _FRACTION.fullmatch(text)
    if not match:
        return TypedFraction(parse_decimal(text), lowest=True)
    sign, whole, top, bottom = match[1], int(match[2] or 0), int(match[3]), int(match[4])
    if bottom == 0:
        raise UnreadableAnswer("a denominator cannot be 0")
    value = whole + Fraction(top, bottom)
    lowest = math.gcd(top, bottom) == 1 and (bottom != 1) and not (match[2] and top > bottom)
    return TypedFraction(-value if sign == "-" else value, lowest)


def tex_fraction(value: Fraction) -> str:
    """Return the number as TeX."""
    if value.denominator == 1:
        return str(value.numerator)
    sign = "-" if value < 0 else ""
    return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"
