"""Choices, pairs and orders."""

from __future__ import annotations

from fractions import Fraction

from courses.answers.choices import ChoicesKind
from courses.answers.kinds import find_kind
from courses.errors import ExpressionError
from courses.exchange.bank import Answer, BankQuestion, Pair, RichText
from courses.exchange.leavers.going import Leaving, note_misconceptions
from courses.expressions import compute
from courses.model import Choice


def leave_choice(going: Leaving) -> BankQuestion:
    """One of several, with what is said to each."""
    options, variant = going.variant.item.answer.options, going.variant
    right = {find_kind("choice").key_as_typed(variant), *options["also"]}
    answers = [_row(going, c, 100.0 if c.id in right else 0.0) for c in options["choices"]]
    return BankQuestion("multichoice", "", RichText(), answers=tuple(answers), single=True, shuffled=options["order"] != "kept")


def _row(going: Leaving, choice: Choice, share: float, *, among: bool = False) -> Answer:
    said, credit = _said_to(going, f"has {choice.id}" if among else choice.id, choice.id)
    return Answer(going.line(choice.text), share or credit * 100, said)


def _said_to(going: Leaving, *whens: str) -> tuple[RichText, float]:
    for m in going.variant.item.misconceptions:
        try:
            meant = m.when if m.when in whens else str(compute(m.when, going.variant.values))
        except (ExpressionError, ValueError):
            meant = m.when
        if meant in whens:
            return going.block(m.say), float(m.credit)
    return RichText(), 0.0


def leave_choices(going: Leaving) -> BankQuestion:
    """Several of several, with their shares."""
    options, kind = going.variant.item.answer.options, find_kind("choices")
    assert isinstance(kind, ChoicesKind)
    key = set(kind.key_as_typed(going.variant).split(", "))
    if not options["partial"] and len(key) > 1:
        going.notes.append("there some right ticks give part of the points")
    usual = {c.id: Fraction(1 if c.id in key else -1, len(key)) for c in options["choices"]}
    shares = options["weights"] or usual
    answers = [_row(going, c, float(shares.get(c.id, 0)) * 100, among=True) for c in options["choices"]]
    return BankQuestion("multichoice", "", RichText(), answers=tuple(answers), single=False, shuffled=options["order"] != "kept")


def leave_matching(going: Leaving) -> BankQuestion:
    """Pairs, and partners that are left over."""
    options = going.variant.item.answer.options
    right = {c.id: going.line(c.text) for c in options["right"]}
    pairs = [Pair(going.line(c.text), right[options["pairs"][c.id]]) for c in options["left"]]
    spare = [Pair(RichText(), text) for name, text in right.items() if name not in options["pairs"].values()]
    note_misconceptions(going)
    return BankQuestion("matching", "", RichText(), pairs=(*pairs, *spare))


def leave_ordering(going: Leaving) -> BankQuestion:
    """Parts in their right order."""
    texts = {c.id: going.line(c.text) for c in going.variant.item.answer.options["choices"]}
    order = find_kind("ordering").key_as_typed(going.variant).split(",")
    note_misconceptions(going)
    return BankQuestion("ordering", "", RichText(), answers=tuple(Answer(texts[name.strip()], 100.0) for name in order))
