"""`nbgrader export` writes the same columns as ever, but quoted, in UTF-8, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student
from nbgrader.plugins import ExportPlugin

COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class SafeCsv(ExportPlugin):
    """Names with commas, quotes and Khmer letters arrive whole; a name that begins like a formula stays a name."""

    def export(self, gradebook: Gradebook) -> None:
        """Write every learner's score of every assignment; who handed in nothing has 0."""
        path = Path(self.to or "grades.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(self._rows(gradebook))
        self.log.info("Exported grades to %s", path)

    def _rows(self, gradebook: Gradebook) -> Iterator[list[str | float]]:
        assignments, students = ({str(name) for name in names} for names in (self.assignment, self.student))
        for assignment in gradebook.assignments:
            for student in gradebook.students:
                if (not assignments or assignment.name in assignments) and (not students or student.id in students):
                    yield [_safe(value) for value in (*_head(assignment, gradebook, student), *_scores(assignment, gradebook, student))]


def _head(assignment: Assignment, gradebook: Gradebook, student: Student) -> tuple[object, ...]:
    try:
        timestamp = gradebook.find_submission(assignment.name, student.id).timestamp
    except MissingEntry:
        timestamp = None
    return assignment.name, assignment.duedate, timestamp, student.id, student.last_name, student.first_name, student.email


def _scores(assignment: Assignment, gradebook: Gradebook, student: Student) -> tuple[float, ...]:
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        return 0.0, 0.0, 0.0, float(assignment.max_score)
    penalty = float(submission.late_submission_penalty or 0.0)
    return submission.score, penalty, max(0.0, submission.score - penalty), float(assignment.max_score)


def _safe(value: object) -> str | float:
    if isinstance(value, (int, float)):
        return float(value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
