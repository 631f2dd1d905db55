"""What a checker says to a typed answer."""

from __future__ import annotations

from dataclasses import dataclass

from courses.languages import Words

VerdictName = str
"""`right`, `wrong`, `ask_again`, `unreadable`, `taken` (an opinion), the name of a misconception of the item, or of a mistake that the kind knows."""


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """What a checker says to one gap, cell or part of an answer."""

    name: str
    """The gap's, cell's or part's name."""
    verdict: VerdictName
    say: Words | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a checker says to one typed answer."""

    name: VerdictName
    say: Words | None = None
    """Why, for a learner, as HTML without outside addresses; None where there is nothing to add."""
    score: float = 0.0
    """1.0 for right, 0.0 otherwise; between them only where the item declares partial credit."""
    parts: tuple[PartVerdict, ...] = ()
    """For an answer of several gaps, cells or parts: each with its own verdict."""

    @property
    def right(self) -> bool:
        """Tell whether the answer counts as right."""
        return self.name == "right"

    @property
    def taken(self) -> bool:
        """Tell whether it is an opinion: kept, and counted by nobody."""
        return self.name == "taken"

    @property
    def costs_nothing(self) -> bool:
        """Tell whether the answer is to be typed again without an attempt being counted."""
        return self.name in {"ask_again", "unreadable"}
