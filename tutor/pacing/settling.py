"""When to go on with a skill: while an exercise is likely enough to turn not knowing into knowing, and never without end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tutor.events.tallies import Tally
from tutor.learner.tracing import Belief

Status = Literal["open", "mastered", "left"]
"""`open`: to be practised. `mastered`: known surely enough. `left`: not known, and an exercise now would hardly help; it comes back."""


@dataclass(frozen=True, slots=True)
class SettlingRule:
    """Decides whether a skill is to be practised now.

    In one sentence: a skill is mastered when it is nearly sure to be known, or likely known and another exercise would hardly add to it.

    The gain of an exercise is the chance that it turns not knowing into knowing. Another one is worth its time while its gain reaches `least_gain`; a
    skill that others need counts for more. Looking only at the next exercise costs less than one part in a hundred against looking ahead
    (docs/pacing.md)."""

    mastery_chance: float = 0.95
    """Mastered from this chance of knowing it on."""
    probable_chance: float = 0.75
    """Mastered from this chance on, once another exercise is not worth its time; below it the skill is left."""
    skip_chance: float = 0.85
    """Mastered from this chance on before its second exercise: what else is known speaks for it, as after a placement."""
    least_gain: float = 0.01
    needed_weight: float = 0.4
    """How much each skill that needs this one, and is not yet likely known itself, adds to the worth of its exercises."""
    fewest_tries: int = 3
    """Exercises before a skill may be left."""
    most_tries: int = 30
    """Exercises after which a skill is left whatever the model says."""
    return_days: int = 2
    """Days after which a skill that was left is tried again, one exercise at a time."""
    skip_ahead: bool = True
    """Whether a skill may count as mastered before its first exercise, by what follows from others, or after one from `skip_chance` on."""

    def judge(self, belief: Belief, tally: Tally, needing: int, at: datetime | None = None) -> Status:
        """Return the status of a skill of which a teacher has said nothing.

        Args:
            needing: how many skills need this one and are not yet likely known.
        """
        if not tally.tries and not self.skip_ahead:
            return "open"
        if belief.known >= self.mastery_chance or (self.skip_ahead and tally.tries <= 1 and belief.known >= self.skip_chance):
            return "mastered"
        worth = belief.gain * (1 + self.needed_weight * needing) >= self.least_gain and tally.tries < self.most_tries
        if belief.known >= self.probable_chance and not worth and tally.tries:
            return "mastered"
        return "open" if worth or tally.tries < self.fewest_tries or self._returns(tally, at) else "left"

    def sees_without_needs(self, belief: Belief) -> bool:
        """Tell whether the status is the same however many skills need this one."""
        return belief.gain >= self.least_gain or belief.known >= self.mastery_chance

    def _returns(self, tally: Tally, at: datetime | None) -> bool:
        return at is not None and tally.last_at is not None and (at - tally.last_at).days >= self.return_days
