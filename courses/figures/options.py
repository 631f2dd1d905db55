"""What an option of a figure may be; all of it is written as text in a lesson and read here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from courses.chemistry.reactions import read_reaction
from courses.errors import UnreadableAnswer

MOST = 1_000_000_000


class FigureError(ValueError):
    """A figure or an option that the house does not have, or a value that an option does not take.

    Args:
        option: the option to blame; None where it is the figure.
    """

    def __init__(self, message: str, option: str | None = None) -> None:
        super().__init__(message)
        self.option = option


class Option(Protocol):
    """One option: what it is when nobody says it, and what it may be."""

    @property
    def default(self) -> Any:
        """Return the value where a lesson says none."""

    @property
    def translated(self) -> bool:
        """Tell whether it is a text, and so differs between the languages of a lesson."""

    def read(self, text: str) -> Any:
        """Return the value as a browser takes it.

        Raises:
            ValueError: says what is allowed.
        """

    def describe(self) -> str:
        """Return what is allowed, for the manual."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number, from `low` to `high`."""

    default: int
    low: int = 0
    high: int = MOST
    translated: ClassVar[bool] = False

    def read(self, text: str) -> int:
        """Read one number."""
        if not re.fullmatch(r"[-−]?\d{1,12}", text) or not self.low <= (number := int(text.replace("−", "-"))) <= self.high:
            raise ValueError(f"must be {self.describe()}")
        return number

    def describe(self) -> str:
        """Return the limits."""
        return f"a whole number, {self.low} to {self.high}" if self.high < MOST else f"a whole number, {self.low} or more"


@dataclass(frozen=True, slots=True)
class Word:
    """One of a few words; the first is the default."""

    words: tuple[str, ...]
    translated: ClassVar[bool] = False

    @property
    def default(self) -> str:
        """Return the first word."""
        return self.words[0]

    def read(self, text: str) -> str:
        """Take one of the words."""
        if text not in self.words:
            raise ValueError(f"must be {self.describe()}")
        return text

    def describe(self) -> str:
        """Return the words."""
        return " or ".join([", ".join(self.words[:-1]), self.words[-1]])


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes or no."""

    default: bool
    translated: ClassVar[bool] = False

    def read(self, text: str) -> bool:
        """Take `yes` or `no`."""
        if text not in ("yes", "no"):
            raise ValueError("must be yes or no")
        return text == "yes"

    def describe(self) -> str:
        """Return the words."""
        return "yes or no"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Several whole numbers with commas between them."""

    default: tuple[int, ...]
    low: int
    high: int
    fewest: int
    most: int
    translated: ClassVar[bool] = False

    def read(self, text: str) -> tuple[int, ...]:
        """Read the numbers."""
        one = Whole(0, self.low, self.high)
        parts = [part.strip() for part in text.split(",")]
        try:
            numbers = tuple(one.read(part) for part in parts)
        except ValueError:
            raise ValueError(f"must be {self.describe()}") from None
        if not self.fewest <= len(numbers) <= self.most:
            raise ValueError(f"must be {self.describe()}")
        return numbers

    def describe(self) -> str:
        """Return how many, and their limits."""
        return f"{self.fewest} to {self.most} whole numbers, {self.low} to {self.high}, with commas between"


@dataclass(frozen=True, slots=True)
class Text:
    """A short text, in the language of the lesson."""

    default: str = ""
    longest: int = 40
    translated: ClassVar[bool] = True

    def read(self, text: str) -> str:
        """Take the text."""
        if len(text) > self.longest:
            raise ValueError(f"must be {self.describe()}")
        return text

    def describe(self) -> str:
        """Return the longest length."""
        return f"a text, at most {self.longest} characters"


@dataclass(frozen=True, slots=True)
class Counted:
    """The name of what is counted, in the language of the lesson; a browser takes the word for one and the word for many."""

    default: tuple[str, str]
    longest: int = 24
    translated: ClassVar[bool] = True

    def read(self, text: str) -> tuple[str, str]:
        """Take one word for all numbers, or two."""
        names = [part.strip() for part in text.split("|")]
        if len(names) > 2 or not all(0 < len(name) <= self.longest for name in names):
            raise ValueError(f"must be {self.describe()}")
        return names[0], names[-1]

    def describe(self) -> str:
        """Return the longest length, and how one and many are written."""
        return f"a name of at most {self.longest} characters, or two with a bar between, for one and for many: `week | weeks`"


@dataclass(frozen=True, slots=True)
class Texts:
    """Several short texts with commas between them, in the language of the lesson."""

    default: tuple[str, ...]
    most: int
    longest: int = 24
    translated: ClassVar[bool] = True

    def read(self, text: str) -> tuple[str, ...]:
        """Take the texts."""
        texts = tuple(part.strip() for part in re.split(r"[,،]", text))
        if len(texts) > self.most or not all(0 < len(one) <= self.longest for one in texts):
            raise ValueError(f"must be {self.describe()}")
        return texts

    def describe(self) -> str:
        """Return how many, and the longest length."""
        return f"1 to {self.most} texts of at most {self.longest} characters, with commas between"


@dataclass(frozen=True, slots=True)
class Points:
    """Points of a plane: `(1; 2), (3; 4)`."""

    default: tuple[tuple[int, int], ...] = ()
    most: int = 6
    limit: int = 20
    translated: ClassVar[bool] = False

    def read(self, text: str) -> tuple[tuple[int, int], ...]:
        """Read the points."""
        point = r"\(\s*([-−]?\d{1,3})\s*;\s*([-−]?\d{1,3})\s*\)"
        if not re.fullmatch(rf"\s*{point}(\s*,\s*{point})*\s*", text):
            raise ValueError(f"must be {self.describe()}")
        points = tuple((int(x.replace("−", "-")), int(y.replace("−", "-"))) for x, y in re.findall(point, text))
        if len(points) > self.most or any(abs(number) > self.limit for pair in points for number in pair):
            raise ValueError(f"must be {self.describe()}")
        return points

    def describe(self) -> str:
        """Return the form."""
        return f"up to {self.most} points, such as (1; 2), (3; 4)"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an equation on a balance: so many x and so many ones, such as `2x + 3`."""

    default: tuple[int, int]
    high: int = 12
    translated: ClassVar[bool] = False

    def read(self, text: str) -> tuple[int, int]:
        """Count the x and the ones."""
        terms = [term.strip() for term in text.split("+")]
        bags = ones = 0
        for term in terms:
            if not (match := re.fullmatch(r"(\d{0,2})(x?)", term)) or not term:
                raise ValueError(f"must be {self.describe()}")
            if match[2]:
                bags += int(match[1] or 1)
            else:
                ones += int(match[1])
        if bags > self.high or ones > 2 * self.high:
            raise ValueError(f"must be {self.describe()}")
        return bags, ones

    def describe(self) -> str:
        """Return the form."""
        return f"such as 2x + 3, at most {self.high} x and {2 * self.high} ones"


@dataclass(frozen=True, slots=True)
class Reaction:
    """A reaction without its numbers, such as `H2 + O2 -> H2O`."""

    default: str
    most: int = 6
    translated: ClassVar[bool] = False

    def read(self, text: str) -> str:
        """Take a reaction whose formulae can be read, with atoms of the same elements on both sides."""
        try:
            reaction = read_reaction(text)
        except UnreadableAnswer:
            raise ValueError(f"must be {self.describe()}") from None
        left, right = reaction.counts((1,) * len(reaction.formulas))
        if set(reaction.coefficients) != {1} or len(reaction.formulas) > self.most or left.keys() != right.keys() or left["+"] or right["+"]:
            raise ValueError(f"must be {self.describe()}")
        return text

    def describe(self) -> str:
        """Return the form."""
        return f"formulae without numbers before them, such as {self.default}; at most {self.most}, no ions"
