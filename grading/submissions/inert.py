"""What a learner typed is text wherever it is shown: never markup, never Markdown, never TeX."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[A-Za-z0-9 ]|[^\x00-\x7f]")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def as_plain_text(typed: str) -> str:
    """Return the text with one kind of line break, and with a mark for what is no text (control characters, broken or turning ones)."""
    return _NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", typed.replace("\r\n", "\n").replace("\r", "\n"))


def as_inert_html(typed: str) -> str:
    """Return HTML that shows exactly what was typed and means nothing else, in HTML, in Markdown and to a TeX renderer.

    Every ASCII character but letters, digits and spaces becomes a numbered entity, line breaks too, so that no rule of Markdown or TeX
    finds a character to begin at.

    >>> as_inert_html("<b>៥</b>")
    '&#60;b&#62;៥&#60;&#47;b&#62;'
    """
    return "".join(c if _PLAIN.match(c) else f"&#{ord(c)};" for c in as_plain_text(typed))


def as_typed_block(typed: str) -> str:
    """Return one line of HTML that shows the text with its line breaks; renderers of TeX leave `pre` alone."""
    first = "&#10;" if typed.startswith(("\n", "\r")) else ""  # a browser swallows a line break right after <pre>
    return f'<pre class="rean-typed">{first}{as_inert_html(typed)}</pre>'
