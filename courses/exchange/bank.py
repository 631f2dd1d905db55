"""What a question bank says, in no format's own words: the readers write these records, and the carriers read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Files = Mapping[str, bytes]
"""Embedded files by their name, still as base64."""


@dataclass(frozen=True, slots=True)
class RichText:
    """A text as it stands in the bank: `html`, `plain_text`, `markdown`, or `moodle_auto_format`, with the files it embeds."""

    text: str = ""
    format: str = "html"
    files: Files = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that a bank knows, with its share of the points."""

    text: RichText
    share: float
    """In percent: 100 is right, below 0 takes away."""
    feedback: RichText = field(default_factory=RichText)
    tolerance: str = "0"
    tolerance_kind: str = "nominal"
    """`nominal`, `relative` or `geometric`."""
    length: int = 2
    """Digits that are shown of a computed answer."""
    significant: bool = False
    """The digits are significant ones, not those behind the comma."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of a matching; an empty left side makes the right one a distractor."""

    left: RichText
    right: RichText


@dataclass(frozen=True, slots=True)
class Dragged:
    """One thing to choose for the gaps of its group."""

    text: RichText
    group: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """The drawn values of one wildcard, in the order in which they belong together."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit of a numerical answer; a value typed in it is divided by the multiplier."""

    name: str
    multiplier: str


@dataclass(frozen=True, slots=True)
class Embedded:
    """One gap of a cloze text."""

    kind: str
    """`text`, `number`, `choice` or `choices`."""
    answers: tuple[Answer, ...]
    weight: int = 1
    case: bool = False
    shuffled: bool = False


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """One question of a bank."""

    kind: str
    """Moodle's name for it: `truefalse`, `multichoice`, `matching`, `shortanswer`, `numerical`, `essay`, `cloze`, `calculated`, `description`, ..."""
    name: str
    ask: RichText
    category: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    pairs: tuple[Pair, ...] = ()
    dragged: tuple[Dragged, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    gaps: tuple[Embedded, ...] = ()
    """Of a question that goes out: what its text asks for at its tokens."""
    units: tuple[UnitName, ...] = ()
    unit_counts: bool = False
    general: RichText = field(default_factory=RichText)
    """The feedback that everybody gets."""
    combined: Mapping[str, RichText] = field(default_factory=dict)
    """Feedback for `right`, `partly` and `wrong` answers of any kind."""
    hints: tuple[RichText, ...] = ()
    tags: tuple[str, ...] = ()
    rubric: RichText = field(default_factory=RichText)
    left_out: tuple[str, ...] = ()
    """What the bank says of it that no field here holds."""
    single: bool = True
    shuffled: bool = True
    case: bool = False
    line: int = 0
