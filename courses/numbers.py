"""A number means the same in both digit systems, with comma or point; what is read is exact."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from courses.errors import UnreadableAnswer
from courses.languages import to_arabic_digits

MAX_DIGITS = 30
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SLASHES = str.maketrans({"⁄": "/", "∕": "/", "÷": "/", "：": ":", "−": "-", "–": "-", "﹣": "-", "＋": "+", "٫": ",", "，": ","})
_LATEX_FRACTION = re.compile(r"\\[dt]?frac\s*(?:\{([^{}]*)\}|(\d))\s*(?:\{([^{}]*)\}|(\d))")
_LATEX_NOISE = re.compile(r"\\left|\\right|\\,|\\;|\\:|\\!|\\ |\\displaystyle|\{|\}|\\placeholder")
_POWER = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*(?:[eE]|[x×·*]\s*10\s*\^)\s*([+-]?\d{1,2})")
MAX_POWER = 40
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
    """Return a whole or decimal number, `1 234,5`, `1,234.5`, `0.25`, `6.02e23`, `6,02·10^23`, exactly.

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
    if (match := _POWER.fullmatch(text)) and abs(int(match[2])) <= MAX_POWER:
        return Fraction(match[1].replace(",", ".")) * Fraction(10) ** int(match[2])
    raise UnreadableAnswer(f"{text!r} is not a number")


def _groups_are_clear(text: str, separator: str) -> bool:
    return separator not in ",." or text.count(separator) > 1 or any(c in text for c in ",." if c != separator)


_FRACTION = re.compile(r"([+-]?)\s*(?:(\d+)\s*(?:\s|\+))?\s*(\d+)\s*/\s*(\d+)")


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number as it was typed: its value and the form it was given."""

    value: Fraction
    form: str
    """`whole`, `decimal`, `fraction` or `mixed`."""
    lowest: bool = True
    """A fraction in lowest terms, in a mixed number also smaller than one."""
    places: int = 0
    """Digits behind the comma."""


def parse_number(typed: str) -> TypedNumber:
    """Read a whole number, a decimal, a fraction or a mixed number.

    Raises:
        UnreadableAnswer: it is none, or a denominator is zero.
    """
    text = clean_number(typed)
    if sum(c.isdigit() for c in text) > MAX_DIGITS:
        raise UnreadableAnswer("too many digits", None, "shorter")
    match = _FRACTION.fullmatch(text)
    if not match:
        return _decimal_as_typed(text, typed)
    sign, whole, top, bottom = match[1], int(match[2] or 0), int(match[3]), int(match[4])
    if bottom == 0:
        raise UnreadableAnswer("a denominator cannot be 0", None, "zero")
    value = whole + Fraction(top, bottom)
    lowest = math.gcd(top, bottom) == 1 and (bottom != 1) and not (match[2] and top > bottom)
    return TypedNumber(-value if sign == "-" else value, "mixed" if match[2] else "fraction", lowest)


def _decimal_as_typed(text: str, typed: str) -> TypedNumber:
    try:
        value = parse_decimal(text)
    except UnreadableAnswer as error:
        raise UnreadableAnswer(str(error), find_stop(typed), "number") from None
    match = re.search(r"[.,](\d+)$", text)
    places = len(match[1]) if match and _DECIMAL.fullmatch(text) else 0
    return TypedNumber(value, "decimal" if places else "whole", places=places)


_START_OF_NUMBER = re.compile(r"\s*[+−–-]?\s*[\d០-៩]*(?:[.,](?=[\d០-៩])[\d០-៩]+)*(?:\s*/\s*[\d០-៩]+)?")


def find_stop(typed: str) -> int:
    """Return where a number stops being one, in characters of what was typed."""
    match = _START_OF_NUMBER.match(typed)
    return len(match[0].rstrip()) if match else 0


def tex_number(value: Fraction) -> str:
    """Return the number as TeX, as a fraction where it is none whole."""
    if value.denominator == 1:
        return str(value.numerator)
    sign = "-" if value < 0 else ""
    return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def as_mixed(value: Fraction, *, tex: bool = False) -> str:
    """Return the number as a mixed number: `1 1/2`."""
    whole, rest = divmod(abs(value), 1)
    if not whole or not rest:
        return tex_number(value) if tex else str(value)
    part = rf"\frac{{{rest.numerator}}}{{{rest.denominator}}}" if tex else f" {rest}"
    return f"{'-' if value < 0 else ''}{whole}{part}"


def is_finite(value: Fraction) -> bool:
    """Tell whether the number's decimals end."""
    bottom = value.denominator
    for prime in (2, 5):
        while bottom % prime == 0:
            bottom //= prime
    return bottom == 1


def as_decimal(value: Fraction) -> str:
    """Return the number as a decimal with a point where it ends, else as `a/b`."""
    if not is_finite(value):
        return str(value)
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if value < 0 else text
