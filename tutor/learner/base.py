"""A learner model takes answers one by one and says how likely the next one is right; it never changes what it is given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from tutor.events.records import Attempt, Reason, Task

State = Mapping[str, Any]
"""What a model knows of one learner, as JSON values. Only the model that made it reads it."""


class LearnerModel(Protocol):
    """What every learner model does. A state is passed in and a new one comes back, so a state may be kept, copied, compared."""

    @property
    def name(self) -> str:
        """The model's name."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same answers would give another state; stored states of another version are recomputed from the events."""
        ...

    def fresh(self) -> State:
        """Return the state of a learner who has not answered anything."""
        ...

    def learn_one(self, state: State, attempt: Attempt) -> State:
        """Return the state after one more answer; an answer that does not count returns the state as it was."""
        ...

    def predict_one(self, state: State, task: Task, at: datetime | None = None) -> float:
        """Return the chance, in [0, 1], that this learner answers this exercise right without a hint, now or at a given moment."""
        ...

    def mastery(self, state: State, skill: str) -> float:
        """Return the chance, in [0, 1], that the learner knows the skill."""
        ...

    def explain(self, state: State, skill: str) -> Reason:
        """Return one sentence about why the model believes what it believes of the skill."""
        ...
