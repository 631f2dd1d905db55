"""One typed answer is judged: first the key, then the item's misconceptions in their order, then the mistakes that the kind knows.

An opinion is not judged: it is taken, and replied to.
"""

from __future__ import annotations

from courses.answers.base import AnswerKind, Judged
from courses.answers.saying import say, say_unreadable
from courses.errors import ExpressionError, UnreadableAnswer
from courses.languages import LANGS, Words
from courses.markdown import fill, to_html, to_html_inline
from courses.model import Variant, Verdict
from courses.pictures import with_pictures


def judge(kind: AnswerKind, typed: str, variant: Variant) -> Verdict:
    """Judge a typed answer.

    Returns:
        A verdict; never an exception, whatever was typed. What cannot be read costs nothing.
    """
    try:
        if len(typed) > kind.max_typed:
            raise UnreadableAnswer("too long", None, "shorter")
        parsed = kind.parse(typed, variant)
        judged = kind.compare(parsed, variant) if variant.item.scored else Judged("taken")
    except UnreadableAnswer as error:
        return Verdict("unreadable", say_unreadable(kind.name, typed, error))
    if judged.name in {"right", "taken"}:
        return Verdict(judged.name, _reply(kind, parsed, variant), judged.score, judged.parts)
    if judged.name in {"ask_again", "unreadable"}:
        return Verdict(judged.name, judged.say or say(f"ask_again.{kind.name}"), judged.score, judged.parts)
    return _name_mistake(kind, parsed, judged, variant)


def _name_mistake(kind: AnswerKind, parsed: object, judged: Judged, variant: Variant) -> Verdict:
    for misconception in variant.item.misconceptions:
        if fires(kind, parsed, misconception.when, variant):
            return Verdict(misconception.name, as_html(misconception.say, variant), max(judged.score, float(misconception.credit)), judged.parts)
    return Verdict(judged.name, judged.say or _reply(kind, parsed, variant), judged.score, judged.parts)


def _reply(kind: AnswerKind, parsed: object, variant: Variant) -> Words | None:
    found = (reply for reply in variant.item.replies if not reply.when or fires(kind, parsed, reply.when, variant))
    return next((as_html(reply.say, variant) for reply in found), None)


def fires(kind: AnswerKind, parsed: object, when: str, variant: Variant) -> bool:
    """Tell whether a misconception describes this answer; one that cannot be computed for these numbers does not."""
    try:
        return kind.fires(parsed, when, variant)
    except (UnreadableAnswer, ExpressionError):
        return False


def as_html(words: Words, variant: Variant) -> Words:
    """Return an author's text with the variant's numbers, as HTML."""
    return Words(**{lang: as_block(words.in_lang(lang), variant) for lang in LANGS})


def as_block(text: str, variant: Variant) -> str:
    """Return a text with the variant's numbers and the item's pictures, as HTML."""
    return with_pictures(to_html(fill(text, variant.values)), variant.item.pictures)


def as_line(text: str, variant: Variant) -> str:
    """Return a line with the variant's numbers and the item's pictures, as HTML without a paragraph around it."""
    return with_pictures(to_html_inline(fill(text, variant.values)), variant.item.pictures)
