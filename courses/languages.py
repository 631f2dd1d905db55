"""Khmer and English stand side by side: a text without its pair does not exist."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from babel.messages.pofile import read_po

Lang = Literal["km", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

_KHMER_DIGITS = "០១២៣៤៥៦៧៨៩"
_TO_ARABIC = str.maketrans(_KHMER_DIGITS, "0123456789")
_TO_KHMER = str.maketrans("0123456789", _KHMER_DIGITS)


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages of the house."""

    km: str
    en: str

    def in_lang(self, lang: Lang) -> str:
        """Return the text in the language asked for."""
        return self.km if lang == "km" else self.en


def as_lang(value: str | None, default: Lang = "km") -> Lang:
    """Return the language named by a cookie or a query, Khmer where it names none of ours."""
    return value if value in LANGS else default  # type: ignore[return-value]


def to_arabic_digits(text: str) -> str:
    """Return the text with Khmer digits written as 0-9."""
    return text.translate(_TO_ARABIC)


def to_khmer_digits(text: str) -> str:
    """Return the text with 0-9 written as Khmer digits."""
    return text.translate(_TO_KHMER)


_COUNTED = re.compile(r"\{(\w+)\|([^{|}]*)\|([^{|}]*)\}")


class MissingText(KeyError):
    """A page asked for a text that no catalogue holds."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The texts of one folder in one language, by their symbolic id."""

    lang: Lang
    texts: Mapping[str, str]

    def __call__(self, text_id: str, **values: object) -> str:
        """Return the text, its `{name}` places filled; `{days|day|days}` is the word that fits the number.

        >>> Catalogue("en", {"left": "{days} {days|day|days} left"})("left", days=1)
        '1 day left'

        Raises:
            MissingText: names the id and the language.
        """
        try:
            text = self.texts[text_id]
        except KeyError:
            raise MissingText(f"{text_id} has no text in {self.lang}") from None
        return _COUNTED.sub(lambda m: m[2] if str(values[m[1]]) == "1" else m[3], text).format(**values) if values else text


@functools.cache
def load_catalogue(folder: Path, lang: Lang) -> Catalogue:
    """Read `<folder>/locale/<lang>.po` (gettext, msgid = symbolic id such as `home.continue`)."""
    with (folder / "locale" / f"{lang}.po").open("rb") as file:
        messages = read_po(file, locale=lang)
    return Catalogue(lang, {str(m.id): str(m.string) for m in messages if m.id and m.string})
