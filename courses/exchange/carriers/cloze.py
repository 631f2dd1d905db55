"""A cloze text becomes a text with gaps; where something must be ticked in it, an item of several parts."""

from __future__ import annotations

from typing import Any

from courses.exchange.bank import BankQuestion, Embedded, RichText
from courses.exchange.carriers.choosing import carry_choice, ids
from courses.exchange.carriers.dragging import fill_gaps
from courses.exchange.carriers.measuring import number_options, tolerance_of
from courses.exchange.carriers.writing import text_options
from courses.exchange.draft import Draft
from courses.exchange.embedded import cut_cloze
from courses.exchange.errors import NotCarried
from courses.exchange.quantities import exact, write_exact
from courses.exchange.tex import FIELD_CLOSE, FIELD_OPEN
from courses.exchange.wording import clean

_FULL = 99.9


def carry_cloze(draft: Draft) -> None:
    """Make a text with gaps, or parts."""
    cut = cut_cloze(clean(draft.question.ask.text))
    if any(gap.kind == "choices" for gap in cut.gaps):
        _carry_parts(draft, cut.pieces, cut.gaps)
        return
    gaps = {f"g{number}": _field(draft, gap, f"g{number}") for number, gap in enumerate(cut.gaps, 1)}
    marks = [f"{FIELD_OPEN}{name}{FIELD_CLOSE}" for name in gaps]
    fill_gaps(draft, _joined(draft.question.ask, cut.pieces, marks), gaps)


def _joined(ask: RichText, pieces: list[str], marks: list[str]) -> RichText:
    text = pieces[0] + "".join(mark + piece for mark, piece in zip(marks, pieces[1:], strict=True))
    return RichText(text, ask.format, ask.files)


def _field(draft: Draft, gap: Embedded, name: str) -> dict[str, Any]:
    options = _options(draft, gap, f"{name}: ", f"{name}_")
    return {**options, "points": str(gap.weight)} if gap.weight > 1 else options


def _options(draft: Draft, gap: Embedded, before: str, prefix: str) -> dict[str, Any]:
    """Return the answer of a gap, and tell the draft what is said to wrong ones."""
    if gap.kind == "number":
        options = number_options([a for a in gap.answers if a.text.text.strip() != "*"])
        whens = [_number_when(a) for a in gap.answers]
    elif gap.kind == "text":
        forms = [draft.wording.plain(a.text) for a in gap.answers]
        right = [form for form, a in zip(forms, gap.answers, strict=True) if a.share >= _FULL]
        options = {"kind": "text", **text_options(forms, right, case=gap.case)}
        whens = ["" if form == "*" else form.replace("@", "@@") for form in forms]
    else:
        options, whens = _choice(draft, gap)
    for number, (a, when) in enumerate(zip(gap.answers, whens, strict=True), 1):
        if a.share >= _FULL:
            draft.say_why(a.feedback)
        elif not when:
            draft.say_else(a.feedback)
        elif draft.is_said(a.feedback):
            draft.misconceptions.append({"name": f"{prefix}{number}", "when": before + when, "say": draft.wording.block(a.feedback)})
        if 0 < a.share < _FULL:
            draft.notes.append(f"{a.share:g} % of the points for {a.text.text[:40]!r} in a gap; here a gap is right or wrong")
    return options


def _number_when(answer: Any) -> str:
    if answer.text.text.strip() == "*":
        return ""
    near = tolerance_of(answer)
    return write_exact(exact(answer.text.text)) + (f" ± {near}" if near != "0" else "")


def _choice(draft: Draft, gap: Embedded) -> tuple[dict[str, Any], list[str]]:
    names = ids(len(gap.answers))
    rows = [draft.wording.row(a.text) for a in gap.answers]
    right = [n for n, a in zip(names, gap.answers, strict=True) if a.share >= _FULL]
    if len(rows) < 2 or not right or not all(rows):
        raise NotCarried("a gap with a list has at least two things to choose from, one of them right")
    options = {"kind": "choice", "choices": [{"id": n, **row} for n, row in zip(names, rows, strict=True)], "right": right[0]}
    return {**options, **({"also": ", ".join(right[1:])} if right[1:] else {}), **({} if gap.shuffled else {"order": "kept"})}, names


def _carry_parts(draft: Draft, pieces: list[str], gaps: list[Embedded]) -> None:
    """Make an item of parts, since ticks do not fit into a line of text; a single one is the whole item."""
    marks = [f" **({number})** …… " if len(gaps) > 1 else " …… " for number in range(1, len(gaps) + 1)]
    asked = _joined(draft.question.ask, pieces, [f" ({number}) …… " if len(gaps) > 1 else " " for number in range(1, len(marks) + 1)])
    draft.fields["ask"] = draft.wording.block(asked)
    if len(gaps) > 10:
        raise NotCarried(f"an item has at most 10 parts. Got {len(gaps)}")
    if len(gaps) == 1:
        draft.fields["answer"] = _ticks(draft, gaps[0], draft)
        return
    draft.fields["parts"] = [_part(draft, gap, number) for number, gap in enumerate(gaps, 1)]
    draft.fields["partial"] = "true"


def _part(draft: Draft, gap: Embedded, number: int) -> dict[str, Any]:
    own = Draft(draft.question, draft.wording, draft.notes)
    answer = _ticks(draft, gap, own) if gap.kind == "choices" else _options(own, gap, "", f"part_{number}_")
    draft.explain += own.explain
    draft.otherwise += own.otherwise
    part: dict[str, Any] = {"ask": {"km": f"({number})", "en": f"({number})"}, "answer": answer}
    if own.misconceptions:
        part["misconceptions"] = [{**m, "name": f"part_{number}_{m['name']}"} for m in own.misconceptions]
    return {**part, **({"points": str(gap.weight)} if gap.weight > 1 else {})}


def _ticks(draft: Draft, gap: Embedded, into: Draft) -> dict[str, Any]:
    inner = BankQuestion("multichoice", draft.question.name, RichText(), answers=gap.answers, single=False, shuffled=gap.shuffled)
    own = Draft(inner, draft.wording, draft.notes)
    carry_choice(own)
    into.misconceptions += own.misconceptions
    into.explain += own.explain
    return own.fields["answer"]  # type: ignore[no-any-return]
