"""Left and right are joined; the right side may hold more than is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from courses.answers.base import RIGHT, WRONG, AnswerKind, Judged, SpecError, check_keys, read_yes
from courses.answers.offered import offered_texts, read_offered, rows_markdown, shuffle, split_ids
from courses.answers.saying import say
from courses.errors import UnreadableAnswer
from courses.languages import Lang, Words
from courses.model import AnswerSpec, InputKind, Variant


class MatchingKind(AnswerKind):
    """Takes pairs `left=right`, joined by commas, in any order."""

    name: ClassVar[str] = "matching"
    input: ClassVar[InputKind] = "matching"
    line: ClassVar[bool] = False

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `left`, `right`, and `pairs`: an id of the right for each of the left; `partial: true`."""
        check_keys(self.name, options, ["left", "right", "pairs"], ["partial"])
        left, right = read_offered(options["left"], "left"), read_offered(options["right"], "right")
        pairs = options["pairs"]
        if not isinstance(pairs, Mapping) or set(pairs) != {c.id for c in left}:
            raise SpecError(f"answer: pairs names each of {', '.join(c.id for c in left)} once")
        if strange := [v for v in pairs.values() if v not in {c.id for c in right}]:
            raise SpecError(f"answer: pairs names {strange[0]}, which is not on the right: {', '.join(c.id for c in right)}")
        return AnswerSpec(self.name, {"left": left, "right": right, "pairs": dict(pairs), "partial": read_yes(options, "partial")})

    def parse(self, typed: str, variant: Variant) -> dict[str, str]:
        """Take a partner for everything on the left."""
        options = variant.item.answer.options
        pairs = read_pairs(typed)
        known = {c.id for c in options["left"]}, {c.id for c in options["right"]}
        if not set(pairs) <= known[0] or not set(pairs.values()) <= known[1] or not pairs:
            raise UnreadableAnswer("an id that is not there")
        return pairs

    def compare(self, parsed: dict[str, str], variant: Variant) -> Judged:
        """Right where every pair is; what has no partner yet costs nothing."""
        key = variant.item.answer.options["pairs"]
        hits = sum(parsed.get(left) == right for left, right in key.items())
        score = hits / len(key) if variant.item.answer.options["partial"] else 0.0
        if len(parsed) < len(key):
            return Judged("unreadable", say("unreadable.matching"), score)
        if hits == len(key):
            return RIGHT
        return Judged("wrong", say("partial.some", right=hits, total=len(key)), score) if variant.item.answer.options["partial"] else WRONG

    def fires(self, parsed: dict[str, str], when: str, variant: Variant) -> bool:
        """Tell whether these pairs were made."""
        return read_pairs(when).items() <= parsed.items()

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the key with these pairs changed."""
        return write_pairs({**variant.item.answer.options["pairs"], **read_pairs(when)})

    def key_as_typed(self, variant: Variant) -> str:
        """Return the right pairs."""
        return write_pairs(variant.item.answer.options["pairs"])

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the texts of the right pairs."""
        return " · ".join(f"{left} — {right}" for left, right in self._texts(variant.item.answer.options["pairs"], variant, lang))

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return both sides; only the right one is shuffled."""
        options = variant.item.answer.options
        return {"left": rows_markdown(options["left"], lang), "right": rows_markdown(shuffle(options["right"], variant), lang)}

    def read_back(self, typed: str, variant: Variant, lang: Lang) -> list[tuple[str, str]]:
        """Return the pairs that were made."""
        try:
            pairs = read_pairs(typed)
        except UnreadableAnswer:
            return [("", typed)]
        rows = [(f"{left} — {right}", "") for left, right in self._texts(pairs, variant, lang)]
        return rows if len(rows) == len(pairs) > 0 else [("", typed)]

    def list_texts(self, spec: AnswerSpec) -> Iterator[tuple[str, Words]]:
        """Yield both sides."""
        yield from offered_texts(spec.options["left"], "left")
        yield from offered_texts(spec.options["right"], "right")

    def _texts(self, pairs: Mapping[str, str], variant: Variant, lang: Lang) -> list[tuple[str, str]]:
        left, right = ({c.id: c.text.in_lang(lang) for c in variant.item.answer.options[side]} for side in ("left", "right"))
        return [(left[a], right[b]) for a, b in pairs.items() if a in left and b in right]


def read_pairs(text: str) -> dict[str, str]:
    """Return `a=b, c=d` as a mapping."""
    pairs = [part.partition("=") for part in split_ids(text)]
    if any(not sign for _, sign, _ in pairs):
        raise UnreadableAnswer("a pair has a sign = between its two ids")
    return {left.strip(): right.strip() for left, _, right in pairs if right.strip()}


def write_pairs(pairs: Mapping[str, str]) -> str:
    """Return a mapping as `a=b, c=d`."""
    return ", ".join(f"{left}={right}" for left, right in pairs.items())
