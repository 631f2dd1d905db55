"""A written answer belongs to the teacher; the machine only keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from courses.answers.base import check_keys
from courses.errors import UnreadableAnswer
from courses.languages import Lang
from courses.model import AnswerSpec, InputKind, Variant, VerdictName


class LongTextKind:
    """Takes anything; no machine verdict."""

    name: ClassVar[str] = "long_text"
    input: ClassVar[InputKind] = "long_text"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `rubric` (km and en), for the teacher."""
        check_keys(self.name, options, [], ["rubric"])
        return AnswerSpec(self.name, dict(options))

    def parse(self, typed: str, variant: Variant) -> str:
        """Take any text that says something."""
        if not typed.strip():
            raise UnreadableAnswer("nothing is written")
        return typed

    def compare(self, parsed: str, variant: Variant) -> VerdictName:
        """Ask for a teacher."""
        return "ask_again"

    def fires(self, parsed: str, when: str, variant: Variant) -> bool:
        """A machine finds no misconception in a written answer."""
        return False

    def example_of(self, when: str, variant: Variant) -> str:
        """A machine finds no misconception in a written answer."""
        raise UnreadableAnswer("a written answer has no misconceptions")

    def key_as_typed(self, variant: Variant) -> str:
        """There is no key."""
        return ""

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """There is no key."""
        return ""

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """A written answer needs no options."""
        return {}
