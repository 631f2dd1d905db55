"""Words that are dragged or chosen into a text become its gaps, each with a list to open."""

from __future__ import annotations

import re
from typing import Any

from courses.exchange.bank import RichText
from courses.exchange.carriers.choosing import ids
from courses.exchange.carriers.writing import text_options
from courses.exchange.draft import Draft
from courses.exchange.errors import NotCarried
from courses.exchange.tex import FIELD_CLOSE, FIELD_OPEN
from courses.exchange.wording import clean

FILL_IN = {"km": "បំពេញចន្លោះ។", "en": "Fill in the gaps."}
_MARK = re.compile(r"\[\[(\d{1,4})\]\]")


def carry_gaps(draft: Draft) -> None:
    """Make a text with gaps."""
    gaps: dict[str, Any] = {}

    def place(match: re.Match[str]) -> str:
        number = int(match[1])
        if not 1 <= number <= len(draft.question.dragged):
            raise NotCarried(f"the text names the choice [[{number}]], which is not there")
        name = f"g{len(gaps) + 1}"
        gaps[name] = _list(draft, number)
        return f"{FIELD_OPEN}{name}{FIELD_CLOSE}"

    ask = draft.question.ask
    text = RichText(_MARK.sub(place, clean(ask.text)), ask.format, ask.files)
    fill_gaps(draft, text, gaps)


def fill_gaps(draft: Draft, text: RichText, gaps: dict[str, Any]) -> None:
    """Give the draft a text with these gaps.

    Raises:
        NotCarried: there are none.
    """
    if not gaps:
        raise NotCarried("the text has no gap")
    draft.fields["ask"] = dict(FILL_IN)
    draft.fields["answer"] = {"kind": "gaps", "text": draft.wording.block(text, own_signs=True), "gaps": gaps, "partial": "true"}


def _list(draft: Draft, number: int) -> dict[str, Any]:
    group = draft.question.dragged[number - 1].group
    offered = {i: box for i, box in enumerate(draft.question.dragged, 1) if box.group == group}
    names = dict(zip(offered, ids(len(offered)), strict=True))
    choices = [{"id": names[i], **draft.wording.row(box.text)} for i, box in offered.items()]
    if len(choices) < 2:
        draft.notes.append("a gap with a single thing to choose is typed here")
        return {"kind": "text", **text_options([word := draft.wording.plain(offered[number].text)], [word], case=False)}
    return {"kind": "choice", "choices": choices, "right": names[number]}
