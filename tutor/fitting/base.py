"""A fitter turns a table of answers into a learner model that is used online; the same answers and the same seed give the same model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tutor.fitting.answers import Answers
from tutor.learner.base import LearnerModel

Tell = Callable[[float], None]
"""Is told how much of the work is done, from 0 to 1."""


def tell_nobody(_done: float) -> None:
    """Say nothing."""


class Fitter(Protocol):
    """What every way of fitting does."""

    @property
    def name(self) -> str:
        """The name by which `rean model evaluate` knows it."""
        ...

    def fit(self, answers: Answers, seed: int = 0, tell: Tell = tell_nobody) -> LearnerModel:
        """Return the model fitted to these answers; items and skills that are not among them must not break it."""
        ...
