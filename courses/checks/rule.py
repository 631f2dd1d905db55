"""A rule has a name, a severity and one sentence; a finding is a rule that is broken at a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that an author should look at."""

    file: str
    line: int
    rule: str
    severity: Severity
    message: str

    @property
    def course(self) -> str:
        """The course it is about; for a file of all courses, its name."""
        return self.file.partition("/")[0]

    @property
    def is_error(self) -> bool:
        """Tell whether the content cannot be built with it."""
        return self.severity == "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} [{self.rule}]"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked at.

    Args:
        name: as it stands in reports and in `accept_warnings`.
        severity: an error stops the build; a warning may stand, with a reason.
        about: one sentence for authors.
    """

    name: str
    severity: Severity
    about: str

    def at(self, file: str, line: int, message: str) -> Finding:
        """Return a finding of this rule."""
        return Finding(file, line, self.name, self.severity, message)
