"""Things put in order; the key is a list of ids or the ascending order of their values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from courses.answers.base import SpecError, check_keys, check_one_of
from courses.answers.choice import read_choices, shuffle
from courses.errors import UnreadableAnswer
from courses.expressions import compute
from courses.languages import Lang
from courses.model import AnswerSpec, InputKind, Variant, VerdictName


class OrderingKind:
    """Takes the ids joined by commas, first to last."""

    name: ClassVar[str] = "ordering"
    input: ClassVar[InputKind] = "ordering"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `choices`, and `right` (ids joined by commas) or `by` (id to formula, with `direction: up` or `down`)."""
        check_keys(self.name, options, ["choices"], ["right", "by", "direction"])
        choices = read_choices(options)
        if ("right" in options) == ("by" in options):
            raise SpecError("answer: ordering takes either right or by")
        ids = {c.id for c in choices}
        named = set(options["by"]) if "by" in options else set(split_ids(options["right"]))
        if named != ids:
            raise SpecError(f"answer: the order names {', '.join(sorted(named))}; the choices are {', '.join(sorted(ids))}")
        check_one_of("direction", options.get("direction", "up"), ["up", "down"])
        return AnswerSpec(
            self.name,
            {"choices": choices, **{k: options[k] for k in ("right", "by") if k in options}, "direction": options.get("direction", "up")},
        )

    def parse(self, typed: str, variant: Variant) -> tuple[str, ...]:
        """Take every id once."""
        order = split_ids(typed)
        if sorted(order) != sorted(c.id for c in variant.item.answer.options["choices"]):
            raise UnreadableAnswer("every part must stand in the order once")
        return order

    def compare(self, parsed: tuple[str, ...], variant: Variant) -> VerdictName:
        """Right only when every part is in its place."""
        return "right" if parsed == self._key(variant) else "wrong"

    def fires(self, parsed: tuple[str, ...], when: str, variant: Variant) -> bool:
        """Tell whether the misconception describes this order: ids, or `reversed`."""
        return parsed == (tuple(reversed(self._key(variant))) if when.strip() == "reversed" else split_ids(when))

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the order that is meant."""
        return ",".join(reversed(self._key(variant))) if when.strip() == "reversed" else when

    def key_as_typed(self, variant: Variant) -> str:
        """Return the right ids."""
        return ",".join(self._key(variant))

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the texts in the right order."""
        texts = {c.id: c.text.in_lang(lang) for c in variant.item.answer.options["choices"]}
        return " → ".join(texts[i] for i in self._key(variant))

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return the parts shuffled, never already in order."""
        choices = variant.item.answer.options["choices"]
        for salt in range(20):
            order = shuffle(choices, variant, str(salt))
            if tuple(c.id for c in order) != self._key(variant):
                break
        return {"choices": [{"id": c.id, "html": c.text.in_lang(lang)} for c in order]}

    def _key(self, variant: Variant) -> tuple[str, ...]:
        options = variant.item.answer.options
        if "right" in options:
            return split_ids(options["right"])
        values = {i: compute(formula, variant.values) for i, formula in options["by"].items()}
        return tuple(sorted(values, key=lambda i: values[i], reverse=options["direction"] == "down"))  # type: ignore[arg-type,return-value]


def split_ids(text: str) -> tuple[str, ...]:
    """Return the ids of a comma-joined order."""
    return tuple(part.strip() for part in text.split(",") if part.strip())
