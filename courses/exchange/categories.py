"""A category is a path of names; what Moodle puts before it for itself is left out."""

from __future__ import annotations

import re

_OWN = re.compile(r"^\$[\w-]+\$$|^top$", re.IGNORECASE)


def read_category(text: str) -> tuple[str, ...]:
    """Return the names of a category; `//` inside a name is a single `/`.

    >>> read_category("$course$/top/Fractions/Adding // taking away")
    ('Fractions', 'Adding / taking away')
    """
    parts = [part.replace("\0", "/") for part in text.strip().replace("//", "\0").split("/")]
    named = [" ".join(part.split()) for part in parts]
    while named and (_OWN.match(named[0]) or not named[0]):
        named.pop(0)
    return tuple(name for name in named if name)
