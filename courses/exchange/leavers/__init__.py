"""One variant of an item in the words of a question bank; what the bank's kinds cannot say is noted, or the item is not carried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from courses.exchange.bank import BankQuestion
from courses.exchange.errors import NotCarried
from courses.exchange.leavers.choosing import leave_choice, leave_choices, leave_matching, leave_ordering
from courses.exchange.leavers.gaps import leave_gaps, leave_parts, leave_table
from courses.exchange.leavers.going import Leaving
from courses.exchange.leavers.numbers import leave_number
from courses.exchange.leavers.writing import leave_essay, leave_form, leave_formula, leave_text
from courses.languages import Lang
from courses.model import Variant

LEAVERS: dict[str, Callable[[Leaving], BankQuestion]] = {
    "choice": leave_choice,
    "choices": leave_choices,
    "matching": leave_matching,
    "ordering": leave_ordering,
    "text": leave_text,
    "long_text": leave_essay,
    "fraction": leave_form,
    "mixed": leave_form,
    "formula": leave_formula,
    "gaps": leave_gaps,
    "table": leave_table,
    "parts": leave_parts,
    **dict.fromkeys(("whole", "decimal", "number", "quantity"), leave_number),
}


def leave(variant: Variant, lang: Lang, name: str, category: tuple[str, ...]) -> tuple[BankQuestion, list[str]]:
    """Return a variant as a bank's question, and what of it the question does not say.

    Raises:
        NotCarried: no kind of a bank asks so.
    """
    item = variant.item
    if item.figure:
        raise NotCarried(f"it is answered with the figure {item.figure}")
    if not item.scored:
        raise NotCarried("an opinion has no right answer")
    if item.sound:
        raise NotCarried("it is heard, and the recording is the site's own")
    kind = item.answer.kind
    if kind not in LEAVERS:
        raise NotCarried(f"no kind of a question bank compares answers of the kind {kind}")
    going = Leaving(variant, lang)
    question = LEAVERS[kind](going)
    said = {"wrong": going.block(item.otherwise)} if item.otherwise else {}
    hints = tuple(going.block(hint) for hint in item.hints)
    general = going.block(item.explain)
    whole = replace(question, name=name, category=category, hints=hints, tags=item.tags, general=general, combined={**question.combined, **said})
    return (whole if whole.ask else replace(whole, ask=going.ask())), going.notes
