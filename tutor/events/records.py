"""Events are added, never changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

Purpose = Literal["practice", "preview", "test", "placement", "review"]
"""What an answer was for; a preview is a teacher's and counts nowhere."""

LONGEST_SECONDS = 3600
"""An exercise that lay open for longer was left, not worked on."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a learner model may know of an exercise: no text, no key."""

    item: str
    skills: tuple[str, ...]
    level: int
    kind: str
    """The answer kind: `fraction`, `number`, `choice`, `ordering`, `text`."""
    choices: int = 0
    """How many things there are to choose from, or to put in order; 0 where the answer is typed."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One typed answer and what was said to it: a fact that every model may be recomputed from."""

    attempt_id: str
    """Made by the learner's browser; sent twice, it is one attempt."""
    learner: str
    at: datetime
    shown_id: str
    task: Task
    purpose: Purpose
    lesson: str
    typed: str
    verdict: str
    """`right`, `wrong`, `ask_again`, `unreadable`, `taken` (an opinion), `not_learned` (said in a placement instead of an answer) or the name of a
    misconception."""
    try_number: int
    """1 for the first answer to this exercise that counts; 0 for one that costs nothing."""
    hints: int
    """Hints seen before this answer."""
    hints_total: int
    lang: str
    partial: float = 0.0
    """Part of the points of an answer that is not right, in [0, 1); more than 0 only where the item declares partial credit."""
    seconds: float | None = None
    """From the moment the exercise was first shown to this answer; None where the clock jumped or the exercise lay open for more than an hour."""
    id: int = 0
    """Given by the store: events are in the order of their ids, whatever the clock did."""

    @property
    def right(self) -> bool:
        """Tell whether the answer was right."""
        return self.verdict == "right"

    @property
    def credit(self) -> float:
        """How much of the answer was right, in [0, 1]."""
        return 1.0 if self.right else self.partial

    @property
    def counts(self) -> bool:
        """Tell whether learner models learn from it: the first answer to each exercise that does not cost nothing."""
        return self.try_number == 1

    @property
    def misconception(self) -> str | None:
        """The named mistake, where it is one."""
        return None if self.verdict in ("right", "wrong", "ask_again", "unreadable", "taken", "not_learned") else self.verdict

    def with_id(self, number: int) -> Attempt:
        """Return the event as the store keeps it."""
        return replace(self, id=number)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was chosen or believed: the id of a sentence, and what fills its places."""

    text_id: str
    values: dict[str, Any]
    """Plain values. `skill`, `needed` and the like hold skill ids, which a page turns into titles."""

    def to_plain(self) -> dict[str, Any]:
        """Return the reason as JSON values."""
        return {"text_id": self.text_id, "values": dict(self.values)}

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Reason:
        """Return the reason that `to_plain` wrote."""
        return cls(plain["text_id"], dict(plain["values"]))
