"""An item on its way out: its texts as HTML, and what of it is left behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from courses.answers.judging import as_block, as_line
from courses.errors import ExpressionError, UnreadableAnswer
from courses.exchange.bank import RichText
from courses.languages import Lang
from courses.markdown import draw_reading, fill
from courses.model import Variant


@dataclass
class Leaving:
    """A question on its way out.

    Args:
        notes: what of the item the bank's kinds cannot say.
    """

    variant: Variant
    lang: Lang
    notes: list[str] = field(default_factory=list)

    def ask(self) -> RichText:
        """Return the question, below the text that is to be read."""
        item = self.variant.item
        reading = draw_reading(fill(item.text, self.variant.values)) if item.text else ""
        return RichText(reading + self.block(item.ask).text)

    def block(self, text: Any) -> RichText:
        """Return a text of the item as HTML."""
        return RichText(as_block(text.in_lang(self.lang), self.variant)) if text else RichText()

    def line(self, text: Any) -> RichText:
        """Return a line of the item as HTML."""
        return RichText(as_line(text.in_lang(self.lang), self.variant))


def as_plain_text(text: str) -> RichText:
    """Return what a learner types."""
    return RichText(text, "plain_text")


def note_misconceptions(going: Leaving) -> None:
    """Note that a kind of question has no feedback for each mistake."""
    if going.variant.item.misconceptions:
        going.notes.append("what is said to likely mistakes")


def typed_for(kind: Any, when: str, variant: Variant) -> str:
    """Return an answer that a misconception describes, or nothing."""
    try:
        return str(kind.example_of(when, variant))
    except (ExpressionError, UnreadableAnswer, ValueError, ZeroDivisionError):
        return ""
