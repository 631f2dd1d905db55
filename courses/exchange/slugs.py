"""A stranger's name becomes a file's name of `a-z`, `0-9` and `-`; nothing else of it reaches the disk."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

MAX_SLUG = 40
_TAKEN = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")
"""Names that a stick's file system keeps for devices."""


def slug(name: str, otherwise: str) -> str:
    """Return a name for a file or folder.

    Args:
        otherwise: what it begins with where nothing of the name can be written so; signs of the name's digest follow, so that it stays the same.

    >>> slug("../Übung 1: a/b", "item")
    'ubung-1-a-b'
    >>> slug("ប្រភាគ", "unit") == slug("ប្រភាគ", "unit")
    True
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_SLUG].strip("-")
    letters = sum(c.isalpha() for c in name)
    if _TAKEN.fullmatch(words):
        words += "-x"
    if words and sum(c.isalpha() for c in words) * 2 >= letters:
        return words
    return f"{otherwise}-{hashlib.sha256(name.encode()).hexdigest()[:6]}" if name.strip() else otherwise


def numbered(stem: str) -> Iterator[str]:
    """Yield a name, then the name with 2, 3 and so on."""
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1
