"""An item of several questions: each part has its own kind, misconceptions and weight; the item has one verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from courses.answers.base import AnswerKind, Judged, SpecError
from courses.answers.combining import Named, combine, variant_of
from courses.answers.judging import judge
from courses.errors import UnreadableAnswer
from courses.languages import Lang, Words
from courses.model import AnswerSpec, InputKind, Part, Variant, Verdict

_LETTERS = {"km": "កខគឃងចឆជឈញ", "en": "abcdefghij"}
MAX_PARTS = len(_LETTERS["en"])


def label(index: int, lang: Lang) -> str:
    """Return the letter of a part."""
    return f"{_LETTERS[lang][index]})"


class PartsKind(AnswerKind):
    """Takes the answers of the parts, joined by `||`."""

    name: ClassVar[str] = "parts"
    input: ClassVar[InputKind] = "parts"
    line: ClassVar[bool] = False
    max_typed: ClassVar[int] = 8000

    def __init__(self, kinds: Mapping[str, AnswerKind]) -> None:
        self.kinds = kinds

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """An item names its parts in the place of `answer`."""
        raise SpecError("answer: an item of several questions has parts in the place of answer")

    def parse(self, typed: str, variant: Variant) -> list[str]:
        """Part the answers; one that is missing is empty."""
        parts = self.parts(variant)
        given = [text.strip() for text in typed.split("||")]
        if len(given) > len(parts) or not any(text.strip("| ") for text in given):
            raise UnreadableAnswer("nothing, or more than there are parts")
        return given + [""] * (len(parts) - len(given))

    def compare(self, parsed: list[str], variant: Variant) -> Judged:
        """Judge every part by its own kind, with its own misconceptions."""
        found = []
        for part, typed, (kind, inner) in zip(self.parts(variant), parsed, self.pieces(variant), strict=True):
            verdict = judge(kind, typed, inner) if typed else Verdict("unreadable")
            found.append(Named(part.name, verdict, float(part.points), not typed))
        return combine(found, partial=variant.item.answer.options["partial"], explain=False)

    def fires(self, parsed: list[str], when: str, variant: Variant) -> bool:
        """Misconceptions stand in their parts."""
        return False

    def key_as_typed(self, variant: Variant) -> str:
        """Return the keys of the parts."""
        return " || ".join(kind.key_as_typed(inner) for kind, inner in self.pieces(variant))

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the keys of the parts with their letters."""
        keys = (kind.key_as_markdown(inner, lang) for kind, inner in self.pieces(variant))
        return " · ".join(f"{label(i, lang)} {key}" for i, key in enumerate(keys))

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return the questions and their inputs."""
        shown = []
        for index, (part, (kind, inner)) in enumerate(zip(self.parts(variant), self.pieces(variant), strict=True)):
            about = {"name": part.name, "label": label(index, lang), "block": part.ask.in_lang(lang), "kind": kind.input}
            shown.append({**about, "options": kind.options_markdown(inner, lang)})
        return {"parts": shown}

    def read_back(self, typed: str, variant: Variant, lang: Lang) -> list[tuple[str, str]]:
        """Return part by part what was typed."""
        try:
            parsed = self.parse(typed, variant)
        except UnreadableAnswer:
            return [("", typed)]
        rows = []
        for index, (text, (kind, inner)) in enumerate(zip(parsed, self.pieces(variant), strict=True)):
            rows += [(f"{label(index, lang)} {said}", raw) for said, raw in kind.read_back(text, inner, lang)]
        return rows

    def list_texts(self, spec: AnswerSpec) -> Iterator[tuple[str, Words]]:
        """Yield questions, hints and what the parts say."""
        for index, part in enumerate(spec.options["parts"]):
            yield f"{index}.ask", part.ask
            yield from ((f"{index}.misconceptions.{i}.say", m.say) for i, m in enumerate(part.misconceptions))
            yield from ((f"{index}.answer.{place}", words) for place, words in self.kinds[part.answer.kind].list_texts(part.answer))

    def check_key(self, variant: Variant) -> Iterator[str]:
        """Yield what is wrong with a part's key."""
        for kind, inner in self.pieces(variant):
            yield from kind.check_key(inner)

    def parts(self, variant: Variant) -> tuple[Part, ...]:
        """Return the parts in their order."""
        return variant.item.answer.options["parts"]  # type: ignore[no-any-return]

    def pieces(self, variant: Variant) -> list[tuple[AnswerKind, Variant]]:
        """Return each part's kind and its variant."""
        return [(self.kinds[p.answer.kind], variant_of(variant, p.name, p.answer, p.misconceptions)) for p in self.parts(variant)]
