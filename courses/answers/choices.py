"""Several choices out of a few: all that are right, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, ClassVar

from courses.answers.base import RIGHT, WRONG, AnswerKind, Judged, SpecError, check_keys, check_one_of, read_yes
from courses.answers.offered import find_same, offered_texts, read_ids, read_offered, rows_markdown, shuffle, split_ids
from courses.answers.saying import say
from courses.errors import UnreadableAnswer
from courses.expressions import compute
from courses.languages import Lang, Words
from courses.model import AnswerSpec, InputKind, Variant


class ChoicesKind(AnswerKind):
    """Takes the ids of the ticked rows, joined by commas, in any order."""

    name: ClassVar[str] = "choices"
    input: ClassVar[InputKind] = "choices"
    line: ClassVar[bool] = False

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `choices` and `right`: ids, or a condition for each id; `order: kept`; `partial: true`; `weights`: shares of the points."""
        check_keys(self.name, options, ["choices", "right"], ["order", "partial", "weights"])
        choices = read_offered(options["choices"])
        ids, right = {c.id for c in choices}, options["right"]
        if isinstance(right, Mapping):
            if set(right) != ids or not all(isinstance(v, str) for v in right.values()):
                raise SpecError(f"answer: right has a condition for each of {', '.join(sorted(ids))}")
        else:
            right = read_ids(right, "right", ids)
        order = check_one_of("order", options.get("order", "shuffled"), ["shuffled", "kept"])
        about = {"order": order, "partial": read_yes(options, "partial"), "weights": _read_weights(options.get("weights", {}), ids)}
        return AnswerSpec(self.name, {"choices": choices, "right": right, **about})

    def read_opinion(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `choices` and `order`; none of them is right."""
        check_keys(self.name, options, ["choices"], ["order"])
        choices, order = read_offered(options["choices"]), check_one_of("order", options.get("order", "shuffled"), ["shuffled", "kept"])
        return AnswerSpec(self.name, {"choices": choices, "right": (), "order": order, "partial": False})

    def parse(self, typed: str, variant: Variant) -> frozenset[str]:
        """Take ids of this item."""
        ids = frozenset(split_ids(typed))
        if not ids or not ids <= {c.id for c in variant.item.answer.options["choices"]}:
            raise UnreadableAnswer(f"{typed!r} is none of the choices")
        return ids

    def compare(self, parsed: frozenset[str], variant: Variant) -> Judged:
        """Right where exactly the right ones are ticked; for partial credit a wrong tick takes a right one away."""
        key = self._key(variant)
        if parsed == key:
            return RIGHT
        if not variant.item.answer.options["partial"]:
            return WRONG
        hits, extra = len(parsed & key), len(parsed - key)
        weights = variant.item.answer.options["weights"]
        score = sum(weights.get(i, Fraction(0)) for i in parsed) if weights else Fraction(hits - extra, len(key))
        return Judged("wrong", say("partial.ticks", right=hits, extra=extra), float(min(max(score, 0), 1)))

    def fires(self, parsed: frozenset[str], when: str, variant: Variant) -> bool:
        """Tell whether exactly these are ticked; after `has`, whether these are among the ticked."""
        if when.startswith("has "):
            return parsed >= set(split_ids(when.removeprefix("has ")))
        return parsed == set(split_ids(when))

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the ids that are meant."""
        return when.removeprefix("has ")

    def key_as_typed(self, variant: Variant) -> str:
        """Return the right ids."""
        key = self._key(variant)
        return ", ".join(c.id for c in variant.item.answer.options["choices"] if c.id in key)

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the texts of the right ones."""
        key = self._key(variant)
        return " · ".join(c.text.in_lang(lang) for c in variant.item.answer.options["choices"] if c.id in key)

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return the choices in the variant's order."""
        choices = variant.item.answer.options["choices"]
        return {"choices": rows_markdown(choices if variant.item.answer.options["order"] == "kept" else shuffle(choices, variant), lang)}

    def read_back(self, typed: str, variant: Variant, lang: Lang) -> list[tuple[str, str]]:
        """Return the texts that were ticked."""
        texts = {c.id: c.text.in_lang(lang) for c in variant.item.answer.options["choices"]}
        return [(texts.get(i, ""), i) for i in split_ids(typed)] or [("", typed)]

    def list_texts(self, spec: AnswerSpec) -> Iterator[tuple[str, Words]]:
        """Yield the choices."""
        return offered_texts(spec.options["choices"], "choices")

    def check_key(self, variant: Variant) -> Iterator[str]:
        """Refuse a key without a right choice, and a wrong choice that reads as a right one."""
        if not self._key(variant):
            yield "no choice is right"
        yield from find_same(variant, self._key(variant))

    def _key(self, variant: Variant) -> frozenset[str]:
        right = variant.item.answer.options["right"]
        if isinstance(right, Mapping):
            return frozenset(name for name, condition in right.items() if compute(condition, variant.values))
        return frozenset(right)


def _read_weights(value: Any, ids: set[str]) -> dict[str, Fraction]:
    try:
        weights = {name: Fraction(text) for name, text in value.items()}
    except (AttributeError, TypeError, ValueError, ZeroDivisionError):
        raise SpecError("answer: weights has a share for each id, such as 1/2 or -0.25") from None
    if not weights.keys() <= ids or any(abs(weight) > 1 for weight in weights.values()):
        raise SpecError(f"answer: weights are -1 to 1, for ids of {', '.join(sorted(ids))}")
    return weights
