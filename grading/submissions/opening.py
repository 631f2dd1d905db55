"""An assignment is open to learners for as long as its release version lies in the outbound folder."""

from __future__ import annotations

import shutil

from grading.durable import ensure_folder, place_folder
from grading.folders import CourseFolders, check_name
from grading.submissions.release_version import read_release


def open_assignment(folders: CourseFolders, assignment: str) -> None:
    """Open the assignment, or refresh what is open.

    Raises:
        AssignmentMissing: it has no release version yet.
    """
    path = folders.notebook("release", assignment)
    read_release(path)
    close_assignment(folders, assignment)
    ensure_folder(folders.outbound)
    place_folder(folders.outbound / assignment, {path.name: path.read_bytes()}, workplace=folders.workplace)


def close_assignment(folders: CourseFolders, assignment: str) -> None:
    """Close the assignment; what was handed in stays, and what the teacher reopened for one learner stays open to that learner."""
    shutil.rmtree(folders.outbound / check_name(assignment, "assignment"), ignore_errors=True)
