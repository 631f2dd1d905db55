"""What can go wrong while models are fitted and judged.

FittingError
├── BadAnswers      rows of a file cannot be read; each is told at file and line
└── TooFewAnswers   nothing can be learned from what is there
"""

from __future__ import annotations

from tutor.errors import TutorError


class FittingError(TutorError):
    """Something went wrong while a model was fitted or judged."""


class BadAnswers(FittingError):
    """Rows of a file cannot be read."""


class TooFewAnswers(FittingError):
    """There are too few answers, learners or folds for what was asked."""
