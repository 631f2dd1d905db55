"""A Khmer text is written in Khmer letters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from courses.languages import Words
from courses.yaml_nodes import MISSING

_NOT_PROSE = re.compile(r"\$\$.*?\$\$|\$[^$]*\$|\\\(.{0,2000}?\\\)|\\\[.{0,2000}?\\\]|@\w+|`[^`]*`|\]\(pictures/[^)]*\)", re.DOTALL)


def share_of_khmer(text: str) -> float:
    """Return the share of Khmer letters among all letters outside TeX, in [0, 1]; 1 where there are no letters."""
    letters = [c for c in _NOT_PROSE.sub("", text) if c.isalpha() or "\u1780" <= c <= "\u17d3"]
    return sum("\u1780" <= c <= "\u17ff" for c in letters) / len(letters) if letters else 1.0


def find_missing(review: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the rule that a file breaks by saying that a language is still to be written, and which language that is; None where it does not."""
    for lang, rule, name in (("km", "missing_translation", "Khmer"), ("en", "english_to_write", "English")):
        if review.get(lang) == MISSING:
            return rule, f"the {name} text is still to be written"
    return None


def find_untranslated(words: Words) -> str | None:
    """Return what is wrong with a pair of texts, or None."""
    if share_of_khmer(words.km) < 0.5:
        return "the Khmer text holds less than half Khmer letters"
    has_letters = any(c.isalpha() for c in _NOT_PROSE.sub("", words.km))
    if has_letters and words.km == words.en:
        return "the Khmer text equals the English"
    return None
