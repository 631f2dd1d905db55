"""A whole or decimal number, exact unless the item grants a tolerance; a unit behind it may be typed or left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar

from courses.answers.base import SpecError, check_keys
from courses.answers.fraction import parse_fraction
from courses.errors import UnreadableAnswer
from courses.expressions import compute
from courses.languages import Lang
from courses.model import AnswerSpec, InputKind, Variant, VerdictName
from courses.numbers import clean_number, parse_decimal

_RIEL = ("៛", "រៀល", "riel", "riels", "khr")


class NumberKind:
    """Takes `3500`, `3 500`, `3,5`, `០,២៥`, with or without its unit."""

    name: ClassVar[str] = "number"
    input: ClassVar[InputKind] = "number"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `value`, and optionally `unit` (km and en, or one text), `tolerance` (exact number)."""
        check_keys(self.name, options, ["value"], ["unit", "tolerance"])
        unit = options.get("unit", "")
        if isinstance(unit, Mapping) and unit.keys() != {"km", "en"}:
            raise SpecError("answer: unit has km and en, or is one text")
        units = {"km": unit, "en": unit} if isinstance(unit, str) else dict(unit)
        return AnswerSpec(self.name, {"value": options["value"], "unit": units, "tolerance": options.get("tolerance", "0")})

    def parse(self, typed: str, variant: Variant) -> Fraction:
        """Read the number in front of an optional unit."""
        text = clean_number(typed)
        for unit in sorted({*variant.item.answer.options["unit"].values(), *_RIEL} - {""}, key=len, reverse=True):
            text = re.sub(rf"\s*{re.escape(unit)}\s*$", "", text, flags=re.IGNORECASE)
        if re.fullmatch(r"[+-]?\d{1,3}[.,]\d{3}", text) and self._is_grouped(text, variant):
            text = re.sub("[.,]", "", text)
        try:
            return parse_decimal(text)
        except UnreadableAnswer:
            return parse_fraction(text).value

    def _is_grouped(self, text: str, variant: Variant) -> bool:
        """`3,500` is three thousand five hundred where the key is a whole number of a thousand or more."""
        key = self._key(variant)
        return key.denominator == 1 and abs(key) >= 1000 and not text.lstrip("+-").startswith("0")

    def compare(self, parsed: Fraction, variant: Variant) -> VerdictName:
        """Compare within the tolerance, which is 0 unless the item says otherwise."""
        tolerance = compute(variant.item.answer.options["tolerance"], variant.values)
        return "right" if abs(parsed - self._key(variant)) <= tolerance else "wrong"  # type: ignore[operator]

    def fires(self, parsed: Fraction, when: str, variant: Variant) -> bool:
        """Tell whether the typed value equals the formula."""
        return parsed == compute(when, variant.values)

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the formula's value as typed."""
        return str(compute(when, variant.values))

    def key_as_typed(self, variant: Variant) -> str:
        """Return the key as a decimal where it ends, else as a fraction."""
        return as_decimal(self._key(variant))

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the key with its unit."""
        return f"{as_decimal(self._key(variant))} {variant.item.answer.options['unit'][lang]}".strip()

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return the unit to be shown behind the field."""
        unit = variant.item.answer.options["unit"][lang]
        return {"unit": unit} if unit else {}

    def _key(self, variant: Variant) -> Fraction:
        return compute(variant.item.answer.options["value"], variant.values)  # type: ignore[return-value]


def as_decimal(value: Fraction) -> str:
    """Return the number as a decimal with a point where it ends, else as `a/b`."""
    bottom = value.denominator
    for prime in (2, 5):
        while bottom % prime == 0:
            bottom //= prime
    if bottom != 1:
        return str(value)
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if value < 0 else text
