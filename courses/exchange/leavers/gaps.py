"""What has several fields goes out as one text with gaps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from courses.answers.combining import variant_of
from courses.answers.fields import MARK
from courses.answers.judging import as_block
from courses.answers.kinds import find_kind
from courses.exchange.bank import Answer, BankQuestion, Embedded, RichText
from courses.exchange.errors import NotCarried
from courses.exchange.leavers.choosing import leave_choice, leave_choices
from courses.exchange.leavers.going import Leaving, as_plain_text
from courses.exchange.leavers.numbers import number_answers
from courses.exchange.leavers.writing import text_answers
from courses.exchange.tex import FIELD_CLOSE, FIELD_OPEN
from courses.model import AnswerSpec

_NUMBERS = {"whole", "decimal", "number"}
_FORMS = {"fraction", "mixed", "formula", "quantity"}


def leave_gaps(going: Leaving) -> BankQuestion:
    """A text with gaps."""
    options = going.variant.item.answer.options
    html = as_block(options["text"].in_lang(going.lang), going.variant)
    return _embedded(going, f"{going.ask().text}{html}", options["fields"])


def leave_table(going: Leaving) -> BankQuestion:
    """A table, as HTML with gaps."""
    options = going.variant.item.answer.options
    row = lambda cells, tag: "<tr>" + "".join(f"<{tag}>{going.line(c).text}</{tag}>" for c in cells) + "</tr>"  # noqa: E731
    head = f"<thead>{row(options['head'], 'th')}</thead>" if options["head"] else ""
    table = f"<table>{head}<tbody>{''.join(row(cells, 'td') for cells in options['rows'])}</tbody></table>"
    return _embedded(going, going.ask().text + table, options["fields"])


def _embedded(going: Leaving, html: str, fields: dict[str, AnswerSpec]) -> BankQuestion:
    names = list(fields)
    gaps = tuple(_gap(going, name, spec) for name, spec in fields.items())
    text = MARK.sub(lambda m: f"{FIELD_OPEN}{names.index(m[1])}{FIELD_CLOSE}" if m[1] in names else m[0], html)
    if going.variant.item.misconceptions:
        going.notes.append("what is said to likely mistakes in gaps")
    return BankQuestion("cloze", "", RichText(text), gaps=gaps)


def _gap(going: Leaving, name: str, spec: AnswerSpec) -> Embedded:
    inner = variant_of(going.variant, name, spec)
    weight = int(spec.options.get("points", 1)) or 1
    if spec.kind in _NUMBERS:
        return Embedded("number", tuple(number_answers(inner, going.notes)), weight)
    if spec.kind == "text":
        return Embedded("text", tuple(text_answers(inner)), weight, spec.options["case"] == "counts")
    if spec.kind == "choice":
        own = Leaving(inner, going.lang)
        return Embedded("choice", leave_choice(own).answers, weight, shuffled=spec.options["order"] != "kept")
    if spec.kind in _FORMS:
        return Embedded("text", (Answer(as_plain_text(find_kind(spec.kind).key_as_typed(inner)), 100.0),), weight, spec.kind == "formula")
    raise NotCarried(f"a gap of the kind {spec.kind} has no like in a question bank")


def leave_parts(going: Leaving) -> BankQuestion:
    """Parts, one below the other, each with its gap."""
    options = going.variant.item.answer.options
    pieces, gaps = [going.ask().text], []
    for place, part in enumerate(options["parts"]):
        inner = replace(variant_of(going.variant, part.name, part.answer, part.misconceptions))
        pieces.append(f"{as_block(part.ask.in_lang(going.lang), inner)}<p>{FIELD_OPEN}{place}{FIELD_CLOSE}</p>")
        gaps.append(_part_gap(Leaving(inner, going.lang, going.notes), part))
        if part.misconceptions:
            going.notes.append("what is said to likely mistakes in parts")
    return BankQuestion("cloze", "", RichText("".join(pieces)), gaps=tuple(gaps))


def _part_gap(going: Leaving, part: Any) -> Embedded:
    if part.answer.kind == "choices":
        return Embedded("choices", leave_choices(going).answers, int(part.points) or 1)
    return _gap(going, part.name, AnswerSpec(part.answer.kind, {**part.answer.options, "points": part.points}))
