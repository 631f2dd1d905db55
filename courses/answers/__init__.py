"""One question's way: shown, typed, judged, explained. The same for a lesson, a test, a review and paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from courses.answers import names
from courses.answers.fields import MARK
from courses.answers.judging import as_block, as_html, as_line, judge
from courses.answers.kinds import KINDS, find_kind
from courses.answers.sheet import draw_sheet
from courses.languages import Lang
from courses.markdown import draw_reading, fill
from courses.model import Shown, Variant, Verdict


def show(variant: Variant, lang: Lang) -> Shown:
    """Return what a browser may know of a variant before the verdict."""
    kind = find_kind(variant.item.answer.kind)
    ask = _reading(variant) + as_html(variant.item.ask, variant).in_lang(lang)
    options = names.with_names(kind.options_markdown(variant, lang), variant)
    return Shown(ask, kind.input, _rendered(options, variant), len(variant.item.hints))


def _reading(variant: Variant) -> str:
    return draw_reading(fill(variant.item.text, variant.values)) if variant.item.text else ""


def _rendered(options: Any, variant: Variant, fields: frozenset[str] = frozenset()) -> Any:
    """Return options with their Markdown as HTML: `html` is a line, `block` a text; `[[name]]` becomes the place of a field."""
    if isinstance(options, Mapping):
        fields = frozenset(f["name"] for f in options["fields"]) if "fields" in options else fields
        rendered = {name: _rendered(value, variant, fields) for name, value in options.items() if name not in {"html", "block"}}
        if "html" in options:
            rendered["html"] = _with_fields(as_line(options["html"], variant), fields)
        if "block" in options:
            rendered["html"] = _with_fields(as_block(options["block"], variant), fields)
        return rendered
    return [_rendered(o, variant, fields) for o in options] if isinstance(options, list | tuple) else options


def _with_fields(html: str, fields: frozenset[str]) -> str:
    return MARK.sub(lambda mark: f'<span data-field="{mark[1]}"></span>' if mark[1] in fields else mark[0], html)


def check(variant: Variant, typed: str) -> Verdict:
    """Judge a typed answer: first the key, then the misconceptions in their order.

    Returns:
        A verdict; never an exception, whatever was typed. What cannot be read costs nothing.
    """
    verdict = judge(find_kind(variant.item.answer.kind), own_ids(variant, typed), variant)
    said = {"right": variant.item.explain, "wrong": variant.item.otherwise}.get(verdict.name)
    return replace(verdict, say=as_html(said, variant)) if said and not verdict.say else verdict


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
    return as_block(variant.item.hints[number - 1].in_lang(lang), variant)


def solution(variant: Variant, lang: Lang) -> str:
    """Return the right answer as HTML, for after the verdict."""
    kind = find_kind(variant.item.answer.kind)
    return as_line(kind.key_as_markdown(variant, lang), variant)


def explanation(variant: Variant, lang: Lang) -> str:
    """Return why the right answer is right, as HTML, for after the verdict; empty where the item does not say."""
    return as_block(variant.item.explain.in_lang(lang), variant) if variant.item.explain else ""


def key_as_typed(variant: Variant) -> str:
    """Return the right answer as a learner would type it; empty where only a teacher can judge."""
    return find_kind(variant.item.answer.kind).key_as_typed(variant)


def read_back(variant: Variant, typed: str, lang: Lang) -> list[tuple[str, str]]:
    """Return what was typed for a reader: pairs of HTML, made of the item's own texts, and of text as it was typed."""
    kind = find_kind(variant.item.answer.kind)
    return [(as_line(said, variant), raw) for said, raw in kind.read_back(own_ids(variant, typed), variant, lang)]


__all__ = ["KINDS", "as_sent", "check", "draw_sheet", "explanation", "find_kind", "hint", "key_as_typed", "own_ids", "read_back", "show", "solution"]
