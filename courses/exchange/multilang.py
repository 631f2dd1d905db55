"""A Moodle text may hold several languages at once; each of ours is taken out by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courses.languages import LANGS

_BRACE = re.compile(r"\{\s{0,9}mlang\s+([\w,\s-]{1,100}?)\s*\}")
_CLOSING = re.compile(r"\{\s{0,9}mlang\s{0,9}\}")
_OPENING = re.compile(r"<span\b(?=[^<>]{0,200}\bclass\s*=\s*[\"']?multilang)(?=[^<>]{0,200}\blang\s*=\s*[\"']?([\w-]+))[^>]*>", re.IGNORECASE)
_SPAN = re.compile(r"<(/?)span\b[^>]*>", re.IGNORECASE)

Piece = tuple[tuple[str, ...], str]
"""The languages of a piece, none where it belongs to all, and its text."""


def split_languages(text: str) -> dict[str, str]:
    """Return a text by language; one for all languages stands under an empty name.

    >>> split_languages("{mlang km}មួយ{mlang}{mlang en}one{mlang}!")
    {'km': 'មួយ!', 'en': 'one!'}
    """
    pieces = [piece for part in _cut_spans(text) for piece in ([part] if part[0] else _cut_braces(part[1]))]
    named = list(dict.fromkeys(lang for langs, _ in pieces for lang in langs))
    if not named:
        return {"": text}
    found: dict[str, str] = {lang: lang for lang in LANGS if lang in named}
    if "other" in named and len(found) < len(LANGS):
        found.setdefault(next(lang for lang in LANGS[::-1] if lang not in found), "other")
    if not found:
        found = {"": named[0]}
    return {lang: "".join(said for langs, said in pieces if not langs or own in langs) for lang, own in found.items()}


def _cut_braces(text: str) -> Iterator[Piece]:
    at = 0
    while (match := _BRACE.search(text, at)) and (end := _CLOSING.search(text, match.end())):
        yield (), text[at : match.start()]
        yield tuple(_short(name) for name in match[1].split(",")), text[match.end() : end.start()]
        at = end.end()
    yield (), text[at:]


def _cut_spans(text: str) -> Iterator[Piece]:
    at = 0
    while match := _OPENING.search(text, at):
        yield (), text[at : match.start()]
        start, at = match.end(), match.end()
        depth = 1
        while depth and (span := _SPAN.search(text, at)):
            depth += -1 if span[1] else 1
            at = span.end()
        yield (_short(match[1]),), text[start : span.start() if span and not depth else len(text)]
        at = at if not depth else len(text)
    yield (), text[at:]


def _short(name: str) -> str:
    return re.split(r"[-_]", name.strip().lower())[0]
