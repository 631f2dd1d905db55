"""Texts that are compared as they are written, and those that a teacher reads."""

from __future__ import annotations

from typing import Any

from courses.answers.kinds import find_kind
from courses.exchange.bank import Answer, BankQuestion, RichText
from courses.exchange.leavers.going import Leaving, as_plain_text, typed_for
from courses.markdown import fill
from courses.model import Variant


def leave_essay(going: Leaving) -> BankQuestion:
    """Writing, with the rubric."""
    return BankQuestion("essay", "", RichText(), rubric=going.block(going.variant.item.answer.options["rubric"]))


def leave_text(going: Leaving) -> BankQuestion:
    """A few words, and the words of likely mistakes."""
    answers = [*text_answers(going.variant), *_wrong_texts(going)]
    return BankQuestion("shortanswer", "", RichText(), answers=tuple(answers), case=going.variant.item.answer.options["case"] == "counts")


def text_answers(variant: Variant) -> list[Answer]:
    """Return the accepted forms."""
    options = variant.item.answer.options
    return [Answer(as_plain_text(_as_form(fill(form, variant.values), options)), 100.0) for form in options["accept"]]


def _as_form(form: str, options: Any) -> str:
    return form if options["star"] == "anything" else form.replace("*", r"\*")


def _wrong_texts(going: Leaving) -> list[Answer]:
    options = going.variant.item.answer.options
    return [
        Answer(as_plain_text(_as_form(form.strip(), options)), float(m.credit) * 100, going.block(m.say))
        for m in going.variant.item.misconceptions
        for form in fill(m.when, going.variant.values).split("|")
        if form.strip()
    ]


def leave_form(going: Leaving) -> BankQuestion:
    """A number whose form counts is compared as it is written."""
    variant, kind = going.variant, find_kind(going.variant.item.answer.kind)
    going.notes.append(f"there only {kind.key_as_typed(variant)} is right; here the same number in another form is asked for again")
    answers = [Answer(as_plain_text(kind.key_as_typed(variant)), 100.0)]
    for m in variant.item.misconceptions:
        if (typed := typed_for(kind, m.when, variant)) and typed != answers[0].text.text:
            answers.append(Answer(as_plain_text(typed), float(m.credit) * 100, going.block(m.say)))
    return BankQuestion("shortanswer", "", RichText(), answers=tuple(answers))


def leave_formula(going: Leaving) -> BankQuestion:
    """A chemical formula, as it is written."""
    variant = going.variant
    keys = [find_kind("formula").key_as_typed(variant), *(fill(text, variant.values) for text in variant.item.answer.options.get("accept", ()))]
    answers = [Answer(as_plain_text(str(key)), 100.0) for key in dict.fromkeys(map(str, keys))]
    answers += [Answer(as_plain_text(m.when), float(m.credit) * 100, going.block(m.say)) for m in variant.item.misconceptions]
    return BankQuestion("shortanswer", "", RichText(), answers=tuple(answers), case=True)
