"""Words of a text are tapped; the author's brackets say which can be, a star which should be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from courses.answers.base import RIGHT, AnswerKind, Judged, SpecError, check_keys, read_words, read_yes
from courses.answers.offered import split_ids
from courses.answers.saying import say
from courses.errors import UnreadableAnswer
from courses.languages import LANGS, Lang, Words, to_arabic_digits
from courses.model import AnswerSpec, InputKind, Variant

_MARK = re.compile(r"\[(?P<star>\*?)(?:(?P<id>[A-Za-z][\w-]*)=)?(?P<word>[^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text; one without an id is only read."""

    text: str
    id: str = ""
    right: bool = False


def read_marks(text: str) -> tuple[Piece, ...]:
    """Cut an author's text at its brackets.

    >>> [p.id for p in read_marks("[a] b [*c]")]
    ['1', '', '2']
    """
    pieces, at = [], 0
    for number, match in enumerate(_MARK.finditer(text), 1):
        pieces += [Piece(text[at : match.start()])] if match.start() > at else []
        pieces.append(Piece(match["word"].strip(), match["id"] or str(number), bool(match["star"])))
        at = match.end()
    return (*pieces, Piece(text[at:])) if at < len(text) else tuple(pieces)


class TapWordsKind(AnswerKind):
    """Takes the numbers or names of the tapped words, joined by commas."""

    name: ClassVar[str] = "tap_words"
    input: ClassVar[InputKind] = "tap_words"
    line: ClassVar[bool] = False
    max_typed: ClassVar[int] = 2000

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `text` with `[word]` and `[*right word]`; `partial: true`."""
        check_keys(self.name, options, ["text"], ["partial"])
        text = read_words("text", options["text"])
        pieces = {lang: read_marks(text.in_lang(lang)) for lang in LANGS}
        words = {lang: {p.id: p.right for p in pieces[lang] if p.id} for lang in LANGS}
        if words["km"] != words["en"]:
            raise SpecError("answer: text: km and en have other words in brackets; name them where the order differs, as in [*water=ទឹក]")
        if len(words["km"]) < 2 or not any(words["km"].values()):
            raise SpecError("answer: text needs at least two words in [ ], one of them with a star: [*word]")
        if len(words["km"]) < sum(bool(p.id) for p in pieces["km"]):
            raise SpecError("answer: text: two words in brackets have one name")
        return AnswerSpec(self.name, {"pieces": pieces, "words": words["km"], "text": text, "partial": read_yes(options, "partial")})

    def parse(self, typed: str, variant: Variant) -> frozenset[str]:
        """Take words of this text."""
        tapped = frozenset(split_ids(to_arabic_digits(typed)))
        if not tapped or not tapped <= variant.item.answer.options["words"].keys():
            raise UnreadableAnswer("no word of the text")
        return tapped

    def compare(self, parsed: frozenset[str], variant: Variant) -> Judged:
        """Right where exactly the starred words are tapped; for partial credit a wrong word takes a right one away."""
        key = self._key(variant)
        if parsed == key:
            return RIGHT
        hits, extra = len(parsed & key), len(parsed - key)
        score = max(0, hits - extra) / len(key) if variant.item.answer.options["partial"] else 0.0
        return Judged("wrong", say("partial.ticks", right=hits, extra=extra) if len(key) > 1 else None, score)

    def fires(self, parsed: frozenset[str], when: str, variant: Variant) -> bool:
        """Tell whether these words are among the tapped."""
        return parsed >= set(split_ids(when))

    def key_as_typed(self, variant: Variant) -> str:
        """Return the starred words."""
        return ", ".join(i for i, right in variant.item.answer.options["words"].items() if right)

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the text of the starred words."""
        return " · ".join(p.text for p in variant.item.answer.options["pieces"][lang] if p.right)

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return the pieces, and whether one word is to be tapped or several."""
        pieces = [{"id": p.id, "html": p.text} if p.id else {"html": p.text} for p in variant.item.answer.options["pieces"][lang]]
        return {"pieces": pieces, "pick": "one" if len(self._key(variant)) == 1 else "several"}

    def read_back(self, typed: str, variant: Variant, lang: Lang) -> list[tuple[str, str]]:
        """Return the words that were tapped."""
        texts = {p.id: p.text for p in variant.item.answer.options["pieces"][lang] if p.id}
        return [(texts.get(i, ""), i) for i in split_ids(to_arabic_digits(typed))] or [("", typed)]

    def list_texts(self, spec: AnswerSpec) -> Iterator[tuple[str, Words]]:
        """Yield the text where it exists in two languages."""
        if spec.options["text"].km != spec.options["text"].en:
            yield "text", Words(*(" ".join(p.text for p in spec.options["pieces"][lang]) for lang in LANGS))

    def _key(self, variant: Variant) -> frozenset[str]:
        return frozenset(i for i, right in variant.item.answer.options["words"].items() if right)
