"""What a learner sees is a copy made when the teacher released it; later changes stay unseen until released again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grading.durable import ensure_folder, hold, write_file, write_json
from grading.folders import CourseFolders, check_name
from grading.marks import Marks, QuestionMark, find_marks, list_marks


@dataclass(frozen=True, slots=True)
class Release:
    """One learner's marks as they were released."""

    version: int
    """1 for the first release, one more for each later one."""
    released_at: datetime
    by: str
    marks: Marks


def find_release(site: Path, course: str, assignment: str, learner: str) -> Release | None:
    """Return what the learner may see of an assignment, or None where nothing was released."""
    path = _newest(CourseFolders(site, course), learner, assignment)
    if not path.exists():
        return None
    return _from_json(json.loads(path.read_text("utf-8")))


def list_releases(site: Path, course: str, learner: str) -> list[Release]:
    """Return everything that was released to a learner in a course, the newest first."""
    folder = CourseFolders(site, course).feedback / check_name(learner, "learner")
    names = sorted(p.stem for p in folder.glob("*.json") if p.stem.count(".") == 0)
    found = (find_release(site, course, name, learner) for name in names)
    return sorted((r for r in found if r), key=lambda r: r.released_at, reverse=True)


def changed_since_release(site: Path, course: str, assignment: str) -> list[str]:
    """Return the learners who were shown marks that are no longer the marks."""
    marks = list_marks(site, course, assignment)
    released = {learner: find_release(site, course, assignment, learner) for learner in marks}
    return [learner for learner, r in released.items() if r and _essence(r.marks) != _essence(marks[learner])]


def write_release(folders: CourseFolders, assignment: str, learner: str, *, by: str) -> Release | None:
    """Copy a learner's marks for the learner to see; None where an answer still waits for the teacher or nothing was marked.

    Releasing marks that have not changed writes nothing and returns the release that is there.
    """
    marks = find_marks(folders.site, folders.course, assignment, learner)
    if marks is None or marks.waiting:
        return None
    newest = _newest(folders, learner, assignment)
    ensure_folder(newest.parent)
    with hold(newest.with_suffix(".lock")):
        old = find_release(folders.site, folders.course, assignment, learner)
        if old and _essence(old.marks) == _essence(marks):
            return old
        fresh = Release(old.version + 1 if old else 1, datetime.now(UTC), by, marks)
        write_json(newest.with_name(f"{assignment}.v{fresh.version}.json"), _as_json(fresh))
        write_json(newest, _as_json(fresh))
    return fresh


def feedback_page(folders: CourseFolders, learner: str, assignment: str) -> Path:
    """Return where nbgrader's own feedback page of a learner is kept once it is released."""
    return _newest(folders, learner, assignment).with_suffix(".html")


def release_one(folders: CourseFolders, assignment: str, learner: str, *, by: str) -> bool:
    """Release one learner's marks and feedback page; False where an answer still waits for the teacher."""
    if write_release(folders, assignment, learner, by=by) is None:
        return False
    page = folders.step("feedback", learner, assignment) / f"{assignment}.html"
    if page.exists():
        released = feedback_page(folders, learner, assignment)
        ensure_folder(released.parent)
        write_file(released, page.read_bytes())
    return True


def learners_with_feedback(folders: CourseFolders, assignment: str) -> list[str]:
    """Return the learners whose feedback pages nbgrader has generated."""
    pages = (folders.nbgrader / "feedback").glob(f"*/{assignment}/{assignment}.html")
    return sorted(page.parents[1].name for page in pages)


def _newest(folders: CourseFolders, learner: str, assignment: str) -> Path:
    return folders.feedback / check_name(learner, "learner") / f"{check_name(assignment, 'assignment')}.json"


def _essence(marks: Marks) -> tuple[Any, ...]:
    """Return what a learner would notice."""
    said = tuple((q.question, q.points, q.score, q.comment, q.typed, q.verdict, q.waiting) for q in marks.questions)
    return marks.submitted_at, marks.late_penalty, said


def _as_json(release: Release) -> dict[str, Any]:
    head = {"version": release.version, "released_at": release.released_at.isoformat(), "by": release.by}
    marks = asdict(release.marks) | {"submitted_at": release.marks.submitted_at and release.marks.submitted_at.isoformat()}
    return head | {"score": release.marks.score, "points": release.marks.points, "marks": marks}


def _from_json(row: dict[str, Any]) -> Release:
    marks = row["marks"]
    at = marks["submitted_at"] and datetime.fromisoformat(marks["submitted_at"])
    fields = marks | {"submitted_at": at, "questions": tuple(QuestionMark(**q) for q in marks["questions"])}
    return Release(row["version"], datetime.fromisoformat(row["released_at"]), row["by"], Marks(**fields))
