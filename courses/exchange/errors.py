"""The family of errors of this folder.

BankError      the whole file is refused: where, what is wrong, what is allowed
NotCarried     one question cannot be carried, and why
"""

from __future__ import annotations

from courses.errors import CoursesError


class BankError(CoursesError):
    """A file that is refused as a whole; nothing was written."""

    def __init__(self, file: str, message: str, line: int = 0) -> None:
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")


class NotCarried(CoursesError):
    """One question that cannot be carried, with its reason; the others are."""
