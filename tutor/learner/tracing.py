"""What pacing asks of a learner model, beyond the chance of a right answer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol, runtime_checkable

from tutor.events.records import Attempt, Reason, Task
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


@runtime_checkable
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


def as_tracing(model: LearnerModel) -> Tracing:
    """Return the model itself where it paces, else a plain reading of its mastery, with skills that know nothing of each other."""
    return model if isinstance(model, Tracing) else PlainTracing(model)


_USUAL_LEARNING = 0.15
_USUAL_GUESS, _USUAL_SLIP = 0.2, 0.1


@dataclass(frozen=True)
class PlainTracing:
    """Any learner model, read as one that paces."""

    model: LearnerModel

    @property
    def name(self) -> str:
        """The model's name."""
        return self.model.name

    @property
    def version(self) -> str:
        """The model's version."""
        return self.model.version

    def fresh(self) -> State:
        """Return the state of a learner who has not answered anything."""
        return self.model.fresh()

    def learn_one(self, state: State, attempt: Attempt) -> State:
        """Return the state after one more answer."""
        return self.model.learn_one(state, attempt)

    def predict_one(self, state: State, task: Task, at: datetime | None = None) -> float:
        """Return the chance of a right answer without a hint."""
        return self.model.predict_one(state, task, at)

    def mastery(self, state: State, skill: str) -> float:
        """Return the chance that the learner knows the skill."""
        return self.model.mastery(state, skill)

    def explain(self, state: State, skill: str) -> Reason:
        """Return one sentence about the belief."""
        return self.model.explain(state, skill)

    def needed_for(self, skill: str) -> tuple[str, ...]:
        """Return nothing: the model does not know."""
        return ()

    def belief(self, state: State, skill: str, at: datetime | None = None, scratch: dict[str, Any] | None = None) -> Belief:
        """Return what is believed of a skill, with a usual chance to learn."""
        known = self.model.mastery(state, skill)
        return Belief(known, (1 - known) * _USUAL_LEARNING, 1.0)

    def outlooks(self, state: State, tasks: Sequence[Task], at: datetime | None = None, scratch: dict[str, Any] | None = None) -> list[Outlook]:
        """Return what each of these exercises promises, with usual luck."""
        chances = [self.model.predict_one(state, task, at) for task in tasks]
        known = [math.prod([self.model.mastery(state, skill) for skill in task.skills]) for task in tasks]
        apart = (1 - _USUAL_SLIP - _USUAL_GUESS) ** 2
        return [Outlook(right, k * (1 - k) * apart / max(right * (1 - right), 1e-6)) for right, k in zip(chances, known, strict=True)]
