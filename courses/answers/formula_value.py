"""What the kinds of numbers share: the key and the misconceptions are formulas, computed exactly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from courses.answers.base import AnswerKind, SpecError
from courses.errors import ExpressionError
from courses.expressions import compute, parse_expression
from courses.languages import Lang
from courses.model import Variant
from courses.numbers import TypedNumber, as_decimal, clean_number, parse_number

_THOUSANDS = re.compile(r"(?<=\d)(?=(?:\d{3})+(?!\d))")
_RIEL = ("៛", "រៀល", "riel", "riels", "khr")


def compute_number(formula: str, variant: Variant) -> Fraction:
    """Return a formula's value, which must be a number."""
    value = compute(formula, variant.values)
    if not isinstance(value, Fraction):
        raise ExpressionError(f"{formula!r} gives {value!r}, which is no number")
    return value


def check_formulas(kind: str, options: Mapping[str, Any], *names: str) -> None:
    """Refuse an option that cannot be read as a formula."""
    for name in names:
        if name in options:
            if not isinstance(options[name], str):
                raise SpecError(f"answer: {kind}: {name} is a formula; put it in quotes where it holds a comma or a bracket")
            try:
                parse_expression(options[name])
            except ExpressionError as error:
                raise SpecError(f"answer: {kind}: {name}: {error}") from None


def read_unit_text(options: Mapping[str, Any]) -> dict[str, str]:
    """Return the text that stands behind the field, in both languages."""
    unit = options.get("unit", "")
    if isinstance(unit, Mapping) and unit.keys() != {"km", "en"}:
        raise SpecError("answer: unit has km and en, or is one text")
    return {"km": unit, "en": unit} if isinstance(unit, str) else dict(unit)


class NumberLike(AnswerKind):
    """A kind whose answer is one number: `value` is its formula."""

    def key(self, variant: Variant) -> Fraction:
        """Return the right number."""
        return compute_number(variant.item.answer.options["value"], variant)

    def parse(self, typed: str, variant: Variant) -> TypedNumber:
        """Read the number in front of an optional unit."""
        text = self._without_unit(typed, variant)
        if re.fullmatch(r"[+-]?\d{1,3}[.,]\d{3}", cleaned := clean_number(text)) and self._is_grouped(cleaned, variant):
            text = re.sub("[.,]", "", cleaned)
        return parse_number(text)

    def _without_unit(self, typed: str, variant: Variant) -> str:
        units = variant.item.answer.options.get("unit")
        for unit in sorted({*units.values(), *_RIEL} - {""}, key=len, reverse=True) if units else ():
            shorter = re.sub(rf"\s*{re.escape(unit)}[\s\u200b]*$", "", typed, flags=re.IGNORECASE)
            if shorter != typed:
                return shorter
        return typed

    def _is_grouped(self, text: str, variant: Variant) -> bool:
        """`3,500` is three thousand five hundred where the key is a whole number of a thousand or more."""
        key = self.key(variant)
        return key.denominator == 1 and abs(key) >= 1000 and not text.lstrip("+-").startswith("0")

    def fires(self, parsed: TypedNumber, when: str, variant: Variant) -> bool:
        """Tell whether the typed value equals the formula."""
        return parsed.value == compute_number(when, variant)

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the formula's value as typed."""
        return as_decimal(compute_number(when, variant))

    def key_as_typed(self, variant: Variant) -> str:
        """Return the key as a decimal where it ends, else as a fraction."""
        return as_decimal(self.key(variant))

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the key with its unit; in Khmer with a decimal comma."""
        return f"{local_number(self.key_as_typed(variant), lang)} {self._unit(variant, lang)}".strip()

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return the unit to be shown behind the field."""
        unit = self._unit(variant, lang)
        return {"unit": unit} if unit else {}

    def _unit(self, variant: Variant, lang: Lang) -> str:
        return variant.item.answer.options.get("unit", {}).get(lang, "")


def local_number(text: str, lang: Lang) -> str:
    """Return a decimal as it is written in a language; its thousands stand apart, as in the question.

    >>> local_number("12500.75", "km")
    '12\\xa0500,75'
    """
    whole, point, places = text.partition(".")
    return _THOUSANDS.sub("\N{NO-BREAK SPACE}", whole) + ("," if point and lang == "km" else point) + places
