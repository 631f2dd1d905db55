"""Collecting takes each learner's newest attempt into nbgrader's `submitted` folder, and sets aside what it replaces."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from grading.durable import ensure_folder, hold, place_folder
from grading.errors import GradingError
from grading.folders import CourseFolders, check_name
from grading.gradebook import set_aside_marks
from grading.submissions.attempts import Attempt, latest_attempts
from grading.submissions.files import TIMESTAMP_FILE, find_timestamp
from grading.submissions.parcel import open_parcel


@dataclass(frozen=True, slots=True)
class Collected:
    """What happened to one learner's newest attempt."""

    learner: str
    state: str
    """`new`, `again` (it replaced an earlier one), `known` (collected before) or `broken`."""
    message: str = ""
    dropped: tuple[str, ...] = ()


def collect(folders: CourseFolders, assignment: str, learner: str = "*") -> list[Collected]:
    """Collect an assignment; one learner's broken submission does not stop the others."""
    check_name(assignment, "assignment")
    ensure_folder(folders.inbound)
    with hold(folders.exchange_lock):
        newest = latest_attempts(folders, assignment)
        return [_collect_one(folders, newest[name]) for name in sorted(newest) if learner in ("*", name)]


def is_collected(folders: CourseFolders, attempt: Attempt) -> bool:
    """Tell whether this very attempt lies in `submitted`."""
    return find_timestamp(folders.step("submitted", attempt.learner, attempt.assignment)) == attempt.timestamp


def _collect_one(folders: CourseFolders, attempt: Attempt) -> Collected:
    try:
        check_name(attempt.learner, "learner")
        if is_collected(folders, attempt):
            return Collected(attempt.learner, "known")
        parcel = open_parcel(attempt.path, attempt.assignment, owner=folders.inbound.stat().st_uid)
        parcel.files[TIMESTAMP_FILE] = attempt.timestamp.encode()
        replaced = _make_room(folders, attempt)
        place_folder(folders.step("submitted", attempt.learner, attempt.assignment), parcel.files, workplace=folders.workplace)
    except GradingError as error:
        return Collected(attempt.learner[:80], "broken", str(error))
    return Collected(attempt.learner, "again" if replaced else "new", dropped=tuple(parcel.dropped))


def _make_room(folders: CourseFolders, attempt: Attempt) -> bool:
    old = folders.step("submitted", attempt.learner, attempt.assignment)
    ensure_folder(old.parent)
    if not old.exists():
        return False
    set_aside_marks(folders, attempt.assignment, attempt.learner)
    shutil.rmtree(old)  # its original stays in the inbound folder
    return True
