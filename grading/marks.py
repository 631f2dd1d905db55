"""What a learner's work is worth now, question by question, as the teacher sees it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from grading.collect import is_collected
from grading.errors import SubmissionBroken
from grading.folders import CourseFolders
from grading.gradebook import Score, Scores, find_scores, list_scores, open_gradebook
from grading.submissions.attempts import is_reopened, latest_attempts
from grading.submissions.files import find_notebook, find_timestamp, is_sealed, read_answers
from grading.submissions.release_version import QuestionKind, read_release


@dataclass(frozen=True, slots=True)
class QuestionMark:
    """One question of one learner: what was typed, what the machine said, what the teacher said, what it is worth."""

    question: str
    kind: QuestionKind
    points: float
    score: float | None
    """None while a written answer waits for the teacher."""
    waiting: bool
    comment: str | None
    typed: str
    item: str | None
    verdict: str | None
    """`right`, `wrong`, `ask_again` or a misconception; None for a written answer."""
    by_teacher: bool
    """The teacher's score counts, not the machine's."""


@dataclass(frozen=True, slots=True)
class Marks:
    """One learner's marks for one assignment."""

    course: str
    learner: str
    assignment: str
    submitted_at: datetime | None
    seconds_late: float
    late_penalty: float
    questions: tuple[QuestionMark, ...]

    @property
    def points(self) -> float:
        """All that can be reached."""
        return sum(q.points for q in self.questions)

    @property
    def score(self) -> float:
        """What was reached; answers that still wait count nothing."""
        return max(0.0, sum(q.score or 0.0 for q in self.questions) - self.late_penalty)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The questions that the teacher has still to mark or to look at again."""
        return tuple(q.question for q in self.questions if q.waiting)


@dataclass(frozen=True, slots=True)
class AssignmentState:
    """Where every learner of an assignment stands; numbers of learners, sorted."""

    assignment: str
    submitted: tuple[str, ...]
    to_collect: tuple[str, ...]
    """Handed in, and not yet collected and marked by the machine."""
    waiting: tuple[str, ...]
    """Have a written answer, or a changed one, that waits for the teacher."""
    marked: tuple[str, ...]
    reopened: tuple[str, ...] = ()
    """May hand in once more, and have not done so yet."""

    def among(self, learners: Collection[str]) -> AssignmentState:
        """Return the same of some learners only, as of one class."""

        def some(names: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(name for name in names if name in learners)

        lists = (self.submitted, self.to_collect, self.waiting, self.marked, self.reopened)
        return AssignmentState(self.assignment, *map(some, lists))


def find_marks(site: Path, course: str, assignment: str, learner: str) -> Marks | None:
    """Return a learner's marks as they are now, released or not; None where nothing was marked yet."""
    folders = CourseFolders(site, course)
    with open_gradebook(folders) as gradebook:
        scores = find_scores(gradebook, assignment, learner)
    return _read_marks(folders, scores) if scores and scores.questions else None


def list_marks(site: Path, course: str, assignment: str) -> dict[str, Marks]:
    """Return everybody's marks for an assignment, by learner."""
    folders = CourseFolders(site, course)
    with open_gradebook(folders) as gradebook:
        scores = list_scores(gradebook, assignment)
    return {learner: _read_marks(folders, scores[learner]) for learner in sorted(scores) if scores[learner].questions}


def read_state(site: Path, course: str, assignment: str) -> AssignmentState:
    """Return where the learners of an assignment stand."""
    folders = CourseFolders(site, course)
    newest = latest_attempts(folders, assignment)
    marks = list_marks(site, course, assignment)
    fresh = [name for name, a in newest.items() if not is_collected(folders, a) or not is_marked(folders, assignment, name)]
    waiting = [name for name, m in marks.items() if m.waiting and name not in fresh]
    done = [name for name in marks if name not in waiting and name not in fresh]
    reopened = [name for name, attempt in newest.items() if is_reopened(folders, [attempt])]
    return AssignmentState(assignment, _sorted(newest), _sorted(fresh), _sorted(waiting), _sorted(done), _sorted(reopened))


def is_marked(folders: CourseFolders, assignment: str, learner: str) -> bool:
    """Tell whether the machine has marked the submission that lies in `submitted`, down to the last step."""
    submitted, marked = (folders.step(step, learner, assignment) for step in ("submitted", "autograded"))
    if find_timestamp(submitted) is None or find_timestamp(submitted) != find_timestamp(marked):
        return False
    notebook = find_notebook(marked, assignment)
    return notebook is not None and is_sealed(notebook)


def _read_marks(folders: CourseFolders, scores: Scores) -> Marks:
    order = read_release(folders.notebook("release", scores.assignment)).questions
    verdicts, typed = _read_verdicts(folders, scores), _read_typed(folders, scores)
    questions = tuple(
        _question_mark(scores.questions[name], kind, typed.get(name, ""), verdicts.get(name, {}))
        for name, kind in order.items()
        if name in scores.questions
    )
    head = (folders.course, scores.learner, scores.assignment, scores.submitted_at)
    return Marks(*head, scores.seconds_late, scores.late_penalty, questions)


def _question_mark(score: Score, kind: QuestionKind, typed: str, said: dict[str, Any]) -> QuestionMark:
    verdict, item, by_teacher = said.get("verdict"), said.get("item"), score.manual_score is not None
    return QuestionMark(score.question, kind, score.points, score.score, score.waiting, score.comment, typed, item, verdict, by_teacher)


def _read_verdicts(folders: CourseFolders, scores: Scores) -> dict[str, dict[str, Any]]:
    notebook = find_notebook(folders.step("autograded", scores.learner, scores.assignment), scores.assignment)
    cells = notebook.cells if notebook else ()
    return {c.metadata.nbgrader.grade_id: c.metadata.rean for c in cells if "rean" in c.metadata and "nbgrader" in c.metadata}


def _read_typed(folders: CourseFolders, scores: Scores) -> dict[str, str]:
    try:
        return read_answers(folders.step("autograded", scores.learner, scores.assignment))
    except SubmissionBroken:
        return {}


def _sorted(names: Any) -> tuple[str, ...]:
    return tuple(sorted(names))
