"""A written answer belongs to the teacher; the machine only keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from courses.answers.base import AnswerKind, Judged, check_keys, read_words
from courses.errors import UnreadableAnswer
from courses.languages import Lang
from courses.model import AnswerSpec, InputKind, Variant


class LongTextKind(AnswerKind):
    """Takes anything; no machine verdict."""

    name: ClassVar[str] = "long_text"
    input: ClassVar[InputKind] = "long_text"
    line: ClassVar[bool] = False
    max_typed: ClassVar[int] = 20_000
    judged_by_machine: ClassVar[bool] = False

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `rubric` (km and en), for the teacher."""
        check_keys(self.name, options, [], ["rubric"])
        return AnswerSpec(self.name, {"rubric": read_words("rubric", options["rubric"]) if "rubric" in options else None})

    def read_opinion(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take nothing: there is no mark, so there is no rubric."""
        check_keys(self.name, options, [])
        return AnswerSpec(self.name, {"rubric": None})

    def parse(self, typed: str, variant: Variant) -> str:
        """Take any text that says something."""
        if not typed.strip():
            raise UnreadableAnswer("nothing is written")
        return typed

    def compare(self, parsed: str, variant: Variant) -> Judged:
        """Ask for a teacher."""
        return Judged("ask_again")

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
