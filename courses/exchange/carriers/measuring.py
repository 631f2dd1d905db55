"""A number, with its tolerance and its unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from courses.answers.base import SpecError
from courses.answers.kinds import find_kind
from courses.exchange.bank import Answer, BankQuestion, RichText
from courses.exchange.draft import Draft
from courses.exchange.errors import NotCarried
from courses.exchange.quantities import exact, is_number, write_exact

_FULL = 99.9


def carry_number(draft: Draft) -> None:
    """Make a number."""
    draft.question = replace(draft.question, answers=tuple(_in_base_unit(a, draft.question) for a in draft.question.answers))
    named = [a for a in draft.question.answers if a.text and a.text.text.strip() != "*"]
    draft.fields["answer"] = {**number_options(named), **unit_options(draft.question, draft.notes)}
    if draft.fields["answer"]["kind"] == "quantity":
        draft.fields["answer"].pop("also", None)
    for number, a in enumerate(draft.question.answers, 1):
        if a.share >= _FULL and a in named:
            draft.say_why(a.feedback)
        elif a.text.text.strip() == "*":
            draft.say_else(a.feedback)
        elif a in named:
            near = tolerance_of(a)
            draft.say_to(write_exact(exact(a.text.text)) + (f" ± {near}" if near != "0" else ""), a, f"answered_{number}")


def _in_base_unit(answer: Answer, question: BankQuestion) -> Answer:
    """Return an answer whose numbers are those of the unit that counts once; a bank may write `45 km/h`."""
    text = RichText(_as_base(answer.text.text, question), answer.text.format, answer.text.files)
    return replace(answer, text=text, tolerance=_as_base(answer.tolerance, question))


def _as_base(written: str, question: BankQuestion) -> str:
    bare = written.strip()
    for unit in question.units:
        for rest in (bare.removesuffix(unit.name), bare.removeprefix(unit.name)):
            if rest != bare and is_number(rest) and is_number(unit.multiplier) and exact(unit.multiplier):
                return write_exact(exact(rest) / exact(unit.multiplier))
    return written


def number_options(answers: Sequence[Answer]) -> dict[str, Any]:
    """Return what the kind `number` takes for these answers.

    Raises:
        NotCarried: no answer is right, or one is no number.
    """
    right = [a for a in answers if a.share >= _FULL]
    if not right:
        best = max((a.share for a in answers), default=0)
        right = [a for a in answers if a.share == best > 0]
    if not right:
        raise NotCarried("no answer is right")
    rows = [{"value": write_exact(exact(a.text.text)), **({"tolerance": near} if (near := tolerance_of(a)) != "0" else {})} for a in right]
    unique = [row for i, row in enumerate(rows) if row not in rows[:i]]
    return {"kind": "number", **unique[0], **({"also": unique[1:]} if unique[1:] else {})}


def tolerance_of(answer: Answer) -> str:
    """Return how far a typed number may be from the answer, as a formula."""
    near = abs(exact(answer.tolerance or "0"))
    value = abs(exact(answer.text.text)) if answer.tolerance_kind != "nominal" else Fraction(1)
    return write_exact(near * value)


def unit_options(question: BankQuestion, notes: list[str]) -> dict[str, Any]:
    """Return the unit of a number: one that our own units know is asked for where it counts, any other stands behind the field."""
    base = next((unit.name for unit in question.units if _is_one(unit.multiplier)), question.units[0].name if question.units else "")
    if not base:
        return {}
    others = [unit.name for unit in question.units if unit.name != base]
    if question.unit_counts or others:
        try:
            find_kind("quantity").read_spec({"value": "1", "unit": base})
            return {"kind": "quantity", "unit": base, **({"no_unit": "wrong"} if question.unit_counts else {})}
        except SpecError:
            notes.append(f"the unit {base} is shown behind the field and not asked for; other units there: {', '.join(others) or 'none'}")
    return {"unit": base}


def _is_one(multiplier: str) -> bool:
    return is_number(multiplier) and exact(multiplier) == 1
