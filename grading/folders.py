"""Every path of a course follows from the site's folder and the course's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from grading.errors import BadName

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_ATTEMPT = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{5,63}")


def check_name(name: str, what: str) -> str:
    """Return a name that is safe as a folder and as an nbgrader id, or refuse it.

    Raises:
        BadName: says what the name was for.
    """
    if not _NAME.fullmatch(name):
        raise BadName(f"{what} must be lower-case letters, digits, - and _. Got {name[:80]!r}")
    return name


def check_attempt_id(attempt_id: str) -> str:
    """Return the id that a browser made for one attempt to hand in, or refuse it."""
    if not _ATTEMPT.fullmatch(attempt_id):
        raise BadName(f"attempt_id must be 6 to 64 letters, digits and -. Got {attempt_id[:80]!r}")
    return attempt_id


@dataclass(frozen=True, slots=True)
class CourseFolders:
    """Where one course of one site keeps what."""

    site: Path
    course: str

    def __post_init__(self) -> None:
        check_name(self.course, "course")

    @property
    def nbgrader(self) -> Path:
        """The course folder that every nbgrader command understands."""
        return self.site / "nbgrader" / self.course

    @property
    def gradebook(self) -> Path:
        """The gradebook's SQLite file."""
        return self.nbgrader / "gradebook.db"

    @property
    def gradebook_url(self) -> str:
        """The gradebook's SQLAlchemy address."""
        return f"sqlite:///{self.gradebook.absolute()}"

    @property
    def exchange(self) -> Path:
        """What goes between learners and the course; nobody but the house's account may enter."""
        return self.site / "exchange" / self.course

    @property
    def inbound(self) -> Path:
        """Everything ever handed in; never changed, never removed."""
        return self.exchange / "inbound"

    @property
    def outbound(self) -> Path:
        """The assignments that are open."""
        return self.exchange / "outbound"

    @property
    def feedback(self) -> Path:
        """What was released to each learner."""
        return self.exchange / "feedback"

    @property
    def archive(self) -> Path:
        """Marks that a later submission replaced."""
        return self.exchange / "archive"

    @property
    def reopened(self) -> Path:
        """The teacher's permissions to hand in once more."""
        return self.exchange / "reopened"

    @property
    def workplace(self) -> Path:
        """Half-written folders; whatever lies here after a power cut is rubbish."""
        return self.exchange / "workplace"

    @property
    def exchange_lock(self) -> Path:
        """Held while something is handed in or collected."""
        return self.exchange / "exchange.lock"

    @property
    def marking_lock(self) -> Path:
        """Held while the course is collected and marked."""
        return self.exchange / "marking.lock"

    def paper(self, learner: str, assignment: str) -> Path:
        """The paper that a learner was given."""
        check_name(learner, "learner"), check_name(assignment, "assignment")
        return self.site / "papers" / self.course / learner / f"{assignment}.json"

    def step(self, step: str, learner: str, assignment: str) -> Path:
        """A learner's folder in one of nbgrader's steps: `submitted`, `autograded`, `feedback`."""
        check_name(learner, "learner"), check_name(assignment, "assignment")
        return self.nbgrader / step / learner / assignment

    def notebook(self, step: str, assignment: str) -> Path:
        """The assignment's one notebook in `source` or `release`."""
        check_name(assignment, "assignment")
        return self.nbgrader / step / assignment / f"{assignment}.ipynb"
