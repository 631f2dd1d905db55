"""One question's way: shown, typed, judged, explained. The same for a lesson, a test, a review and paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from courses.answers import names
from courses.answers.fields import MARK
from courses.answers.judging import judge
from courses.answers.kinds import KINDS, find_kind
from courses.answers.sheet import draw_sheet
from courses.languages import Lang
from courses.markdown import draw_reading, fill, to_html, to_html_inline
from courses.model import Shown, Value, Variant, Verdict


def show(variant: Variant, lang: Lang) -> Shown:
    """Return what a browser may know of a variant before the verdict."""
    kind = find_kind(variant.item.answer.kind)
    ask = _reading(variant) + to_html(fill(variant.item.ask.in_lang(lang), variant.values))
    options = names.with_names(kind.options_markdown(variant, lang), variant)
    return Shown(ask, kind.input, _rendered(options, variant.values), len(variant.item.hints))


def _reading(variant: Variant) -> str:
    return draw_reading(fill(variant.item.text, variant.values)) if variant.item.text else ""


def _rendered(options: Any, values: Mapping[str, Value]) -> Any:
    """Return options with their Markdown as HTML: `html` is a line, `block` a text; `[[name]]` becomes the place of a field."""
    if isinstance(options, Mapping):
        rendered = {name: _rendered(value, values) for name, value in options.items() if name not in {"html", "block"}}
        if "html" in options:
            rendered["html"] = _with_fields(to_html_inline(fill(options["html"], values)))
        if "block" in options:
            rendered["html"] = _with_fields(to_html(fill(options["block"], values)))
        return rendered
    return [_rendered(o, values) for o in options] if isinstance(options, list | tuple) else options


def _with_fields(html: str) -> str:
    return MARK.sub(r'<span data-field="\1"></span>', html)


def check(variant: Variant, typed: str) -> Verdict:
    """Judge a typed answer: first the key, then the misconceptions in their order.

    Returns:
        A verdict; never an exception, whatever was typed. What cannot be read costs nothing.
    """
    return judge(find_kind(variant.item.answer.kind), own_ids(variant, typed), variant)


def own_ids(variant: Variant, typed: str) -> str:
    """Return what a browser sent, in the author's ids."""
    return names.with_ids(typed, _options(variant), variant)


def as_sent(variant: Variant, written: str) -> str:
    """Return an answer that is written in the author's ids, such as a key, as a browser sends it."""
    return names.as_sent(written, _options(variant), variant)


def _options(variant: Variant) -> Mapping[str, Any]:
    return find_kind(variant.item.answer.kind).options_markdown(variant, "km")


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


def read_back(variant: Variant, typed: str, lang: Lang) -> list[tuple[str, str]]:
    """Return what was typed for a reader: pairs of HTML, made of the item's own texts, and of text as it was typed."""
    kind = find_kind(variant.item.answer.kind)
    return [(to_html_inline(fill(said, variant.values)), raw) for said, raw in kind.read_back(own_ids(variant, typed), variant, lang)]


__all__ = ["KINDS", "as_sent", "check", "draw_sheet", "find_kind", "hint", "key_as_typed", "own_ids", "read_back", "show", "solution"]
