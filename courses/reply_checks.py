"""Every reply can be said, and an answer that nobody judges gets one in any case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from courses.answers import check
from courses.answers.judging import as_html, fires
from courses.answers.kinds import find_kind
from courses.errors import ExpressionError, UnreadableAnswer
from courses.model import Item, Variant


def check_replies(item: Item, variants: Sequence[Variant]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the replies of an item, each with its place in the file."""
    for index, reply in enumerate(item.replies):
        if reply.when and not any(_can_be_said(variant, index) for variant in variants):
            yield f"replies.{index}", f"no answer gets this reply: {reply.when}"
    if not item.scored:
        yield from _check_every_answer(item, variants)


def _can_be_said(variant: Variant, index: int) -> bool:
    """Tell whether an answer exists that gets this reply, and none above it."""
    kind, replies = find_kind(variant.item.answer.kind), variant.item.replies
    try:
        parsed = kind.parse(kind.example_of(replies[index].when, variant), variant)
    except (ExpressionError, UnreadableAnswer):
        return False
    said = next((i for i, reply in enumerate(replies) if fires(kind, parsed, reply.when, variant)), None)
    as_html(replies[index].say, variant)
    return said == index


def _check_every_answer(item: Item, variants: Sequence[Variant]) -> Iterator[tuple[str, str]]:
    if item.replies and not item.replies[-1].when:
        return
    if item.answer.kind != "choice":
        yield "replies", "an item that is not scored replies to every answer: let the last reply be without when"
        return
    for choice in item.answer.options["choices"]:
        if any(check(variant, choice.id).say is None for variant in variants):
            yield "replies", f"an item that is not scored replies to every answer: {choice.id} gets none"
