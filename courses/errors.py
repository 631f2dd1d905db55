"""The family of errors of this folder.

ContentError            one fault, `file:line: message`
ContentErrors           all faults of one reading
ExpressionError         a formula that cannot be read or computed
UnreadableAnswer        a typed answer that no checker could read
LibraryError            a site's own courses
├── NotInLibrary        a name that no file of a content folder has; nothing to go back to
└── LibraryBusy         somebody else is publishing
BundleRefused           a bundle of content that is not taken, or cannot be made
"""

from __future__ import annotations

from collections.abc import Iterable


class CoursesError(Exception):
    """What can go wrong with what is taught."""


class ContentError(CoursesError):
    """One fault in the content, at its place.

    Args:
        rule: the rule of the check that it breaks; `unreadable` for what a reader cannot make sense of.
    """

    def __init__(self, file: str, line: int, message: str, rule: str = "unreadable") -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file, self.line, self.message, self.rule = file, line, message, rule


class ContentErrors(CoursesError):
    """Every fault that one reading of the content found, in the order of files and lines."""

    def __init__(self, errors: Iterable[ContentError]) -> None:
        self.errors = sorted(errors, key=lambda e: (e.file, e.line))
        super().__init__("\n".join(map(str, self.errors)))


class ExpressionError(CoursesError, ValueError):
    """A formula of an item file that cannot be read or computed."""


class UnreadableAnswer(CoursesError, ValueError):
    """A typed answer that cannot be read as what was asked for.

    Args:
        at: where reading stopped, in characters of what was typed; None where no place is to blame.
        expected: the id of what could have stood there, such as `number`; its text is `expected.number`.
    """

    def __init__(self, message: str, at: int | None = None, expected: str = "") -> None:
        super().__init__(message)
        self.at, self.expected = at, expected


class UnknownContent(CoursesError, KeyError):
    """No course, unit, lesson, item or assignment has this id."""

    def __str__(self) -> str:
        return str(self.args[0])


class LibraryError(CoursesError):
    """What can go wrong with a site's own courses."""


class NotInLibrary(LibraryError):
    """A name that no file of a content folder may have, or nothing to go back to."""


class LibraryBusy(LibraryError):
    """Somebody else is publishing or saving at this moment."""


class BundleRefused(CoursesError):
    """A bundle that is not taken, or cannot be made; names the file or the key."""
