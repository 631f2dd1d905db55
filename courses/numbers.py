"""A number means the same in both digit systems, with comma or point; what is read is exact."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from courses.errors import UnreadableAnswer
from courses.languages import to_arabic_digits

MAX_DIGITS = 30
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SLASHES = str.maketrans({"⁄": "/", "∕": "/", "÷": "/", "：": ":", "−": "-", "–": "-", "﹣": "-", "＋": "+", "٫": ",", "，": ","})
_LATEX_FRACTION = re.compile(r"\\[dt]?frac\s*(?:\{([^{}]*)\}|(\d))\s*(?:\{([^{}]*)\}|(\d))")
_LATEX_NOISE = re.compile(r"\\left|\\right|\\,|\\;|\\:|\\!|\\ |\\displaystyle|\{|\}|\\placeholder")
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([ ,.\u00a0\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")


def clean_number(typed: str) -> str:
    """Return the text with one digit system, one slash, one minus, and without what cannot be seen."""
    text = unicodedata.normalize("NFKC", typed.translate(_SLASHES)).translate(_INVISIBLE).translate(_SLASHES)
    text = to_arabic_digits(text)
    text = _LATEX_FRACTION.sub(lambda m: f" {m[1] or m[2]}/{m[3] or m[4]} ", text)
    text = text.replace("{,}", ",")
    return re.sub(r"\s+", " ", _LATEX_NOISE.sub("", text)).strip()


def parse_decimal(text: str) -> Fraction:
    """Return a whole or decimal number, `1 234,5`, `1,234.5`, `0.25`, exactly.

    Three digits behind a single comma or point are read as decimals, unless a second separator shows that they are a group.

    Raises:
        UnreadableAnswer: it is not one number.
    """
    text = text.strip()
    if sum(c.isdigit() for c in text) > MAX_DIGITS:
        raise UnreadableAnswer("too many digits")
    if _DECIMAL.fullmatch(text):
        return Fraction(text.replace(",", "."))
    if (match := _GROUPED.fullmatch(text)) and _groups_are_clear(text, match[1]):
        rest = text.replace(match[1], "")
        return Fraction(rest.replace(",", "."))
    raise UnreadableAnswer(f"{text!r} is not a number")


def _groups_are_clear(text: str, separator: str) -> bool:
    return separator not in ",." or text.count(separator) > 1 or any(c in text for c in ",." if c != separator)
