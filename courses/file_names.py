"""Which files may lie in a content folder: named so that every disk can hold them, each at a place that says what it is."""

from __future__ import annotations

import re
from typing import Literal

FileKind = Literal["text", "picture", "sound"]
MAX_BYTES: dict[FileKind, int] = {"text": 1_000_000, "picture": 1_000_000, "sound": 5_000_000}
"""Largest size of one file."""

_NAME = r"[a-z0-9][a-z0-9_-]{0,62}"
_PLACES: tuple[tuple[FileKind, re.Pattern[str]], ...] = (
    ("text", re.compile(rf"{_NAME}\.yaml")),
    ("text", re.compile(rf"{_NAME}/{_NAME}\.(?:yaml|csv)")),
    ("text", re.compile(rf"{_NAME}/{_NAME}/{_NAME}\.(?:yaml|csv|(?:km|en)\.md)")),
    ("text", re.compile(rf"{_NAME}/{_NAME}/lessons/{_NAME}\.(?:km|en)\.md")),
    ("text", re.compile(rf"{_NAME}/{_NAME}/items/{_NAME}\.yaml")),
    ("picture", re.compile(rf"{_NAME}/{_NAME}/pictures/{_NAME}\.(?:png|jpg|gif|webp)")),
    ("sound", re.compile(rf"{_NAME}/{_NAME}/sounds/{_NAME}\.(?:ogg|opus|mp3|wav|webm)")),
)
_TAKEN = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")
"""Names that a stick's file system keeps for devices."""


def find_kind_of(name: str) -> FileKind | None:
    """Return what a file of this name is, None where it has no place in a content folder.

    >>> find_kind_of("math1/fractions/items/rice-sacks.yaml")
    'text'
    >>> find_kind_of("math1/fractions/../../etc/passwd") is None
    True
    """
    if any(_TAKEN.fullmatch(part.partition(".")[0]) for part in name.split("/")):
        return None
    return next((kind for kind, place in _PLACES if place.fullmatch(name)), None)
