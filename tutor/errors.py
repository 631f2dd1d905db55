"""What can go wrong while a learner practises.

TutorError
├── UnknownSkill        a model or a page asked for a skill that nobody teaches
├── NotShown            an answer names an exercise that this learner was never shown
├── NothingToPractise   a lesson names no skill, or its skills have no items
├── AttemptReused       another answer was recorded under the same attempt id; this one was not
├── SeatMoved           another seat took the session over
├── SeatLocked          the screen is locked
├── SoundRefused        what was to be kept as a recording is too large, empty, or no sound
├── UnfitModel          a learner model said something absurd, or its file cannot be used
└── StoreUnavailable    the database is locked or the disk is full; nothing was recorded
"""


class TutorError(Exception):
    """Something went wrong while a learner practised."""


class UnknownSkill(TutorError):
    """A skill was asked for that nobody teaches."""


class NotShown(TutorError):
    """This learner was never shown such an exercise."""


class NothingToPractise(TutorError):
    """The lesson, the unit or the item is not there, or has no exercises."""


class AttemptReused(TutorError):
    """Another answer was recorded under the same attempt id."""


class SeatMoved(TutorError):
    """Another seat took the session over."""


class SeatLocked(TutorError):
    """The screen is locked until the PIN is typed."""


class SoundRefused(TutorError):
    """What was to be kept as a recording is too large, empty, or no sound; `str` names which."""


class UnfitModel(TutorError):
    """A learner model said something that cannot be, or its file cannot be used."""


class StoreUnavailable(TutorError):
    """The database is locked or the disk is full; nothing was recorded, and the same attempt may be sent again."""
