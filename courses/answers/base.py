"""What every answer kind does: read its line of the item file, read what was typed, and compare; a kind never sees a browser or a file."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Protocol

from courses.languages import Lang
from courses.model import AnswerSpec, InputKind, Variant, VerdictName

MAX_TYPED = 200
"""Characters of a typed answer that a machine reads; a written answer for the teacher may be longer."""


class SpecError(ValueError):
    """What stands below `answer:` is not what its kind takes."""


class AnswerKind(Protocol):
    """One way to answer. `typed` is always one text; `parsed` is the kind's own value."""

    name: ClassVar[str]
    input: ClassVar[InputKind]

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Return the checked options; raise SpecError where one is wrong."""
        ...

    def parse(self, typed: str, variant: Variant) -> Any:
        """Return what was typed as a value; raise UnreadableAnswer where it is none."""
        ...

    def compare(self, parsed: Any, variant: Variant) -> VerdictName:
        """Return `right`, `ask_again` or `wrong`."""
        ...

    def fires(self, parsed: Any, when: str, variant: Variant) -> bool:
        """Tell whether a misconception's `when` describes this answer."""
        ...

    def example_of(self, when: str, variant: Variant) -> str:
        """Return an answer, as typed, that a misconception's `when` describes."""
        ...

    def key_as_typed(self, variant: Variant) -> str:
        """Return the right answer as a learner would type it; empty where only a teacher can judge."""
        ...

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the right answer to be shown after the verdict."""
        ...

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return what a browser needs for the input; texts in it are Markdown."""
        ...


def check_keys(kind: str, options: Mapping[str, Any], required: Iterable[str], optional: Iterable[str] = ()) -> None:
    """Refuse an option that the kind does not know, and a required one that is missing."""
    known = [*required, *optional]
    for name in options:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            raise SpecError(f"answer: {kind} does not know {name}" + (f"; did you mean {near[0]}?" if near else f"; it takes {', '.join(known)}"))
    for name in required:
        if name not in options:
            raise SpecError(f"answer: {kind} lacks {name}")


def check_one_of(option: str, value: str, allowed: Iterable[str]) -> str:
    """Return the value if it is allowed."""
    if value not in (allowed := list(allowed)):
        raise SpecError(f"answer: {option} must be one of {', '.join(allowed)}. Got {value}")
    return value
