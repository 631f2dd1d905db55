"""What a text with gaps and a table with empty cells share: named fields, each with a kind of its own, typed one after the other between `|`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from courses.answers.base import AnswerKind, Judged, SpecError, read_mapping, read_points
from courses.answers.combining import Named, combine, variant_of
from courses.answers.judging import fires, judge
from courses.errors import UnreadableAnswer
from courses.languages import Lang, Words
from courses.model import AnswerSpec, Variant, Verdict

MARK = re.compile(r"\[\[([\w-]+)\]\]")
_TEX = re.compile(r"\$\$.*?\$\$|\$[^$]*\$", re.DOTALL)


class FieldsKind(AnswerKind):
    """Takes what stands in the fields, in their order, joined by `|`."""

    line: ClassVar[bool] = False
    max_typed: ClassVar[int] = 4000

    def __init__(self, kinds: Mapping[str, AnswerKind]) -> None:
        self.kinds = kinds

    def read_fields(self, place: str, value: Any) -> dict[str, AnswerSpec]:
        """Read the fields' own answers."""
        return {name: self._read_field(f"{place}.{name}", options) for name, options in read_mapping(place, value).items()}

    def _read_field(self, place: str, options: Any) -> AnswerSpec:
        allowed = [name for name, kind in self.kinds.items() if kind.line]
        if not isinstance(options, Mapping) or options.get("kind") not in allowed:
            raise SpecError(f"answer: {place} has a kind, one of {', '.join(allowed)}")
        try:
            spec = self.kinds[options["kind"]].read_spec({k: v for k, v in options.items() if k not in ("kind", "points")})
            return AnswerSpec(spec.kind, {**spec.options, "points": read_points(options)})
        except SpecError as error:
            raise SpecError(f"answer: {place}: {str(error).removeprefix('answer: ')}") from None

    def check_marks(self, place: str, texts: list[str], fields: Mapping[str, AnswerSpec]) -> None:
        """Refuse a text in which a field does not stand exactly once, or stands inside TeX."""
        named = [name for text in texts for name in MARK.findall(text)]
        for text in texts:
            if any(MARK.search(tex) for tex in _TEX.findall(text)):
                raise SpecError(f"answer: {place}: a field cannot stand inside $…$")
        for name in fields:
            if named.count(name) != 1:
                raise SpecError(f"answer: {place} names [[{name}]] {named.count(name)} times; once is needed")
        if strange := [n for n in named if n not in fields]:
            raise SpecError(f"answer: {place} names [[{strange[0]}]], which is not defined; defined are {', '.join(fields)}")

    def parse(self, typed: str, variant: Variant) -> dict[str, str]:
        """Part the fields; one that is missing is empty."""
        names = list(self.fields(variant))
        given = [part.strip() for part in typed.split("|")]
        if len(given) > len(names) or not any(given):
            raise UnreadableAnswer("nothing, or more than there are fields")
        return dict(zip(names, given + [""] * (len(names) - len(given)), strict=True))

    def compare(self, parsed: dict[str, str], variant: Variant) -> Judged:
        """Judge every field by its own kind."""
        found = [Named(n, self._judge(n, typed, variant), float(self.fields(variant)[n].options["points"]), not typed) for n, typed in parsed.items()]
        return combine(found, partial=variant.item.answer.options["partial"])

    def _judge(self, name: str, typed: str, variant: Variant) -> Verdict:
        kind, inner = self._field(name, variant)
        return judge(kind, typed, inner) if typed else Verdict("unreadable")

    def fires(self, parsed: dict[str, str], when: str, variant: Variant) -> bool:
        """Tell whether the field named before the colon holds what stands behind it."""
        name, condition = self._split(when, variant)
        kind, inner = self._field(name, variant)
        return fires(kind, kind.parse(parsed[name], inner), condition, inner)

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the key with that one field changed."""
        name, condition = self._split(when, variant)
        kind, inner = self._field(name, variant)
        return self._joined({**self._keys(variant), name: kind.example_of(condition, inner)})

    def _split(self, when: str, variant: Variant) -> tuple[str, str]:
        name, _, condition = when.partition(":")
        if name.strip() not in self.fields(variant):
            raise UnreadableAnswer(f"when begins with the name of a field and a colon; the fields are {', '.join(self.fields(variant))}")
        return name.strip(), condition.strip()

    def key_as_typed(self, variant: Variant) -> str:
        """Return the keys of the fields."""
        return self._joined(self._keys(variant))

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the keys of the fields."""
        return " · ".join(kind.key_as_markdown(inner, lang) for kind, inner in self._all(variant))

    def read_back(self, typed: str, variant: Variant, lang: Lang) -> list[tuple[str, str]]:
        """Return field by field what was typed."""
        try:
            parsed = self.parse(typed, variant)
        except UnreadableAnswer:
            return [("", typed)]
        rows = []
        for number, (name, text) in enumerate(parsed.items(), 1):
            kind, inner = self._field(name, variant)
            label = kind.read_back(text, inner, lang)[0][0]
            rows.append((f"({number}) {label}", "" if label else text))
        return rows

    def list_texts(self, spec: AnswerSpec) -> Iterator[tuple[str, Words]]:
        """Yield the texts of the fields' own answers."""
        for field in spec.options["fields"].values():
            yield from ((place, words) for place, words in self.kinds[field.kind].list_texts(field))

    def check_key(self, variant: Variant) -> Iterator[str]:
        """Yield what is wrong with a field's key."""
        for kind, inner in self._all(variant):
            yield from kind.check_key(inner)

    def fields(self, variant: Variant) -> Mapping[str, AnswerSpec]:
        """Return the fields with their answers, in their order."""
        return variant.item.answer.options["fields"]  # type: ignore[no-any-return]

    def fields_markdown(self, variant: Variant, lang: Lang) -> list[dict[str, Any]]:
        """Return what a browser needs for each field."""
        shown = []
        for name in self.fields(variant):
            kind, inner = self._field(name, variant)
            shown.append({"name": name, "kind": kind.input, "options": kind.options_markdown(inner, lang)})
        return shown

    def _field(self, name: str, variant: Variant) -> tuple[AnswerKind, Variant]:
        spec = self.fields(variant)[name]
        return self.kinds[spec.kind], variant_of(variant, name, spec)

    def _all(self, variant: Variant) -> list[tuple[AnswerKind, Variant]]:
        return [self._field(name, variant) for name in self.fields(variant)]

    def _keys(self, variant: Variant) -> dict[str, str]:
        return {name: kind.key_as_typed(inner) for name, (kind, inner) in zip(self.fields(variant), self._all(variant), strict=True)}

    def _joined(self, typed: Mapping[str, str]) -> str:
        return " | ".join(typed.values())
