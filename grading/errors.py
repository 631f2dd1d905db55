"""What can go wrong between an answer and its mark.

GradingError
├── NotReady            something of the site is missing; nobody's mark was touched
│   ├── SecretMissing · ContentMissing · CourseMissing · AssignmentMissing · PaperMissing
├── BadName             a name that cannot be a folder of the site
├── SubmissionRefused   said to a learner's page; nothing was written
│   ├── NotInCourse · NotOpen · AlreadySubmitted · UnknownQuestion · AnswerTooLong
├── SubmissionBroken    said to the teacher; the old score stays
├── NoSubmission        there is nothing to reopen or to release
└── Busy                somebody else is collecting or marking this course now
"""


class GradingError(Exception):
    """Something between an answer and its mark went wrong."""


class BadName(GradingError):
    """A learner, course, assignment or attempt has a name that cannot be a folder of the site."""


class NotReady(GradingError):
    """Something of the site that marking needs is missing; no mark was touched."""


class SecretMissing(NotReady):
    """The key from which variants are drawn is missing or too short."""


class ContentMissing(NotReady):
    """The content folder, or an item that a paper names, is missing."""


class CourseMissing(NotReady):
    """The course has no nbgrader folder yet."""


class AssignmentMissing(NotReady):
    """The course folder holds no such assignment."""


class PaperMissing(NotReady):
    """The learner was never given a paper for this assignment, or the paper cannot be read."""


class SubmissionRefused(GradingError):
    """A submission was not taken; nothing was written."""


class NotInCourse(SubmissionRefused):
    """The roster does not have this person as an active learner of the course."""


class NotOpen(SubmissionRefused):
    """The teacher has not opened the assignment, or has closed it."""


class AlreadySubmitted(SubmissionRefused):
    """The learner handed this in before, and the teacher has not reopened it."""


class UnknownQuestion(SubmissionRefused):
    """An answer names a question that the assignment does not have."""


class AnswerTooLong(SubmissionRefused):
    """An answer is longer than the site's limit."""


class SubmissionBroken(GradingError):
    """A submission cannot be read; the old score stays."""


class NoSubmission(GradingError):
    """The learner has not handed in this assignment."""


class Busy(GradingError):
    """Somebody else is collecting or marking this course at this moment."""
