"""Every decision of the pacing is a record: what, on which ground, the sentence for the learner, the numbers for the teacher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tutor.events.records import Reason
from tutor.pacing.standing import Standing

Act = Literal["practise", "place", "review", "leave", "finish"]
"""`practise`: an exercise comes. `place`: a question of the placement comes. `review`: an exercise on something known comes.
`leave`: a skill is left for now. `finish`: nothing comes."""

Ground = Literal[
    "teacher",
    "step_back",
    "rest",
    "needed",
    "again",
    "interleave",
    "ordinary",
    "placement",
    "due",
    "worked_example",
    "call_teacher",
    "all_known",
    "some_left",
    "sure",
    "enough_asked",
]
"""`teacher`: a teacher said so. `step_back`: needed for a skill that goes wrong. `rest`: another skill is left for a while. `needed`: the
newest skill waits for it. `again`: a skill that
was left comes back. `interleave`: a change after many exercises of one skill. Of leaving: for something easier
that it needs, with a worked example, or with a call for the teacher. Of finishing: all known, or some left to the teacher. Of the placement: sure
enough, or asked enough."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. It follows from the learner's events and the site's settings alone."""

    act: Act
    ground: Ground
    reason: Reason
    skill: str = ""
    item: str = ""
    numbers: Mapping[str, float] = field(default_factory=dict)
    """For the teacher: `known`, `gain`, `chance`, `tries` and the like, as the pacing saw them."""

    @property
    def kind(self) -> str:
        """A short word for the store: what was done, and on which ground."""
        return f"{self.act}:{self.ground}"[:20]

    def to_plain(self) -> dict[str, Any]:
        """Return the decision as JSON values."""
        plain = {"act": self.act, "ground": self.ground, "skill": self.skill, "item": self.item}
        return plain | {"reason": self.reason.to_plain(), "numbers": dict(self.numbers)}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Decision:
        """Return the decision that `to_plain` wrote."""
        return cls(plain["act"], plain["ground"], Reason.from_plain(plain["reason"]), plain["skill"], plain["item"], dict(plain["numbers"]))


def see_numbers(standing: Standing, skill: str) -> dict[str, float]:
    """Return what the pacing saw of a skill, for the teacher."""
    belief, tally = standing.belief(skill), standing.tally(skill)
    return {
        "known": round(belief.known, 4),
        "gain": round(belief.gain, 4),
        "ready": round(belief.ready, 4),
        "tries": tally.tries,
        "right": tally.right,
    }
