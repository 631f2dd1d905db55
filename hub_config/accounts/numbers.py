"""A number names one person everywhere, so it has one spelling: lower case, Arabic digits, nothing invisible."""

from __future__ import annotations

import re
import unicodedata

from courses.languages import to_arabic_digits
from hub_config.accounts.errors import BadNumber

PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
LONGEST_TYPED = 64
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def clean_typed(typed: str) -> str:
    """Return what a person meant by the keys: no invisible signs, Khmer and wide digits as 0-9, no space around."""
    return to_arabic_digits(unicodedata.normalize("NFKC", typed.translate(_INVISIBLE))).strip()


def parse_number(typed: str) -> str:
    """Return the one spelling of a number.

    Raises:
        BadNumber: says what a number may look like.

    >>> parse_number(" ០០៧ "), parse_number("S-01")
    ('007', 's-01')
    """
    number = clean_typed(typed[:LONGEST_TYPED]).lower()
    if len(typed) > LONGEST_TYPED or not PATTERN.fullmatch(number):
        raise BadNumber("allowed.number")
    return number


def find_number(typed: str) -> str | None:
    """Return the number that was typed, or None where it cannot be one."""
    try:
        return parse_number(typed)
    except BadNumber:
        return None


def fill_with_zeros(number: str, digits: int) -> str:
    """Return a number of digits with its leading zeros, as the site's `number_digits` wants it."""
    return number.zfill(digits) if number.isdigit() else number


def without_zeros(number: str) -> str:
    """Return what a spreadsheet would make of the number."""
    return number.lstrip("0") or "0" if number.isdigit() else number
