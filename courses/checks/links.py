"""Nothing leads outside: what holds for lessons holds for every text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courses.checks.rule import Finding
from courses.checks.rules import RULES
from courses.checks.subject import Subject

_OUTSIDE = re.compile(
    r"(?:https?:|ftp:)?//[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}|\bwww\.\w|\]\([^)]*\)|<(?:a|img|script|iframe|object|embed|link|style)\b",
    re.IGNORECASE,
)
_TEX = re.compile(r"\$[^$]*\$")


def find_outside(text: str) -> str | None:
    """Return what is wrong with a text that leads outside, or None."""
    match = _OUTSIDE.search(_TEX.sub("", text))
    return f"links, outside addresses and raw HTML have no place here: {match[0]}" if match else None


def check_links(subject: Subject) -> Iterator[Finding]:
    """Yield links, outside addresses and raw HTML in items, tests and titles; lessons refuse them when they are read."""
    for text in subject.texts:
        if not text.file.endswith(".md") and (found := find_outside(text.text)):
            yield RULES["outside_link"].at(text.file, text.line, found)
