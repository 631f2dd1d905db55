"""A teacher may let one learner hand in once more; nothing that was handed in or marked before is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from grading.durable import ensure_folder, hold, write_json
from grading.errors import NoSubmission
from grading.folders import CourseFolders, check_name
from grading.records.audit import Audit
from grading.submissions.attempts import is_reopened, list_attempts, reopened_path


def reopen(site: Path, course: str, assignment: str, learner: str, *, by: str, reason: str = "") -> None:
    """Let the learner hand in the assignment once more, with the same paper.

    The old submission stays in the exchange, and its mark counts until the new one is collected; then the teacher's
    marks of the old one go to the archive. Reopening twice is the same as once.

    Raises:
        NoSubmission: nothing was handed in.
    """
    folders = CourseFolders(site, course)
    check_name(learner, "learner"), check_name(assignment, "assignment")
    ensure_folder(folders.reopened)
    with hold(folders.exchange_lock):
        attempts = list_attempts(folders, assignment, learner)
        if not attempts:
            raise NoSubmission(f"{learner} has not handed in {assignment}")
        if is_reopened(folders, attempts):
            return
        row = {"attempt_id": attempts[-1].attempt_id, "by": by, "reason": reason, "at": datetime.now(UTC).isoformat(timespec="seconds")}
        Audit(site / "audit.jsonl").write("submission.reopened", by=by, about=learner, course=course, assignment=assignment, reason=reason)
        write_json(reopened_path(folders, learner, assignment), row)


def close_again(site: Path, course: str, assignment: str, learner: str, *, by: str) -> None:
    """Take the permission back, if the learner has not used it."""
    folders = CourseFolders(site, course)
    with hold(folders.exchange_lock):
        path = reopened_path(folders, check_name(learner, "learner"), check_name(assignment, "assignment"))
        if path.exists():
            Audit(site / "audit.jsonl").write("submission.closed_again", by=by, about=learner, course=course, assignment=assignment)
            path.unlink()
