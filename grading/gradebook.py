"""Scores live in nbgrader's gradebook and nowhere else; whoever opens it here keeps the house's promise that saved means on disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import nbgrader
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory
from nbgrader.api import Grade, Gradebook, MissingEntry, SubmittedAssignment

from grading.durable import ensure_folder, write_json
from grading.errors import CourseMissing
from grading.folders import CourseFolders
from grading.records.database import ensure_pragmas_everywhere, open_database


@dataclass(frozen=True, slots=True)
class Score:
    """What the gradebook holds about one question of one learner."""

    question: str
    points: float
    auto_score: float | None
    manual_score: float | None
    extra_credit: float | None
    waiting: bool
    comment: str | None
    """What the teacher wrote."""

    @property
    def score(self) -> float | None:
        """What counts: the teacher's score, else the machine's, with extra credit; None while there is neither."""
        base = self.auto_score if self.manual_score is None else self.manual_score
        return None if base is None else base + (self.extra_credit or 0.0)


@dataclass(frozen=True, slots=True)
class Scores:
    """What the gradebook holds about one submission."""

    learner: str
    assignment: str
    submitted_at: datetime | None
    seconds_late: float
    late_penalty: float
    questions: dict[str, Score]


def ensure_gradebook(folders: CourseFolders) -> None:
    """Make the gradebook, or leave it as it is; nbgrader alone would look for the `alembic` command to do it."""
    ensure_folder(folders.nbgrader)
    engine = open_database(folders.gradebook_url)
    with engine.begin() as connection:
        if not sa.inspect(connection).get_table_names():
            connection.execute(sa.text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
            connection.execute(sa.text("INSERT INTO alembic_version VALUES (:head)"), {"head": _newest_schema()})
    engine.dispose()
    Gradebook(folders.gradebook_url, folders.course).close()


@contextmanager
def open_gradebook(folders: CourseFolders) -> Iterator[Gradebook]:
    """Open the course's gradebook for as long as the block runs.

    Raises:
        CourseMissing: the course has no gradebook yet.
    """
    if not folders.gradebook.exists():
        raise CourseMissing(f"{folders.gradebook} does not exist; `rean up` makes it when it starts")
    ensure_pragmas_everywhere()
    with Gradebook(folders.gradebook_url, folders.course) as gradebook:
        yield gradebook


def find_scores(gradebook: Gradebook, assignment: str, learner: str) -> Scores | None:
    """Return the scores of one submission, or None where nothing was marked yet."""
    try:
        return _read_scores(gradebook.find_submission(assignment, learner))
    except MissingEntry:
        return None


def list_scores(gradebook: Gradebook, assignment: str) -> dict[str, Scores]:
    """Return the scores of every marked submission, by learner."""
    return {s.student_id: _read_scores(s) for s in gradebook.assignment_submissions(assignment)}


def set_aside_marks(folders: CourseFolders, assignment: str, learner: str) -> None:
    """Keep the teacher's marks of a submission that is being replaced in the archive, and clear them for the new one."""
    with open_gradebook(folders) as gradebook:
        scores = find_scores(gradebook, assignment, learner)
        if scores is None or scores.submitted_at is None:
            return
        _archive(folders, scores)
        for notebook in gradebook.find_submission(assignment, learner).notebooks:
            for grade in notebook.grades:
                grade.manual_score, grade.extra_credit, grade.needs_manual_grade = None, None, grade.auto_score is None
            for comment in notebook.comments:
                comment.manual_comment = None
        gradebook.db.commit()


def _archive(folders: CourseFolders, scores: Scores) -> Path:
    at = (scores.submitted_at or datetime.now(UTC)).strftime("%Y%m%dT%H%M%S%f")
    path = ensure_folder(folders.archive) / f"{scores.learner}+{scores.assignment}+{at}.json"
    if not path.exists():  # a run that was cut short may have cleared the marks already
        write_json(path, asdict(scores) | {"submitted_at": scores.submitted_at and scores.submitted_at.isoformat()})
    return path


def _read_scores(submission: SubmittedAssignment) -> Scores:
    comments = {c.name: c.manual_comment for n in submission.notebooks for c in n.comments}
    scores = [_read_score(grade, comments.get(grade.name)) for n in submission.notebooks for grade in n.grades]
    return Scores(
        submission.student_id,
        submission.name,
        submission.timestamp and submission.timestamp.replace(tzinfo=UTC),
        float(submission.total_seconds_late),
        float(submission.late_submission_penalty or 0.0),
        {s.question: s for s in scores},
    )


def _read_score(grade: Grade, comment: str | None) -> Score:
    return Score(
        grade.name,
        float(grade.max_score),
        grade.auto_score,
        grade.manual_score,
        grade.extra_credit,
        bool(grade.needs_manual_grade),
        comment or None,
    )


def _newest_schema() -> str:
    config = Config()
    config.set_main_option("script_location", str(Path(nbgrader.__file__).parent / "alembic"))
    return ScriptDirectory.from_config(config).get_current_head() or ""
