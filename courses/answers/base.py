"""What every answer kind does: read its line of the item file, read what was typed, and compare; a kind never sees a browser or a file."""

from __future__ import annotations

import difflib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from courses.languages import Lang, Words
from courses.model import AnswerSpec, InputKind, PartVerdict, Variant, VerdictName

MAX_TYPED = 200
"""Characters of a typed answer that a machine reads; a written answer for the teacher, or one of several parts, may be longer."""


class SpecError(ValueError):
    """What stands below `answer:` is not what its kind takes."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a kind finds when it compares: `right`, `wrong`, `ask_again`, `unreadable`, or a mistake that the kind knows by name."""

    name: VerdictName
    say: Words | None = None
    """Why, as HTML; None where a kind has nothing to add."""
    score: float = 0.0
    parts: tuple[PartVerdict, ...] = ()


RIGHT = Judged("right", score=1.0)
WRONG = Judged("wrong")


class AnswerKind(ABC):
    """One way to answer. `typed` is always one text; `parsed` is the kind's own value."""

    name: ClassVar[str]
    input: ClassVar[InputKind]
    verdicts: ClassVar[tuple[str, ...]] = ()
    """The mistakes that this kind knows by name and explains by itself."""
    line: ClassVar[bool] = True
    """True where the answer is one short line, so that it fits into a gap or a cell."""
    max_typed: ClassVar[int] = MAX_TYPED
    judged_by_machine: ClassVar[bool] = True

    @abstractmethod
    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Return the checked options; raise SpecError where one is wrong."""

    def read_opinion(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Return the checked options of a question that has no key; raise SpecError where this kind needs one."""
        raise SpecError(f"answer: {self.name} needs a key; without a score take choice, choices or long_text")

    @abstractmethod
    def parse(self, typed: str, variant: Variant) -> Any:
        """Return what was typed as a value; raise UnreadableAnswer where it is none."""

    @abstractmethod
    def compare(self, parsed: Any, variant: Variant) -> Judged:
        """Compare with the key; never raises."""

    @abstractmethod
    def fires(self, parsed: Any, when: str, variant: Variant) -> bool:
        """Tell whether a misconception's `when` describes this answer."""

    @abstractmethod
    def key_as_typed(self, variant: Variant) -> str:
        """Return the right answer as a learner would type it; empty where only a teacher can judge."""

    @abstractmethod
    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the right answer to be shown after the verdict."""

    def example_of(self, when: str, variant: Variant) -> str:
        """Return an answer, as typed, that a misconception's `when` describes."""
        return when

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return what a browser needs for the input; what stands under `html` (a line) or `block` in it is Markdown."""
        return {}

    def read_back(self, typed: str, variant: Variant, lang: Lang) -> list[tuple[str, str]]:
        """Return what was typed for a reader: pairs of Markdown (what was chosen, or the question of a part) and of what was typed there."""
        return [("", typed)]

    def list_texts(self, spec: AnswerSpec) -> Iterator[tuple[str, Words]]:
        """Yield every text of the options that a learner reads, with its place below `answer`."""
        return iter(())

    def check_key(self, variant: Variant) -> Iterator[str]:
        """Yield what is wrong with the key itself, besides not being right."""
        return iter(())


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


def check_texts(kind: str, options: Mapping[str, Any], *names: str) -> None:
    """Refuse an option that must be one text and is a list or a mapping."""
    for name in names:
        if name in options and not (isinstance(options[name], str) and options[name].strip()):
            raise SpecError(f"answer: {kind}: {name} is one text; put it in quotes where it holds a comma or a bracket")


def check_one_of(option: str, value: Any, allowed: Iterable[str]) -> str:
    """Return the value if it is allowed."""
    if value not in (allowed := list(allowed)):
        raise SpecError(f"answer: {option} must be one of {', '.join(allowed)}. Got {value}")
    return value


def read_yes(options: Mapping[str, Any], name: str) -> bool:
    """Return an option that is `true` or `false`, false where it is missing."""
    return check_one_of(name, options.get(name, "false"), ["true", "false"]) == "true"


def read_points(options: Mapping[str, Any]) -> Fraction:
    """Return the weight of one of several answers, 1 where it is not said."""
    try:
        points = Fraction(options.get("points", "1"))
    except (TypeError, ValueError, ZeroDivisionError):
        points = Fraction(0)
    if not 0 < points <= 100:
        raise SpecError(f"points must be above 0, and at most 100. Got {options['points']}")
    return points


def read_words(place: str, value: Any) -> Words:
    """Return one text for both languages, or a pair of km and en."""
    if isinstance(value, str) and value.strip():
        return Words(value.strip(), value.strip())
    if isinstance(value, Mapping) and value.keys() == {"km", "en"} and all(isinstance(t, str) and t.strip() for t in value.values()):
        return Words(value["km"].strip(), value["en"].strip())
    raise SpecError(f"answer: {place} is one text, or has km and en")


def read_mapping(place: str, value: Any) -> Mapping[str, Any]:
    """Return a mapping of names that a browser and a test may write."""
    if not isinstance(value, Mapping) or not value:
        raise SpecError(f"answer: {place} is a mapping of names")
    for name in value:
        if not name.replace("_", "").replace("-", "").isalnum() or not name.isascii():
            raise SpecError(f"answer: {place}: a name has letters, digits, _ and -. Got {name}")
    return value
