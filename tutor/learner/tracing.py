"""What pacing asks of a learner model, beyond the chance of a right answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from tutor.events.records import Task
from tutor.learner.base import LearnerModel, State


class Belief(NamedTuple):
    """What is believed of one learner and one skill; three chances."""

    known: float
    """That the learner knows it."""
    gain: float
    """That one more exercise turns not knowing into knowing."""
    ready: float
    """That all that it needs is known."""


class Outlook(NamedTuple):
    """What one exercise promises."""

    chance: float
    """Of a right answer without a hint."""
    information: float
    """How much the answer would tell of what is known, in [0, 1]: the part of the uncertainty that it takes away on average."""


class Tracing(LearnerModel, Protocol):
    """A learner model that paces."""

    def needed_for(self, skill: str) -> tuple[str, ...]:
        """Return the skills that need this one directly."""
        ...

    def belief(self, state: State, skill: str, at: datetime | None = None, scratch: dict[str, Any] | None = None) -> Belief:
        """Return what is believed of a skill, at a moment; `scratch` may be shared by questions about the same state."""
        ...

    def outlooks(self, state: State, tasks: Sequence[Task], at: datetime | None = None, scratch: dict[str, Any] | None = None) -> list[Outlook]:
        """Return what each of these exercises promises."""
        ...
