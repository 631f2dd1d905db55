"""Things put in order; the key is a list of ids or the ascending order of their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, ClassVar

from courses.answers.base import RIGHT, AnswerKind, Judged, SpecError, check_keys, check_one_of, read_yes
from courses.answers.offered import offered_texts, read_ids, read_offered, rows_markdown, shuffle, split_ids
from courses.answers.saying import say
from courses.errors import UnreadableAnswer
from courses.expressions import compute
from courses.languages import Lang, Words
from courses.model import AnswerSpec, InputKind, Variant


class OrderingKind(AnswerKind):
    """Takes the ids joined by commas, first to last."""

    name: ClassVar[str] = "ordering"
    input: ClassVar[InputKind] = "ordering"
    line: ClassVar[bool] = False

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `choices`, and `right` (ids joined by commas) or `by` (id to formula, with `direction: up` or `down`)."""
        check_keys(self.name, options, ["choices"], ["right", "by", "direction", "partial"])
        choices = read_offered(options["choices"])
        if ("right" in options) == ("by" in options):
            raise SpecError("answer: ordering takes either right or by")
        ids = {c.id for c in choices}
        named = read_ids(list(options["by"]) if "by" in options else options["right"], "right", ids)
        if sorted(named) != sorted(ids):
            raise SpecError(f"answer: the order names {', '.join(sorted(named))}; the choices are {', '.join(sorted(ids))}")
        check_one_of("direction", options.get("direction", "up"), ["up", "down"])
        order: dict[str, Any] = {"by": dict(options["by"])} if "by" in options else {"right": named}
        about = {"direction": options.get("direction", "up"), "partial": read_yes(options, "partial")}
        return AnswerSpec(self.name, {"choices": choices, **order, **about})

    def parse(self, typed: str, variant: Variant) -> tuple[str, ...]:
        """Take every id once."""
        order = split_ids(typed)
        if sorted(order) != sorted(c.id for c in variant.item.answer.options["choices"]):
            raise UnreadableAnswer("every part must stand in the order once")
        return order

    def compare(self, parsed: tuple[str, ...], variant: Variant) -> Judged:
        """Right only when every part is in its place; partial credit counts the longest row in the right order."""
        key = self._key(variant)
        if parsed == key:
            return RIGHT
        if not variant.item.answer.options["partial"]:
            return Judged("wrong")
        longest = longest_run([key.index(i) for i in parsed])
        return Judged("wrong", say("partial.order", right=longest, total=len(key)), Fraction(longest - 1, len(key) - 1).__float__())

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
        return {"choices": rows_markdown(order, lang)}

    def read_back(self, typed: str, variant: Variant, lang: Lang) -> list[tuple[str, str]]:
        """Return the parts in the learner's order."""
        texts = {c.id: c.text.in_lang(lang) for c in variant.item.answer.options["choices"]}
        return [(texts.get(i, ""), i) for i in split_ids(typed)] or [("", typed)]

    def list_texts(self, spec: AnswerSpec) -> Iterator[tuple[str, Words]]:
        """Yield the parts."""
        return offered_texts(spec.options["choices"], "choices")

    def _key(self, variant: Variant) -> tuple[str, ...]:
        options = variant.item.answer.options
        if "right" in options:
            return options["right"]  # type: ignore[no-any-return]
        values = {i: compute(formula, variant.values) for i, formula in options["by"].items()}
        return tuple(sorted(values, key=lambda i: values[i], reverse=options["direction"] == "down"))  # type: ignore[arg-type,return-value]


def longest_run(places: list[int]) -> int:
    """Return how many of the places, from left to right, rise at most.

    >>> longest_run([0, 2, 1, 3])
    3
    """
    best: list[int] = []
    for index, place in enumerate(places):
        best.append(1 + max((best[i] for i in range(index) if places[i] < place), default=0))
    return max(best, default=0)
