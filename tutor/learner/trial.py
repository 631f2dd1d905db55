"""A model is trusted after it has said nothing absurd."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable

from tutor.errors import UnfitModel
from tutor.events.records import Task
from tutor.learner.base import LearnerModel, State


def check_sane(model: LearnerModel, state: State, skills: Iterable[str], tasks: Iterable[Task]) -> None:
    """Make sure that a model answers with chances, in words, and that its state can be kept.

    Raises:
        UnfitModel: names the skill or the exercise at which it does not. Other errors are the model's own.
    """
    for skill in skills:
        _check_chance(model.mastery(state, skill), f"mastery of {skill}")
        model.explain(state, skill)
    for task in tasks:
        _check_chance(model.predict_one(state, task), f"chance of {task.item}")
    try:
        json.dumps(dict(state), allow_nan=False)
    except (TypeError, ValueError) as error:
        raise UnfitModel(f"its state cannot be kept: {error}") from error


def _check_chance(chance: float, of_what: str) -> None:
    if not (math.isfinite(chance) and 0 <= chance <= 1):
        raise UnfitModel(f"{of_what} must be in [0, 1]. Got {chance}")
