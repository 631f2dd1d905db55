"""Numbers, with their tolerance and their unit."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from courses.answers.decimal import round_half_up
from courses.answers.formula_value import compute_number
from courses.answers.kinds import find_kind
from courses.exchange.bank import Answer, BankQuestion, RichText, UnitName
from courses.exchange.errors import NotCarried
from courses.exchange.leavers.going import Leaving, as_plain_text, typed_for
from courses.model import Variant
from courses.numbers import as_decimal, is_finite


def leave_number(going: Leaving) -> BankQuestion:
    """A number with its unit, and the numbers of likely mistakes."""
    options, variant = going.variant.item.answer.options, going.variant
    answers = number_answers(variant, going.notes)
    for m in variant.item.misconceptions:
        if answer := _wrong_number(going, m, answers[0]):
            answers.append(answer)
    unit = options.get("unit", "")
    unit = unit if isinstance(unit, str) else unit.get(going.lang, "") if isinstance(unit, dict) else str(unit)
    counts = variant.item.answer.kind == "quantity"
    return BankQuestion("numerical", "", RichText(), answers=tuple(answers), units=(UnitName(unit, "1"),) if unit else (), unit_counts=counts)


def number_answers(variant: Variant, notes: list[str]) -> list[Answer]:
    """Return the right numbers with their tolerance."""
    options = variant.item.answer.options
    value = compute_number(options["value"], variant)
    value = value if options.get("places") is None else round_half_up(value, options["places"])
    near = compute_number(options.get("tolerance") or "0", variant)
    if not is_finite(value):
        if not near:
            raise NotCarried(f"the key {value} never ends as a decimal")
        value, near = Fraction(round(value * 10**9), 10**9), near
    if options.get("places") is not None:
        notes.append("there a number rounded elsewhere is wrong; here it is asked for again")
    rows = [(value, near), *((compute_number(v, variant), compute_number(t, variant)) for v, t in options.get("also", ()))]
    return [Answer(as_plain_text(as_decimal(v)), 100.0, tolerance=as_decimal(t) if is_finite(t) else f"{float(t):.12g}") for v, t in rows]


def _wrong_number(going: Leaving, misconception: Any, right: Answer) -> Answer | None:
    kind, variant = find_kind(going.variant.item.answer.kind), going.variant
    value, _, near = misconception.when.partition("±")
    typed = typed_for(kind, value.strip(), variant).split(" ")[0].replace(",", ".")
    try:
        number = Fraction(typed)
    except (ValueError, ZeroDivisionError):
        going.notes.append(f"what is said to {misconception.name}")
        return None
    if not is_finite(number) or (as_decimal(number) == right.text.text and not near):
        return None
    tolerance = as_decimal(compute_number(near, variant)) if near else "0"
    return Answer(as_plain_text(as_decimal(number)), float(misconception.credit) * 100, going.block(misconception.say), tolerance)
