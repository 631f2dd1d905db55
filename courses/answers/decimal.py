"""A decimal number: exact, rounded to so many places, or within a tolerance."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar

from courses.answers.base import RIGHT, WRONG, Judged, SpecError, check_keys
from courses.answers.formula_value import NumberLike, check_formulas, compute_number, read_unit_text
from courses.answers.saying import say
from courses.model import AnswerSpec, InputKind, Variant
from courses.numbers import TypedNumber, as_decimal

MAX_PLACES = 12


def round_half_up(value: Fraction, places: int) -> Fraction:
    """Round half away from zero."""
    scale = Fraction(10) ** places
    return (1 if value >= 0 else -1) * math.floor(abs(value) * scale + Fraction(1, 2)) / scale


def cut(value: Fraction, places: int) -> Fraction:
    """Leave out all digits behind these places."""
    scale = Fraction(10) ** places
    return (1 if value >= 0 else -1) * Fraction(math.floor(abs(value) * scale)) / scale


def read_places(options: Mapping[str, Any]) -> int | None:
    """Return the places asked for."""
    if "places" not in options:
        return None
    if "tolerance" in options:
        raise SpecError("answer: take either places or tolerance")
    if not str(options["places"]).isdigit() or int(options["places"]) > MAX_PLACES:
        raise SpecError(f"answer: places must be 0 to {MAX_PLACES}. Got {options['places']}")
    return int(options["places"])


def judge_rounding(parsed: TypedNumber, exact: Fraction, places: int) -> Judged:
    """Tell a right rounding from one at another place, and from digits that were cut off."""
    if parsed.value == round_half_up(exact, places):
        return RIGHT
    if parsed.places != places and parsed.value == round_half_up(exact, parsed.places):
        return Judged("ask_again", say("ask_again.places", places=places))
    if parsed.value == cut(exact, places):
        return Judged("cut_not_rounded", say("mistake.cut_not_rounded"))
    return WRONG


class DecimalKind(NumberLike):
    """Takes `0,75`, `0.75`, `.75`, `០,៧៥`, with or without its unit."""

    name: ClassVar[str] = "decimal"
    input: ClassVar[InputKind] = "number"
    verdicts: ClassVar[tuple[str, ...]] = ("cut_not_rounded",)

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `value`, and optionally `unit`, and `places` or `tolerance`."""
        check_keys(self.name, options, ["value"], ["unit", "places", "tolerance"])
        check_formulas(self.name, options, "value", "tolerance")
        about = {"unit": read_unit_text(options), "places": read_places(options), "tolerance": options.get("tolerance", "0")}
        return AnswerSpec(self.name, {"value": options["value"], **about})

    def compare(self, parsed: TypedNumber, variant: Variant) -> Judged:
        """Compare exactly, by places, or within the tolerance; a fraction of the same value is asked for again."""
        options, exact = variant.item.answer.options, compute_number(variant.item.answer.options["value"], variant)
        if parsed.form in {"fraction", "mixed"}:
            return Judged("ask_again", say("ask_again.decimal")) if parsed.value == exact else WRONG
        if options["places"] is not None:
            return judge_rounding(parsed, exact, options["places"])
        return RIGHT if abs(parsed.value - exact) <= compute_number(options["tolerance"], variant) else WRONG

    def key(self, variant: Variant) -> Fraction:
        """Return the right number, rounded where places are asked for."""
        exact, places = super().key(variant), variant.item.answer.options["places"]
        return exact if places is None else round_half_up(exact, places)

    def key_as_typed(self, variant: Variant) -> str:
        """Return the key with the places asked for; one that never ends is cut where the tolerance allows."""
        places, key = variant.item.answer.options["places"], self.key(variant)
        text = as_decimal(key)
        if "/" in text:
            return as_decimal(round_half_up(key, 6))
        whole, _, rest = text.partition(".")
        return f"{whole}.{rest.ljust(places, '0')}" if places else text

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the formula's value as typed, rounded as the answer is."""
        value, places = compute_number(when, variant), variant.item.answer.options["places"]
        return as_decimal(value if places is None else round_half_up(value, places))

    def fires(self, parsed: TypedNumber, when: str, variant: Variant) -> bool:
        """Tell whether the typed value equals the formula, rounded as the answer is."""
        value, places = compute_number(when, variant), variant.item.answer.options["places"]
        return parsed.value == (value if places is None else round_half_up(value, places))
