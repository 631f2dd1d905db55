"""One question's way: shown, typed, judged, explained. The same for a lesson, a test, a review and paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from courses.answers.base import MAX_TYPED, AnswerKind
from courses.answers.kinds import KINDS, find_kind
from courses.errors import ExpressionError, UnreadableAnswer
from courses.languages import LANGS, Lang, Words, load_catalogue
from courses.markdown import fill, to_html, to_html_inline
from courses.model import Shown, Variant, Verdict

FOLDER = Path(__file__).parents[1]


def show(variant: Variant, lang: Lang) -> Shown:
    """Return what a browser may know of a variant before the verdict."""
    kind = find_kind(variant.item.answer.kind)
    ask = to_html(fill(variant.item.ask.in_lang(lang), variant.values))
    options = dict(kind.options_markdown(variant, lang))
    if "choices" in options:
        options["choices"] = [{"id": c["id"], "html": to_html_inline(fill(c["html"], variant.values))} for c in options["choices"]]
    return Shown(ask, kind.input, options, len(variant.item.hints))


def check(variant: Variant, typed: str) -> Verdict:
    """Judge a typed answer: first the key, then the misconceptions in their order.

    Returns:
        A verdict; never an exception, whatever was typed. What cannot be read costs nothing.
    """
    kind = find_kind(variant.item.answer.kind)
    try:
        if len(typed) > MAX_TYPED and kind.input != "long_text":
            raise UnreadableAnswer("too long")
        parsed = kind.parse(typed, variant)
    except UnreadableAnswer:
        return Verdict("unreadable", _say(f"unreadable.{kind.input}"))
    name = kind.compare(parsed, variant)
    if name == "right":
        return Verdict("right", score=1.0)
    if name == "ask_again":
        return Verdict("ask_again", _say(f"ask_again.{kind.input}"))
    for misconception in variant.item.misconceptions:
        if _fires(kind, parsed, misconception.when, variant):
            return Verdict(misconception.name, _as_html(misconception.say, variant))
    return Verdict("wrong")


def _fires(kind: AnswerKind, parsed: Any, when: str, variant: Variant) -> bool:
    """Tell whether a misconception explains the answer; one that cannot be computed with numbers drawn before the item changed explains nothing."""
    try:
        return kind.fires(parsed, when, variant)
    except ExpressionError:
        return False


def hint(variant: Variant, number: int, lang: Lang) -> str:
    """Return the hint of this number, from 1, as HTML.

    Raises:
        IndexError: the item has fewer hints.
    """
    return to_html(fill(variant.item.hints[number - 1].in_lang(lang), variant.values))


def solution(variant: Variant, lang: Lang) -> str:
    """Return the right answer as HTML, for after the verdict."""
    kind = find_kind(variant.item.answer.kind)
    return to_html_inline(fill(kind.key_as_markdown(variant, lang), variant.values))


def key_as_typed(variant: Variant) -> str:
    """Return the right answer as a learner would type it; empty where only a teacher can judge."""
    return find_kind(variant.item.answer.kind).key_as_typed(variant)


def _as_html(words: Words, variant: Variant) -> Words:
    return Words(**{lang: to_html(fill(words.in_lang(lang), variant.values)) for lang in LANGS})


def _say(text_id: str) -> Words:
    return Words(**{lang: to_html(load_catalogue(FOLDER, lang)(text_id)) for lang in LANGS})


__all__ = ["KINDS", "check", "find_kind", "hint", "key_as_typed", "show", "solution"]
