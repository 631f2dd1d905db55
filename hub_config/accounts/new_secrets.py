"""A new secret is drawn, printed once, and kept by nobody but its owner."""

from __future__ import annotations

import re
import secrets
import unicodedata

from courses.languages import to_arabic_digits
from grading.records.roster import Role

PIN_DIGITS = 6
LONGEST_TYPED = 200
_CONSONANTS = "bdfghkmnprstvz"
_VOWELS = "aeiou"
_GROUPS, _SYLLABLES = 4, 2


def make_secret(role: Role) -> str:
    """Return a PIN for a learner, a passphrase for the staff."""
    return make_pin() if role == "learner" else make_passphrase()


def make_pin() -> str:
    """Return six digits that are not among the first that anybody would try."""
    while is_trivial(pin := f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"):
        pass
    return pin


def is_trivial(pin: str) -> bool:
    """Tell whether a PIN is one that people try first: repeated, counted up or down, a year of birth twice, in halves."""
    steps = {(int(b) - int(a)) % 10 for a, b in zip(pin, pin[1:], strict=False)}
    half, third = len(pin) // 2, len(pin) // 3
    return len(steps) == 1 or pin[:half] == pin[half:] or pin == pin[:third] * 3 or len(set(pin)) <= 2


def make_passphrase() -> str:
    """Return four short groups that can be said and typed, such as `bako-tire-munu-sefa`; 49 bits."""
    return "-".join("".join(_syllable() for _ in range(_SYLLABLES)) for _ in range(_GROUPS))


def _syllable() -> str:
    return secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS)


def as_typed(secret: str) -> str:
    """Return a secret as it is hashed: Khmer digits as 0-9, lower case, and no space or hyphen, which people forget.

    >>> as_typed("១២៣ 456"), as_typed("Bako tire-munu sefa")
    ('123456', 'bakotiremunusefa')
    """
    text = unicodedata.normalize("NFKC", to_arabic_digits(secret[:LONGEST_TYPED]))
    return re.sub(r"[\s\-\u200b-\u200d\u2060\ufeff]", "", text).lower()
