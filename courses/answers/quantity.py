"""A number with its unit: other units for the same thing are right, and each way of missing it has a name."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar

from courses.answers.base import RIGHT, WRONG, AnswerKind, Judged, SpecError, check_keys, check_one_of
from courses.answers.decimal import judge_rounding, read_places, round_half_up
from courses.answers.formula_value import check_formulas, compute_number, local_number
from courses.answers.saying import say
from courses.errors import UnreadableAnswer
from courses.expressions import compute
from courses.languages import Lang
from courses.model import AnswerSpec, InputKind, Variant
from courses.numbers import as_decimal
from courses.units.conversion import convert
from courses.units.names import key_names, key_signs
from courses.units.reading import TypedQuantity, read_quantity, read_units, write_units

_TENS = [Fraction(10) ** n for n in range(-12, 13) if n]


class QuantityKind(AnswerKind):
    """Takes `12 m/s`, `១២ ម/វិ`, `43,2 km/h`, `1,2·10³ cm/s`."""

    name: ClassVar[str] = "quantity"
    input: ClassVar[InputKind] = "quantity"
    verdicts: ClassVar[tuple[str, ...]] = ("wrong_unit", "wrong_power_of_ten", "missing_unit", "cut_not_rounded")

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `value` and `unit`; `units: asked`, `no_unit: wrong`, and `places` or `tolerance`."""
        check_keys(self.name, options, ["value", "unit"], ["units", "no_unit", "places", "tolerance"])
        check_formulas(self.name, options, "value", "tolerance")
        try:
            powers = read_units(options["unit"])
        except (UnreadableAnswer, TypeError, AttributeError):
            raise SpecError(f"answer: unit {options['unit']!r} is not known; see courses/units/names.py, and write m/s^2, N·m") from None
        about = {
            "units": check_one_of("units", options.get("units", "any"), ["any", "asked"]),
            "no_unit": check_one_of("no_unit", options.get("no_unit", "ask_again"), ["ask_again", "wrong"]),
            "places": read_places(options),
            "tolerance": options.get("tolerance", "0"),
        }
        return AnswerSpec(self.name, {"value": options["value"], "unit": options["unit"], "powers": powers, **about})

    def parse(self, typed: str, variant: Variant) -> TypedQuantity:
        """Read a number, with or without a unit."""
        return read_quantity(typed)

    def compare(self, parsed: TypedQuantity, variant: Variant) -> Judged:
        """Look at the unit, then at the number in the unit asked for."""
        if parsed.powers is None:
            return self._without_unit(parsed, variant)
        value = convert(parsed.number.value, parsed.powers, self._powers(variant))
        if value is None:
            return Judged("wrong_unit", say("mistake.wrong_unit"))
        judged = self._judge_value(value, parsed, variant)
        if judged is RIGHT and variant.item.answer.options["units"] == "asked" and parsed.powers != self._powers(variant):
            return Judged("ask_again", say("ask_again.unit", unit=write_units(variant.item.answer.options["unit"])))
        if judged.name == "wrong" and any(self._judge_value(value * ten, parsed, variant) is RIGHT for ten in _TENS):
            return Judged("wrong_power_of_ten", say("mistake.wrong_power_of_ten"))
        return judged

    def _without_unit(self, parsed: TypedQuantity, variant: Variant) -> Judged:
        judged = self._judge_value(parsed.number.value, parsed, variant)
        if judged is not RIGHT:
            return judged
        if variant.item.answer.options["no_unit"] == "wrong":
            return Judged("missing_unit", say("mistake.missing_unit"))
        return Judged("ask_again", say("ask_again.missing_unit"))

    def _judge_value(self, value: Fraction, parsed: TypedQuantity, variant: Variant) -> Judged:
        options, exact = variant.item.answer.options, self._exact(variant)
        if options["places"] is None:
            return RIGHT if abs(value - exact) <= compute_number(options["tolerance"], variant) else WRONG
        if parsed.number.value == value:
            return judge_rounding(parsed.number, exact, options["places"])
        return RIGHT if round_half_up(value, options["places"]) == round_half_up(exact, options["places"]) else WRONG

    def fires(self, parsed: TypedQuantity, when: str, variant: Variant) -> bool:
        """Tell whether the number in the unit asked for is this, or, for a text in quotes, whether exactly this was typed."""
        wanted = compute(when, variant.values)
        if isinstance(wanted, str):
            other = read_quantity(wanted)
            return parsed.number.value == other.number.value and parsed.powers == other.powers
        value = parsed.number.value if parsed.powers is None else convert(parsed.number.value, parsed.powers, self._powers(variant))
        return value == self._rounded(wanted, variant)  # type: ignore[arg-type]

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the number with the unit asked for, or the text in quotes."""
        wanted = compute(when, variant.values)
        return wanted if isinstance(wanted, str) else f"{as_decimal(self._rounded(wanted, variant))} {variant.item.answer.options['unit']}"  # type: ignore[arg-type]

    def key_as_typed(self, variant: Variant) -> str:
        """Return the key with its unit."""
        return f"{self._key(variant)} {variant.item.answer.options['unit']}"

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the key with its unit's sign."""
        return f"{local_number(self._key(variant), lang)} {write_units(variant.item.answer.options['unit'])}"

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return unit signs for the keys on the screen, in Khmer with their words: all of the families that occur, so that they do not tell."""
        powers = self._powers(variant)
        signs = key_signs(powers)
        names = key_names(signs) if lang == "km" else {}
        return {"unit_keys": signs, "unit_names": names, "compound": len(powers) > 1 or any(p != 1 for p in powers.values())}

    def _powers(self, variant: Variant) -> Mapping[str, int]:
        return variant.item.answer.options["powers"]  # type: ignore[no-any-return]

    def _exact(self, variant: Variant) -> Fraction:
        return compute_number(variant.item.answer.options["value"], variant)

    def _rounded(self, value: Fraction, variant: Variant) -> Fraction:
        places = variant.item.answer.options["places"]
        return value if places is None else round_half_up(value, places)

    def _key(self, variant: Variant) -> str:
        text = as_decimal(self._rounded(self._exact(variant), variant))
        return as_decimal(round_half_up(self._exact(variant), 6)) if "/" in text and variant.item.answer.options["tolerance"] != "0" else text
