"""A text with gaps to fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from courses.answers.base import check_keys, read_words, read_yes
from courses.answers.fields import MARK, FieldsKind
from courses.languages import LANGS, Lang, Words
from courses.model import AnswerSpec, InputKind, Variant


class GapsKind(FieldsKind):
    """Takes what stands in the gaps, in the order of `gaps:`, joined by `|`."""

    name: ClassVar[str] = "gaps"
    input: ClassVar[InputKind] = "gaps"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `text` with `[[name]]` for each gap, and `gaps`: an answer for each; `partial: true`."""
        check_keys(self.name, options, ["text", "gaps"], ["partial"])
        text, fields = read_words("text", options["text"]), self.read_fields("gaps", options["gaps"])
        for lang in LANGS:
            self.check_marks("text", [text.in_lang(lang)], fields)
        return AnswerSpec(self.name, {"text": text, "fields": fields, "partial": read_yes(options, "partial")})

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return the text and its gaps."""
        return {"block": variant.item.answer.options["text"].in_lang(lang), "fields": self.fields_markdown(variant, lang)}

    def list_texts(self, spec: AnswerSpec) -> Iterator[tuple[str, Words]]:
        """Yield the text where it exists in two languages, and what the gaps say."""
        text = spec.options["text"]
        if text.km != text.en:
            yield "text", Words(MARK.sub("", text.km), MARK.sub("", text.en))
        yield from super().list_texts(spec)
