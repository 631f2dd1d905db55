"""Releasing makes nbgrader's feedback pages and the learners' copies of their marks, together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from grading.durable import hold
from grading.errors import GradingError, NoSubmission
from grading.folders import CourseFolders
from grading.marks import list_marks
from grading.nbgrader_course import expect_success, open_nbgrader
from grading.records.audit import Audit
from grading.releases import release_one


@dataclass(slots=True)
class Released:
    """What one press of the button released."""

    released: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    """Left out: an answer of theirs still waits for the teacher."""
    failed: dict[str, str] = field(default_factory=dict)


def release(site: Path, course: str, assignment: str, *, learner: str = "*", among: Collection[str] | None = None, by: str) -> Released:
    """Release the marks of an assignment to everybody whose answers are all marked, or to one learner.

    Args:
        among: the learners of whom it may be, for a teacher of one class; None: all.

    Raises:
        NoSubmission: the one learner named has nothing marked.
        Busy: the course is being marked now.
    """
    folders, result = CourseFolders(site, course), Released()
    marks = {name: m for name, m in list_marks(site, course, assignment).items() if learner in ("*", name) and (among is None or name in among)}
    if not marks and learner != "*":
        raise NoSubmission(f"{learner} has nothing marked in {assignment}")
    nbgrader = open_nbgrader(folders)
    with hold(folders.marking_lock, wait=False):
        for name, mark in marks.items():
            if mark.waiting:
                result.waiting.append(name)
                continue
            try:
                expect_success(nbgrader.generate_feedback(assignment, name), f"feedback of {name}")
                release_one(folders, assignment, name, by=by)
                result.released.append(name)
            except GradingError as error:
                result.failed[name] = str(error)
    Audit(site / "audit.jsonl").write("marks.released", by=by, about=assignment, course=course, learners=result.released)
    return result
