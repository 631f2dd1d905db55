"""Signs of GIFT that a backslash made plain are hidden while the text is cut, and shown again in the pieces."""

from __future__ import annotations

import re

from courses.exchange.bank import RichText

_SIGNS = "~=#{}:\\"
_HIDDEN = {sign: chr(0xE010 + place) for place, sign in enumerate(_SIGNS)}
_SHOWN = {ord(code): sign for sign, code in _HIDDEN.items()}
_ESCAPE = re.compile(r"\\([~=#{}:\\n])")
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_KINDS = {"html": "html", "moodle": "moodle_auto_format", "plain": "plain_text", "markdown": "markdown"}


def hide(line: str) -> str:
    """Return a line in which escaped signs have no meaning; `\\n` is a new line, unless a word of TeX begins with it."""
    line = line.translate(dict.fromkeys(_SHOWN))
    return _ESCAPE.sub(lambda match: "\n" if match[1] == "n" and not _goes_on(line, match.end()) else _HIDDEN.get(match[1], match[0]), line)


def _goes_on(line: str, at: int) -> bool:
    """Tell whether `\\n` begins a word of TeX, such as `\\neq`."""
    return bool(re.match(r"(?:e|eq|u|abla|ot|i|less|eg|ewline|leq|geq|rightarrow)(?![A-Za-z])", line[at:]))


def show(text: str) -> str:
    """Return a piece with its signs."""
    return text.translate(_SHOWN)


def rich(text: str, kind: str) -> RichText:
    """Return a piece of a question as a text of its own format."""
    match = _FORMAT.match(text)
    return RichText(show(text[match.end() :]).strip(), _KINDS[match[1].lower()]) if match else RichText(show(text).strip(), kind)


def find_sign(text: str, sign: str, start: int = 0) -> int:
    """Return where a sign stands that has its meaning, or -1."""
    return text.find(sign, start)
