"""Everything ever handed in stays in the inbound folder, one folder for each attempt."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from nbgrader.utils import parse_utc

from grading.folders import CourseFolders

TIMESTAMP = "%Y-%m-%d %H:%M:%S.%f UTC"
"""As nbgrader writes it; always UTC, and rising for one learner even when the server's clock jumps back."""

_STEP = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One submission as it lies in the inbound folder."""

    learner: str
    assignment: str
    at: datetime
    """UTC, without a zone, as nbgrader compares it."""
    attempt_id: str
    path: Path

    @property
    def timestamp(self) -> str:
        """The time as it stands in `timestamp.txt`."""
        return self.at.strftime(TIMESTAMP)


def folder_name(learner: str, assignment: str, at: datetime, attempt_id: str) -> str:
    """Return the folder's name in the order that nbgrader's exchange uses."""
    return f"{learner}+{assignment}+{at.strftime(TIMESTAMP)}+{attempt_id}"


def parse_attempt(path: Path) -> Attempt | None:
    """Return what a folder of the inbound folder is, or None where its name says nothing."""
    parts = path.name.split("+")
    if len(parts) != 4:
        return None
    try:
        at = parse_utc(parts[2])
    except (ValueError, OverflowError):
        return None
    return Attempt(parts[0], parts[1], at, parts[3], path)


def list_attempts(folders: CourseFolders, assignment: str, learner: str = "*") -> list[Attempt]:
    """Return the attempts at an assignment, the earliest first."""
    if not folders.inbound.is_dir():
        return []
    found = (parse_attempt(path) for path in folders.inbound.iterdir() if not path.name.startswith("."))
    chosen = (a for a in found if a and a.assignment == assignment and learner in ("*", a.learner))
    return sorted(chosen, key=lambda a: (a.at, a.attempt_id))


def latest_attempts(folders: CourseFolders, assignment: str) -> dict[str, Attempt]:
    """Return the attempt that counts, by learner."""
    return {attempt.learner: attempt for attempt in list_attempts(folders, assignment)}


def next_time(attempts: list[Attempt], now: datetime) -> datetime:
    """Return the time of a new attempt: now, or just after the last one if the clock has jumped back."""
    return max([now.replace(tzinfo=None), *(a.at + _STEP for a in attempts)])


def reopened_path(folders: CourseFolders, learner: str, assignment: str) -> Path:
    """Return where the teacher's permission to hand in once more is kept."""
    return folders.reopened / f"{learner}+{assignment}.json"


def is_reopened(folders: CourseFolders, attempts: list[Attempt]) -> bool:
    """Tell whether the teacher reopened exactly the last of these attempts."""
    last = attempts[-1]
    try:
        row = json.loads(reopened_path(folders, last.learner, last.assignment).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return row.get("attempt_id") == last.attempt_id
