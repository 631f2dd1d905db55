"""TeX is taken out of a text before anything else happens to it, and put back between our own signs."""

from __future__ import annotations

import html
import re

from courses.exchange.errors import NotCarried

OPEN, CLOSE = "\ue000", "\ue001"
"""Signs of no language; the number of a piece of TeX stands between them."""
FIELD_OPEN, FIELD_CLOSE = "\ue002", "\ue003"
"""The same for a gap."""
NAME_OPEN, NAME_CLOSE = "\ue004", "\ue005"
"""The same for a name whose value is inserted."""
OWN_SIGNS = re.compile("[\ue000-\ue005]")
_TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")
_FIELD = re.compile(f"{FIELD_OPEN}([\\w-]+){FIELD_CLOSE}")
_NAME = re.compile(f"{NAME_OPEN}(\\w+){NAME_CLOSE}")
_DOLLARS = r"(?<![\\$\w])\$([^\s$](?:[^$\n]{0,300}?[^\s$])?)\$(?![\d$])"
_TEX = re.compile(
    r"\\\((.{1,1000}?)\\\)|\$\$(.{1,1000}?)\$\$|\\\[(.{1,1000}?)\\\]|\[tex\](.{1,1000}?)\[/tex\]|" + _DOLLARS,
    re.DOTALL,
)
_LOOKS_LIKE_TEX = re.compile(r"[\\^_{}]|^[A-Za-z]$|^[A-Za-z0-9]\s*[=<>+-]\s*[A-Za-z0-9]")
_TAG = re.compile(r"<[^>]*>")


class TexShelf:
    """The pieces of TeX of one text."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def take_out(self, text: str) -> str:
        """Return the text with a token in the place of each piece of TeX; a lone pair of `$` is TeX where it looks so."""
        return _TEX.sub(self._keep, text)

    def _keep(self, match: re.Match[str]) -> str:
        inline = match[1] or match[2] or match[4] or match[5]
        if match[5] and not _LOOKS_LIKE_TEX.search(match[5]):
            return match[0]
        body = " ".join(html.unescape(_TAG.sub(" ", inline or match[3])).split())
        return self.add(body, "$$" if match[3] else "$") if body else ""

    def add(self, body: str, sign: str = "$") -> str:
        """Keep a piece and return its token."""
        self.pieces.append(_write(body, sign))
        return f"{OPEN}{len(self.pieces) - 1}{CLOSE}"

    def for_a_cell(self, text: str) -> None:
        """Make the pieces of a table's cell free of what parts cells."""
        for match in _TOKEN.finditer(text):
            self.pieces[int(match[1])] = self.pieces[int(match[1])].replace("|", r"\vert ")

    def put_back(self, text: str) -> str:
        """Return the text with its TeX, and with `[[name]]` for each gap."""
        whole = _TOKEN.sub(lambda match: self.pieces[int(match[1])], text)
        return _NAME.sub(r"@(\1)", _FIELD.sub(r"[[\1]]", whole))


def _write(body: str, sign: str) -> str:
    """Return TeX between dollars; a gap inside parts it, since none can stand in TeX."""
    body = re.sub(r"(?<!\\)\$", "", body).replace("@", "@@")
    pieces = _FIELD.split(body)
    if len(pieces) == 1:
        return f"{sign}{body}{sign}"
    if not all(braces_match(piece) for piece in pieces[::2]):
        raise NotCarried("a gap stands inside the braces of a formula")
    written = [f" [[{piece}]] " if at % 2 else _lone(piece.strip()) for at, piece in enumerate(pieces)]
    return "".join(written)


def _lone(body: str) -> str:
    return f"${body}$" if body else ""


def braces_match(body: str) -> bool:
    """Tell whether each brace of TeX is closed, so that it can stand alone."""
    bare = re.sub(r"\\.", "", body)
    return bare.count("{") == bare.count("}") and bare.count(r"\left") == bare.count(r"\right")
