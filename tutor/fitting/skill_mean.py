"""The simplest baseline: how often others were right on these skills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from tutor.events.records import Attempt, Reason, Task
from tutor.fitting.answers import Answers
from tutor.fitting.base import Tell, tell_nobody
from tutor.learner.base import State
from tutor.learner.credit import skills_of

_PRIOR = 5.0
"""Answers that count for the mean of all, so that a skill with few answers does not stand out."""


@dataclass(frozen=True, slots=True)
class SkillMean:
    """Says for everybody what was usual.

    >>> model = SkillMean(0.7, {"add": 0.9})
    >>> model.predict_one(model.fresh(), Task("sum", ("add", "count"), 1, "number"))
    0.8
    """

    mean: float
    skills: Mapping[str, float]
    name: str = "skill-mean"
    version: str = "1"

    def fresh(self) -> State:
        """Return the state of a learner who has not answered anything."""
        return {}

    def learn_one(self, state: State, attempt: Attempt) -> State:
        """Return the state as it was."""
        return state

    def predict_one(self, state: State, task: Task, at: datetime | None = None) -> float:
        """Return the mean over the skills."""
        skills = skills_of(task)
        return sum(self.mastery(state, skill) for skill in skills) / len(skills)

    def mastery(self, state: State, skill: str) -> float:
        """Return how often others were right."""
        return self.skills.get(skill, self.mean)

    def explain(self, state: State, skill: str) -> Reason:
        """Return that this learner's answers do not count here."""
        return Reason("model.bkt.nothing", {"skill": skill})


@dataclass(frozen=True, slots=True)
class SkillMeanFitter:
    """Counts."""

    name: str = "skill-mean"

    def fit(self, answers: Answers, seed: int = 0, tell: Tell = tell_nobody) -> SkillMean:
        """Return the model fitted to these answers."""
        mean = float(answers.credit.mean()) if len(answers) else 0.5
        count = len(answers.skills)
        right = np.bincount(answers.skill, answers.credit[answers.skill_row], count)
        tries = np.bincount(answers.skill, minlength=count)
        means = (right + _PRIOR * mean) / (tries + _PRIOR)
        return SkillMean(mean, dict(zip(answers.skills, means.tolist(), strict=True)))
