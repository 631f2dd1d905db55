"""A table with cells to fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from courses.answers.base import SpecError, check_keys, read_words, read_yes
from courses.answers.fields import MARK, FieldsKind
from courses.languages import LANGS, Lang, Words
from courses.model import AnswerSpec, InputKind, Variant

MAX_COLUMNS = 8


class TableKind(FieldsKind):
    """Takes what stands in the empty cells, in the order of `cells:`, joined by `|`."""

    name: ClassVar[str] = "table"
    input: ClassVar[InputKind] = "table"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `rows` of texts with `[[name]]` for each empty cell, `cells`: an answer for each; `head`; `partial: true`."""
        check_keys(self.name, options, ["rows", "cells"], ["head", "partial"])
        rows = self._read_rows(options["rows"])
        head = self._read_row("head", options["head"]) if "head" in options else ()
        if len({len(row) for row in [*rows, *([head] if head else [])]}) > 1:
            raise SpecError("answer: all rows of a table, and its head, have the same number of cells")
        fields = self.read_fields("cells", options["cells"])
        for lang in LANGS:
            self.check_marks("rows", [cell.in_lang(lang) for row in rows for cell in row], fields)
        return AnswerSpec(self.name, {"head": head, "rows": rows, "fields": fields, "partial": read_yes(options, "partial")})

    def _read_rows(self, value: Any) -> tuple[tuple[Words, ...], ...]:
        if not isinstance(value, list) or not value:
            raise SpecError("answer: rows is a list of rows, each a list of texts")
        return tuple(self._read_row(f"rows.{i}", row) for i, row in enumerate(value))

    def _read_row(self, place: str, value: Any) -> tuple[Words, ...]:
        if not isinstance(value, list) or not 1 <= len(value) <= MAX_COLUMNS:
            raise SpecError(f"answer: {place} is a list of 1 to {MAX_COLUMNS} texts")
        return tuple(Words("", "") if cell == "" else read_words(f"{place}.{i}", cell) for i, cell in enumerate(value))

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return the table and its empty cells."""
        options = variant.item.answer.options
        cells = lambda row: [{"html": cell.in_lang(lang)} for cell in row]  # noqa: E731
        return {"head": cells(options["head"]), "rows": [cells(row) for row in options["rows"]], "fields": self.fields_markdown(variant, lang)}

    def list_texts(self, spec: AnswerSpec) -> Iterator[tuple[str, Words]]:
        """Yield the cells that exist in two languages, and what the empty ones say."""
        for place, row in [("head", spec.options["head"]), *((f"rows.{i}", r) for i, r in enumerate(spec.options["rows"]))]:
            yield from ((f"{place}.{i}", Words(MARK.sub("", c.km), MARK.sub("", c.en))) for i, c in enumerate(row) if c.km != c.en)
        yield from super().list_texts(spec)
