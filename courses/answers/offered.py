"""What is offered to choose from, to put in order or to join: rows with ids, shuffled by the variant, so that places cannot be learned by heart."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from courses.answers.base import SpecError, check_keys
from courses.languages import LANGS, Lang, Words
from courses.markdown import fill
from courses.model import Choice, Variant


def read_offered(rows: Any, place: str = "choices", least: int = 2) -> tuple[Choice, ...]:
    """Read a list of `{id, km, en}`, or `{id, text}` where both languages share it."""
    if not isinstance(rows, list) or len(rows) < least:
        raise SpecError(f"answer: {place} is a list of at least {least}")
    choices = tuple(_read_row(row) for row in rows)
    if len({c.id for c in choices}) < len(choices):
        raise SpecError(f"answer: two {place} have one id")
    return choices


def _read_row(row: Any) -> Choice:
    if not isinstance(row, Mapping):
        raise SpecError("answer: a choice has id, km and en")
    if row.keys() != {"id", "text"}:
        check_keys("a choice", row, ["id", "km", "en"])
    if not all(isinstance(text, str) and text.strip() for text in row.values()):
        raise SpecError("answer: id, km, en and text of a choice are texts")
    if any(sign in row["id"] for sign in ",=|") or row["id"] != row["id"].strip():
        raise SpecError(f"answer: the id of a choice has no comma, = or |. Got {row['id']}")
    return Choice(row["id"], Words(row["text"], row["text"]) if "text" in row else Words(row["km"], row["en"]))


def shuffle(choices: tuple[Choice, ...], variant: Variant, salt: str = "") -> list[Choice]:
    """Return the choices in an order fixed by the item and its drawn values."""
    drawing = f"{variant.item.id}|{sorted((k, str(v)) for k, v in variant.drawn.items())}|{salt}"
    return sorted(choices, key=lambda c: hashlib.sha256(f"{drawing}|{c.id}".encode()).digest())


def rows_markdown(choices: list[Choice] | tuple[Choice, ...], lang: Lang) -> list[dict[str, str]]:
    """Return the rows as a browser gets them."""
    return [{"id": c.id, "html": c.text.in_lang(lang)} for c in choices]


def find_same(variant: Variant, right: Collection[str]) -> Iterator[str]:
    """Yield what is wrong where a wrong choice reads as a right one: nobody can tell them apart."""
    for lang in LANGS:
        texts = {c.id: " ".join(fill(c.text.in_lang(lang), variant.values).split()) for c in variant.item.answer.options["choices"]}
        of_right = {texts[name]: name for name in right if name in texts}
        for name in sorted(texts.keys() - set(right)):
            if texts[name] in of_right:
                yield f"the choice {name} reads as {of_right[texts[name]]} does, which is right"
                return


def offered_texts(choices: tuple[Choice, ...], place: str) -> Iterator[tuple[str, Words]]:
    """Yield the texts that differ between the languages."""
    return ((f"{place}.{i}", c.text) for i, c in enumerate(choices) if c.text.km != c.text.en)


def split_ids(text: str) -> tuple[str, ...]:
    """Return the ids of a list joined by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def read_ids(value: Any, place: str, known: set[str]) -> tuple[str, ...]:
    """Return ids given as a list or as one text with commas; each must be known."""
    ids = tuple(value) if isinstance(value, list) and all(isinstance(v, str) for v in value) else split_ids(value) if isinstance(value, str) else ()
    if not ids:
        raise SpecError(f"answer: {place} is a list of ids")
    for name in ids:
        if name not in known:
            raise SpecError(f"answer: {place} names {name}; the ids are {', '.join(sorted(known))}")
    return ids
