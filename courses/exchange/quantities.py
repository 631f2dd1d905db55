"""Numbers of a bank are read exactly, and written so that our formulas read the same number."""

from __future__ import annotations

import re
from fractions import Fraction

from courses.exchange.errors import NotCarried
from courses.numbers import as_decimal, is_finite

MAX_POWER = 40
MAX_DIGITS = 40
_NUMBER = re.compile(r"([+-]?)(\d*)(?:[.,](\d*))?(?:\s*[eE]\s*([+-]?\d{1,4}))?")


def exact(text: str) -> Fraction:
    """Return a number of a bank: `3,5`, `1e-3`, `1 000`, `1/3`.

    Raises:
        NotCarried: it is none, or has too many digits.
    """
    bare = re.sub(r"[\s\u00a0\u202f]", "", text).replace("−", "-").replace("×10^", "e").replace("*10^", "e")
    top, slash, bottom = bare.partition("/")
    if slash and bottom.isdigit() and int(bottom[:40]) and len(bottom) <= MAX_DIGITS:
        return exact(top) / int(bottom)
    match = _NUMBER.fullmatch(bare)
    if not match or not (match[2] or match[3]):
        raise NotCarried(f"{text.strip()[:40]!r} is no number")
    power = int(match[4] or 0)
    if abs(power) > MAX_POWER or len(match[2] + (match[3] or "")) > MAX_DIGITS:
        raise NotCarried(f"a number has at most {MAX_DIGITS} digits and a power of ten up to {MAX_POWER}. Got {text.strip()[:60]}")
    value = Fraction(f"{match[2] or 0}.{match[3] or 0}") * Fraction(10) ** power
    return -value if match[1] == "-" else value


def is_number(text: str) -> bool:
    """Tell whether a text is a number of a bank."""
    try:
        exact(text)
    except NotCarried:
        return False
    return True


def write_exact(value: Fraction) -> str:
    """Return a number as one of our formulas."""
    written = as_decimal(value)
    return written if is_finite(value) and sum(c.isdigit() for c in written) <= 15 else f"{value.numerator}/{value.denominator}"
