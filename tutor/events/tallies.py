"""A tally is counted from the events and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tutor.events.records import Attempt

_RECENT = 10


@dataclass(frozen=True, slots=True)
class Tally:
    """How one learner did on one skill: only answers that count."""

    tries: int = 0
    right: int = 0
    recent: str = ""
    """The newest answers, oldest first: `+` right, `-` wrong, `~` right with hints."""
    last_at: datetime | None = None
    last_verdict: str = ""
    last_level: int = 0
    misconceptions: dict[str, int] = field(default_factory=dict)
    """How often each named mistake showed."""
    number: int = 0
    """The how-manieth of the learner's answers the last one was."""

    @property
    def right_in_a_row(self) -> int:
        """Right answers since the last wrong one."""
        return len(self.recent) - 1 - self.recent.rfind("-")

    @property
    def wrong_in_a_row(self) -> int:
        """Wrong answers since the last right one."""
        return len(self.recent) - len(self.recent.rstrip("-"))

    def add(self, attempt: Attempt, number: int = 0) -> Tally:
        """Return the tally with one more answer in it, the how-manieth of the learner's."""
        mark = ("~" if attempt.hints else "+") if attempt.right else "-"
        mistakes = dict(self.misconceptions)
        if attempt.misconception:
            mistakes[attempt.misconception] = mistakes.get(attempt.misconception, 0) + 1
        return Tally(
            tries=self.tries + 1,
            right=self.right + attempt.right,
            recent=(self.recent + mark)[-_RECENT:],
            last_at=attempt.at,
            last_verdict=attempt.verdict,
            last_level=attempt.task.level,
            misconceptions=mistakes,
            number=number,
        )

    def to_plain(self) -> dict[str, Any]:
        """Return the tally as JSON values."""
        return {
            "tries": self.tries,
            "right": self.right,
            "recent": self.recent,
            "last_at": self.last_at and self.last_at.isoformat(),
            "last_verdict": self.last_verdict,
            "last_level": self.last_level,
            "misconceptions": dict(self.misconceptions),
            "number": self.number,
        }

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Tally:
        """Return the tally that `to_plain` wrote."""
        at = plain["last_at"]
        return cls(**plain | {"last_at": datetime.fromisoformat(at) if at else None})
