"""What the house says to an answer, in both languages; what a learner typed comes into it as text and nothing else."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from courses.errors import UnreadableAnswer
from courses.languages import LANGS, Lang, Words, load_catalogue
from courses.markdown import to_html

_FOLDER = Path(__file__).parents[1]
_PLACE = re.compile(r"\{(\w+)\}")
_BEFORE_CHARS = 12
_SHOWN_CHARS = 60


def phrase(text_id: str) -> Words:
    """Return a text of the catalogue as it stands there."""
    return Words(**{lang: load_catalogue(_FOLDER, lang)(text_id) for lang in LANGS})


def say(text_id: str, **values: str | int | Words) -> Words:
    """Return a text of the catalogue as HTML, its places filled with plain text."""
    return Words(**{lang: _fill(to_html(load_catalogue(_FOLDER, lang)(text_id)), values, lang) for lang in LANGS})


def _fill(html: str, values: dict[str, str | int | Words], lang: Lang) -> str:
    def insert(match: re.Match[str]) -> str:
        value = values[match[1]]
        if isinstance(value, str):
            return inert(value)
        return escape(value.in_lang(lang) if isinstance(value, Words) else str(value))

    return _PLACE.sub(insert, html)


def inert(typed: str) -> str:
    """Return typed text as HTML in which neither TeX nor markup can begin."""
    return f'<code class="no-tex" dir="ltr">{escape(typed)}</code>'


def say_unreadable(kind: str, typed: str, error: UnreadableAnswer) -> Words:
    """Say what could not be read: at its place where there is one, else by what the kind takes."""
    if error.at is None or len(typed) > _SHOWN_CHARS * 3:
        return say(f"expected_whole.{error.expected}") if error.expected in {"zero", "shorter", "ends"} else say(f"unreadable.{kind}")
    before = typed[: error.at].strip()
    expected = phrase(f"expected.{error.expected or kind}")
    text_id = "unreadable.after" if before else "unreadable.start"
    said = say(text_id, before=before[-_BEFORE_CHARS:], expected=expected)
    return Words(*(said.in_lang(lang) + _pointed(typed, error.at) for lang in LANGS))


def _pointed(typed: str, at: int) -> str:
    """Return what was typed with its unread end marked."""
    rest = typed[at:] or " "
    return f'<pre class="answer-place no-tex" dir="ltr">{escape(typed[:at][-_SHOWN_CHARS:])}<mark>{escape(rest[:_SHOWN_CHARS])}</mark></pre>'
