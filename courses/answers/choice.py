"""One choice out of a few, shuffled by the variant, so that places cannot be learned by heart."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, ClassVar

from courses.answers.base import SpecError, check_keys, check_one_of
from courses.errors import UnreadableAnswer
from courses.expressions import compute
from courses.languages import Lang, Words
from courses.model import AnswerSpec, Choice, InputKind, Variant, VerdictName


def read_choices(options: Mapping[str, Any], least: int = 2) -> tuple[Choice, ...]:
    """Read a list of `{id, km, en}`, or `{id, text}` where both languages share it."""
    rows = options["choices"]
    if not isinstance(rows, list) or len(rows) < least:
        raise SpecError(f"answer: choices is a list of at least {least}")
    choices = tuple(_read_choice(row) for row in rows)
    if len({c.id for c in choices}) < len(choices):
        raise SpecError("answer: two choices have one id")
    return choices


def _read_choice(row: Any) -> Choice:
    if not isinstance(row, Mapping):
        raise SpecError("answer: a choice has id, km and en")
    if row.keys() == {"id", "text"}:
        return Choice(row["id"], Words(row["text"], row["text"]))
    check_keys("a choice", row, ["id", "km", "en"])
    if "," in row["id"]:
        raise SpecError(f"answer: the id of a choice has no comma. Got {row['id']}")
    return Choice(row["id"], Words(row["km"], row["en"]))


def shuffle(choices: tuple[Choice, ...], variant: Variant, salt: str = "") -> list[Choice]:
    """Return the choices in an order fixed by the item and its drawn values."""
    drawing = f"{variant.item.id}|{sorted((k, str(v)) for k, v in variant.drawn.items())}|{salt}"
    return sorted(choices, key=lambda c: hashlib.sha256(f"{drawing}|{c.id}".encode()).digest())


class ChoiceKind:
    """Takes the id of one choice."""

    name: ClassVar[str] = "choice"
    input: ClassVar[InputKind] = "choice"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `choices` and `right`: an id, or a formula giving one; `order: kept` leaves them unshuffled."""
        check_keys(self.name, options, ["choices", "right"], ["order"])
        choices = read_choices(options)
        check_one_of("order", options.get("order", "shuffled"), ["shuffled", "kept"])
        return AnswerSpec(self.name, {"choices": choices, "right": options["right"], "order": options.get("order", "shuffled")})

    def parse(self, typed: str, variant: Variant) -> str:
        """Take an id of this item."""
        choice = typed.strip()
        if choice not in self._ids(variant):
            raise UnreadableAnswer(f"{choice!r} is none of the choices")
        return choice

    def compare(self, parsed: str, variant: Variant) -> VerdictName:
        """Compare the ids."""
        return "right" if parsed == self.key_as_typed(variant) else "wrong"

    def fires(self, parsed: str, when: str, variant: Variant) -> bool:
        """Tell whether the misconception names this choice."""
        return parsed == self._resolve(when, variant)

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the id that is meant."""
        return self._resolve(when, variant)

    def key_as_typed(self, variant: Variant) -> str:
        """Return the right id."""
        return self._resolve(variant.item.answer.options["right"], variant)

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the right choice's text."""
        key = self.key_as_typed(variant)
        return next(c.text.in_lang(lang) for c in variant.item.answer.options["choices"] if c.id == key)

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return the choices in the variant's order."""
        choices = variant.item.answer.options["choices"]
        order = choices if variant.item.answer.options["order"] == "kept" else shuffle(choices, variant)
        return {"choices": [{"id": c.id, "html": c.text.in_lang(lang)} for c in order]}

    def _ids(self, variant: Variant) -> set[str]:
        return {c.id for c in variant.item.answer.options["choices"]}

    def _resolve(self, text: str, variant: Variant) -> str:
        return text if text in self._ids(variant) else str(compute(text, variant.values))
