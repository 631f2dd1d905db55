"""An item as it is being made of a bank's question: plain lists and mappings, in the order in which an item file stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from courses.exchange.bank import Answer, BankQuestion, RichText
from courses.exchange.wording import Said, Wording, as_plain

_STANDARD = {
    *(
        "your answer is correct",
        "your answer is partially correct",
        "your answer is incorrect",
        "correct",
        "incorrect",
        "right",
        "wrong",
        "true",
        "false",
    ),
    *("yes", "no", "ok", "that's right", "that's wrong", "that is correct", "that is incorrect", "correct answer", "wrong answer"),
    *("ត្រឹមត្រូវ", "មិនត្រឹមត្រូវ", "ត្រូវ", "ខុស", "ចម្លើយរបស់អ្នកត្រឹមត្រូវ", "ចម្លើយរបស់អ្នកមិនត្រឹមត្រូវ"),
}
"""What Moodle says of itself; the house says it anyway."""
MAX_FEEDBACK = 60


@dataclass
class Draft:
    """One item in the making.

    Args:
        notes: what of the question could not be carried.
    """

    question: BankQuestion
    wording: Wording
    notes: list[str]
    fields: dict[str, Any] = field(default_factory=dict)
    misconceptions: list[dict[str, Any]] = field(default_factory=list)
    explain: list[Said] = field(default_factory=list)
    otherwise: list[Said] = field(default_factory=list)

    def is_said(self, feedback: RichText) -> bool:
        """Tell whether feedback says more than that something is right or wrong."""
        bare = re.sub(r"[\u200b\s]+", " ", as_plain(feedback.text, feedback.format)).strip(" .!។")
        return bool(bare) and bare.casefold() not in _STANDARD

    def say_why(self, feedback: RichText) -> None:
        """Add why the right answer is right."""
        if self.is_said(feedback) and (said := self.wording.block(feedback)) and said not in self.explain:
            self.explain.append(said)

    def say_else(self, feedback: RichText) -> None:
        """Add what is said to any other wrong answer."""
        if self.is_said(feedback) and (said := self.wording.block(feedback)) and said not in self.otherwise:
            self.otherwise.append(said)

    def say_to(self, when: str, answer: Answer, name: str) -> None:
        """Add what is said to one wrong answer, and what of the points it is worth."""
        if any(m["when"] == when for m in self.misconceptions):
            return
        row: dict[str, Any] = {"name": name, "when": when}
        if self.is_said(answer.feedback):
            row["say"] = self.wording.block(answer.feedback)
        if 0 < answer.share < 100:
            row["credit"] = f"{min(max(answer.share / 100, 0.01), 0.99):.4g}"
        if len(row) > 2:
            self.misconceptions.append(row)


def join_said(said: list[Said]) -> Said:
    """Return texts as paragraphs of one text, in the languages that all of them have."""
    langs = [lang for lang in ("km", "en") if all(lang in one for one in said)] or list(said[0])
    return {lang: "\n\n".join(one.get(lang) or next(iter(one.values())) for one in said) for lang in langs}
