"""The numbers that a text says, whatever the language writes them with: what is compared between languages, and between a hint and its key."""

from __future__ import annotations

import re
from fractions import Fraction

from courses.languages import Lang, to_arabic_digits

_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_NUMBER = re.compile(r"\d{1,3}(?:[\s\u00a0]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?(?:\s*/\s*\d+)?")
_IN_WORDS: dict[Lang, dict[int, str]] = {
    "km": {
        0: "សូន្យ|គ្មាន|មិនមាន",
        1: "មួយ|ម្នាក់|ទោល",
        2: "ពីរ|ទ្វេ|គូ|កន្លះ|ពាក់កណ្ដាល",
        3: "បី",
        4: "បួន",
        5: "ប្រាំ",
        6: "ប្រាំមួយ",
        7: "ប្រាំពីរ",
        8: "ប្រាំបី",
        9: "ប្រាំបួន",
        10: "ដប់",
        12: "ដប់ពីរ|ឡូ",
        100: "រយ",
        1000: "ពាន់",
        10_000: "ម៉ឺន",
        100_000: "សែន",
        1_000_000: "លាន",
    },
    "en": {
        0: "zeros?|no|none|nothing|nought",
        1: "one|an?|once|single|each|first",
        2: "two|twice|doubled?|both|half|halves|second|pairs?",
        3: "three|thirds?|triple",
        4: "four|fourths?|quarters?",
        5: "five|fifths?",
        6: "six|sixths?",
        7: "seven|sevenths?",
        8: "eight|eighths?",
        9: "nine|ninths?",
        10: "ten|tens|tenths?",
        12: "twelve|dozen",
        100: "hundreds?|hundredths?|percent",
        1000: "thousands?|thousandths?",
        10_000: "ten thousands?",
        100_000: "hundred thousands?",
        1_000_000: "millions?",
    },
}
_PLAIN_TEX = re.compile(r"\\[,;!: ]|\\(?:left|right|displaystyle)|[{}]")


def numbers_in(text: str) -> set[Fraction]:
    """Return every number of a text: whole ones, decimals with comma or point, fractions in TeX or with a slash.

    >>> sorted(map(str, numbers_in(r"$\\frac{3}{4}$ នៃ 2,5 គឺ ៧ ឬ 1 500")))
    ['1500', '3', '3/4', '4', '5/2', '7']
    """
    text = to_arabic_digits(text).replace("{,}", ",")
    found: set[Fraction] = set()
    for top, bottom in _FRACTION.findall(text):
        found |= _quotient(top, bottom)
    text = _PLAIN_TEX.sub("", _FRACTION.sub(r" \1 ; \2 ", text))
    for number in _NUMBER.findall(text):
        top, _, bottom = re.sub(r"[\s\u00a0]", "", number).replace(",", ".").partition("/")
        found |= _quotient(top, bottom) if bottom else {Fraction(top)}
    return found


def _quotient(top: str, bottom: str) -> set[Fraction]:
    try:
        return {Fraction(top.replace(",", ".")) / Fraction(bottom.replace(",", "."))}
    except (ValueError, ZeroDivisionError):
        return set()


def says_in_words(number: Fraction, text: str, lang: Lang) -> bool:
    """Tell whether a text writes a number as a word; a fraction where it has words for its two numbers.

    >>> says_in_words(Fraction(10), "It is ten times too much.", "en")
    True
    """
    words = _IN_WORDS[lang]
    if number.denominator != 1:
        return all(says_in_words(Fraction(n), text, lang) for n in (number.numerator, number.denominator))
    if number not in words:
        return False
    found = rf"(?:{words[int(number)]})" if lang == "km" else rf"\b(?:{words[int(number)]})\b"
    return bool(re.search(found, text, re.IGNORECASE))
