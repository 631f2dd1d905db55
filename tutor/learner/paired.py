"""Two models side by side: one says what is known, the other how each exercise will go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tutor.events.records import Attempt, Reason, Task
from tutor.learner.base import LearnerModel, State
from tutor.learner.tracing import Belief, Outlook, Tracing


@dataclass(frozen=True, slots=True)
class Paired:
    """The tracer judges mastery and what an exercise gains; a model that was fitted to a centre's own answers says how likely each one is right.

    Both learn from every answer, each in its own part of the state.
    """

    tracer: Tracing
    fitted: LearnerModel

    @property
    def name(self) -> str:
        """Both names."""
        return f"{self.tracer.name}+{self.fitted.name}"

    @property
    def version(self) -> str:
        """Both versions: when either changes, states are computed again."""
        return f"{self.tracer.version}+{self.fitted.version}"

    def fresh(self) -> State:
        """Return the state of a learner who has not answered anything."""
        return {"tracer": self.tracer.fresh(), "fitted": self.fitted.fresh()}

    def learn_one(self, state: State, attempt: Attempt) -> State:
        """Return the state after one more answer."""
        return {"tracer": self.tracer.learn_one(state["tracer"], attempt), "fitted": self.fitted.learn_one(state["fitted"], attempt)}

    def predict_one(self, state: State, task: Task, at: datetime | None = None) -> float:
        """Return the fitted model's chance of a right answer."""
        return self.fitted.predict_one(state["fitted"], task, at)

    def mastery(self, state: State, skill: str) -> float:
        """Return the tracer's chance that the learner knows the skill."""
        return self.tracer.mastery(state["tracer"], skill)

    def explain(self, state: State, skill: str) -> Reason:
        """Return the tracer's sentence."""
        return self.tracer.explain(state["tracer"], skill)

    def needed_for(self, skill: str) -> tuple[str, ...]:
        """Return the skills that need this one directly."""
        return self.tracer.needed_for(skill)

    def belief(self, state: State, skill: str, at: datetime | None = None, scratch: dict[str, Any] | None = None) -> Belief:
        """Return what the tracer believes of a skill."""
        return self.tracer.belief(state["tracer"], skill, at, scratch)

    def outlooks(self, state: State, tasks: Sequence[Task], at: datetime | None = None, scratch: dict[str, Any] | None = None) -> list[Outlook]:
        """Return what each exercise promises: how it will go by the fitted model, what it would tell by the tracer."""
        told = self.tracer.outlooks(state["tracer"], tasks, at, scratch)
        return [Outlook(self.fitted.predict_one(state["fitted"], task, at), one.information) for task, one in zip(tasks, told, strict=True)]
