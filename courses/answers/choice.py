"""One choice out of a few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from courses.answers.base import RIGHT, WRONG, AnswerKind, Judged, SpecError, check_keys, check_one_of
from courses.answers.offered import find_same, offered_texts, read_ids, read_offered, rows_markdown, shuffle
from courses.errors import UnreadableAnswer
from courses.expressions import compute
from courses.languages import Lang, Words
from courses.model import AnswerSpec, InputKind, Variant


class ChoiceKind(AnswerKind):
    """Takes the id of one choice."""

    name: ClassVar[str] = "choice"
    input: ClassVar[InputKind] = "choice"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `choices` and `right`: an id, or a formula giving one; `also`: other ids that are right too; `order: kept` leaves them unshuffled."""
        check_keys(self.name, options, ["choices", "right"], ["order", "also"])
        choices = read_offered(options["choices"])
        if not isinstance(options["right"], str):
            raise SpecError("answer: right is one id; for several take the kind choices")
        check_one_of("order", options.get("order", "shuffled"), ["shuffled", "kept"])
        also = read_ids(options["also"], "also", {c.id for c in choices}) if "also" in options else ()
        return AnswerSpec(self.name, {"choices": choices, "right": options["right"], "also": also, "order": options.get("order", "shuffled")})

    def read_opinion(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `choices` and `order`; none of them is right."""
        check_keys(self.name, options, ["choices"], ["order"])
        return self.read_spec({**options, "right": ""})

    def parse(self, typed: str, variant: Variant) -> str:
        """Take an id of this item."""
        choice = typed.strip()
        if choice not in self._ids(variant):
            raise UnreadableAnswer(f"{choice!r} is none of the choices")
        return choice

    def compare(self, parsed: str, variant: Variant) -> Judged:
        """Compare the ids."""
        return RIGHT if parsed in {self.key_as_typed(variant), *variant.item.answer.options["also"]} else WRONG

    def fires(self, parsed: str, when: str, variant: Variant) -> bool:
        """Tell whether the misconception names this choice."""
        return parsed == self._resolve(when, variant)

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the id that is meant."""
        return self._resolve(when, variant)

    def key_as_typed(self, variant: Variant) -> str:
        """Return the right id; there is none where nothing is scored."""
        right = variant.item.answer.options["right"]
        return self._resolve(right, variant) if right else ""

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the right choice's text; empty where nothing is scored."""
        key = self.key_as_typed(variant)
        return next((c.text.in_lang(lang) for c in variant.item.answer.options["choices"] if c.id == key), "")

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return the choices in the variant's order."""
        choices = variant.item.answer.options["choices"]
        order = choices if variant.item.answer.options["order"] == "kept" else shuffle(choices, variant)
        return {"choices": rows_markdown(order, lang)}

    def read_back(self, typed: str, variant: Variant, lang: Lang) -> list[tuple[str, str]]:
        """Return the text that was chosen."""
        texts = {c.id: c.text.in_lang(lang) for c in variant.item.answer.options["choices"]}
        return [(texts.get(typed.strip(), ""), typed)]

    def check_key(self, variant: Variant) -> Iterator[str]:
        """Refuse a wrong choice that reads as a right one."""
        if key := self.key_as_typed(variant):
            yield from find_same(variant, {key, *variant.item.answer.options["also"]})

    def list_texts(self, spec: AnswerSpec) -> Iterator[tuple[str, Words]]:
        """Yield the choices."""
        return offered_texts(spec.options["choices"], "choices")

    def _ids(self, variant: Variant) -> set[str]:
        return {c.id for c in variant.item.answer.options["choices"]}

    def _resolve(self, text: str, variant: Variant) -> str:
        return text if text in self._ids(variant) else str(compute(text, variant.values))
