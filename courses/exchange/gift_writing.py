"""Questions as GIFT: plain text that a person can read, every sign with a meaning made plain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from courses.exchange.bank import Answer, BankQuestion, RichText
from courses.exchange.errors import NotCarried

_SIGN = re.compile(r"[~=#{}:\\]")
_MOST = 99.9999
"""Moodle's reader knows shares of two digits before the point, and takes this one for the whole."""
_KINDS = {"truefalse", "multichoice", "matching", "shortanswer", "numerical", "essay"}


def write_gift(questions: Sequence[BankQuestion]) -> str:
    """Return the text of a GIFT file."""
    pieces, category = [], None
    for question in questions:
        if question.category != category:
            category = question.category
            pieces.append(f"$CATEGORY: $course$/top/{'/'.join(name.replace('/', '//') for name in category)}")
        pieces.append(_write(question))
    return "\n\n".join(pieces) + "\n"


def check_gift(question: BankQuestion) -> list[str]:
    """Return what of a question GIFT cannot say.

    Raises:
        NotCarried: it cannot ask so.
    """
    if question.kind not in _KINDS:
        raise NotCarried(f"GIFT has no questions of the kind {question.kind}")
    if question.unit_counts:
        raise NotCarried("GIFT asks for no units")
    texts = [question.ask, *(a.text for a in question.answers), *(t for p in question.pairs for t in (p.left, p.right))]
    if any("<img" in text.text for text in texts):
        raise NotCarried("GIFT holds no pictures")
    wrong = question.combined.get("wrong")
    lost = {"hints": question.hints, "the rubric": question.rubric, "the unit": question.units}
    if wrong and question.kind not in ("shortanswer", "numerical"):
        lost["what is said to any other mistake"] = wrong  # type: ignore[assignment]
    return [name for name, value in lost.items() if value]


def _write(question: BankQuestion) -> str:
    tags = "".join(f"// [tag:{_escape(' '.join(tag.split()))}]\n" for tag in question.tags)
    general = f"\n####{_rich(question.general)}" if question.general else ""
    return f"{tags}::{_escape(question.name)}::[html]{_rich(question.ask)}{{{_answers(question)}{general}\n}}"


def _answers(question: BankQuestion) -> str:
    if question.kind == "essay":
        return ""
    if question.kind == "matching":
        return "".join(f"\n={_rich(p.left)} -> {_rich(p.right)}" for p in question.pairs)
    rows = [*question.answers, *_otherwise(question)]
    if question.kind == "numerical":
        return "#" + "".join(f"\n{_sign(a)}{a.text.text}{f':{a.tolerance}' if a.text.text != '*' else ''}{_feedback(a)}" for a in rows)
    if question.kind == "shortanswer":
        return "".join(f"\n{_sign(a)}{_escape(a.text.text)}{_feedback(a)}" for a in rows)
    return "".join(f"\n{_sign(a, several=not question.single)}[html]{_rich(a.text)}{_feedback(a)}" for a in rows)


def _otherwise(question: BankQuestion) -> list[Answer]:
    wrong = question.combined.get("wrong")
    return [Answer(RichText("*", "plain_text"), 0.0, wrong)] if wrong and question.kind in ("shortanswer", "numerical") else []


def _sign(answer: Answer, *, several: bool | None = None) -> str:
    share = min(max(answer.share, -_MOST), _MOST)
    weight = f"%{share:.5f}".rstrip("0").rstrip(".") + "%"
    if several is None:
        return "=" if answer.share == 100 and not answer.text.text.startswith("%") else f"={weight}"
    if several:
        return f"~{weight}"
    return "=" if answer.share == 100 else "~" if not answer.share else f"~{weight}"


def _feedback(answer: Answer) -> str:
    return f"#[html]{_rich(answer.feedback)}" if answer.feedback else ""


def _rich(text: RichText) -> str:
    lines = text.text.replace("\r", "").split("\n")
    joined = "\\n".join(_escape(line) for line in lines) if "<pre" in text.text else " ".join(_escape(line) for line in lines)
    return joined.strip()


def _escape(text: str) -> str:
    return _SIGN.sub(r"\\\g<0>", text).replace("->", "-&gt;")
