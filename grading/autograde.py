"""One run collects an assignment and marks what is new; running it again changes nothing, and one broken submission stops nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.apps import NbGraderAPI
from sqlalchemy.exc import SQLAlchemyError

from grading.collect import collect
from grading.durable import hold
from grading.errors import AssignmentMissing, GradingError, SubmissionBroken
from grading.folders import CourseFolders
from grading.marks import find_marks, is_marked
from grading.nbgrader_course import expect_success, open_nbgrader
from grading.papers import read_paper
from grading.records.roster import read_roster
from grading.steps.mark_answers import read_catalog
from grading.students import ensure_students
from grading.submissions.files import find_notebook, read_answers
from grading.submissions.release_version import read_release

Report = Callable[[dict[str, Any]], None]
"""Is told of every step: one flat object of JSON values with an `event`."""


@dataclass(slots=True)
class Summary:
    """What one run did, by learner."""

    marked: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    """Why, in one line; these learners' old scores stay."""


def collect_and_mark(
    site: Path, course: str, assignment: str, *, learner: str = "*", again: bool = False, report: Report = lambda event: None
) -> Summary:
    """Collect an assignment and mark every submission that is not marked yet.

    Args:
        learner: only this one.
        again: also those that are marked; what the teacher scored by hand stays and asks to be looked at.

    Raises:
        Busy: another run is at work in this course.
        NotReady: the course, the assignment or the content is missing; nothing was touched.
    """
    folders = CourseFolders(site, course)
    release = read_release(folders.notebook("release", assignment))
    nbgrader = open_nbgrader(folders)
    read_catalog(nbgrader.config.MarkAnswers.content)
    with hold(folders.marking_lock, wait=False):
        ensure_students(folders, read_roster(site / "roster.json"))
        summary = Summary(failed=_collect(folders, assignment, learner, report))
        learners = _list_submitted(folders, assignment, learner)
        report({"event": "started", "assignment": assignment, "questions": len(release.questions), "total": len(learners)})
        for done, name in enumerate(learners, start=1):
            said = _mark_one(nbgrader, folders, assignment, name, again, summary)
            report({"event": "marked", "learner": name, "done": done, "total": len(learners)} | said)
    report({"event": "finished", "marked": len(summary.marked), "known": len(summary.known), "failed": len(summary.failed)})
    return summary


def _collect(folders: CourseFolders, assignment: str, learner: str, report: Report) -> dict[str, str]:
    results = collect(folders, assignment, learner)
    for one in results:
        said = {"learner": one.learner, "state": one.state, "message": one.message, "left_out": list(one.dropped)}
        report({"event": "collected"} | said)
    return {one.learner: one.message for one in results if one.state == "broken"}


def _list_submitted(folders: CourseFolders, assignment: str, learner: str) -> list[str]:
    found = (folders.nbgrader / "submitted").glob(f"*/{assignment}")
    return sorted(path.parent.name for path in found if path.is_dir() and learner in ("*", path.parent.name))


def _mark_one(nbgrader: NbGraderAPI, folders: CourseFolders, assignment: str, learner: str, again: bool, summary: Summary) -> dict[str, Any]:
    known = not again and is_marked(folders, assignment, learner)
    try:
        if not known:
            _check_markable(nbgrader, folders, assignment, learner)
            expect_success(nbgrader.autograde(assignment, learner), f"marking {learner}")
        score = _score(folders, assignment, learner)
    except (GradingError, OSError, SQLAlchemyError) as error:
        summary.failed[learner] = f"{error}; the old score stays"
        return {"state": "failed", "message": summary.failed[learner]}
    (summary.known if known else summary.marked).append(learner)
    return {"state": "known" if known else "marked"} | score


def _check_markable(nbgrader: NbGraderAPI, folders: CourseFolders, assignment: str, learner: str) -> None:
    """Find out before nbgrader does, which would first remove what it had marked before."""
    submitted = folders.step("submitted", learner, assignment)
    paper = read_paper(folders.site, folders.course, learner, assignment)
    read_answers(submitted)
    if find_notebook(submitted, assignment) is None:
        raise SubmissionBroken(f"the notebook of {learner} cannot be read")
    catalog = read_catalog(nbgrader.config.MarkAnswers.content)
    for question in paper.questions:
        paper.variant(question, catalog)


def _score(folders: CourseFolders, assignment: str, learner: str) -> dict[str, Any]:
    marks = find_marks(folders.site, folders.course, assignment, learner)
    if marks is None:
        raise AssignmentMissing(f"{assignment}: nbgrader has no score of {learner}")
    return {"score": marks.score, "points": marks.points, "waiting": list(marks.waiting)}
