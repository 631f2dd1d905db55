"""A learner hands in answers and nothing else, once, under the name that the hub vouched for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from grading.durable import ensure_folder, hold, place_folder
from grading.errors import AlreadySubmitted, AnswerTooLong, NotInCourse, NotOpen, UnknownQuestion
from grading.folders import CourseFolders, check_attempt_id, check_name
from grading.records.roster import read_roster
from grading.settings import GradingSettings
from grading.submissions.attempts import Attempt, folder_name, is_reopened, list_attempts, next_time
from grading.submissions.files import ANSWERS, TIMESTAMP_FILE
from grading.submissions.inert import as_plain_text
from grading.submissions.release_version import ReleaseVersion, read_release


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a learner may be told once the answers are on disk."""

    learner: str
    assignment: str
    attempt_id: str
    submitted_at: datetime
    """UTC, with its zone."""
    again: bool
    """This attempt had been taken before: nothing was written twice."""


def submit(
    site: Path,
    course: str,
    learner: str,
    assignment: str,
    answers: Mapping[str, str],
    *,
    attempt_id: str,
    settings: GradingSettings | None = None,
    now: datetime | None = None,
) -> Receipt:
    """Take a learner's answers; they are on disk when this returns.

    Args:
        learner: who the hub's token says is asking, never a name from the request's body.
        answers: what was typed, by question; questions left out were not answered.
        attempt_id: made once by the browser; the same id again gives the same receipt.

    Raises:
        SubmissionRefused: one of its kinds says why; nothing was written.
        NotReady: the assignment was never generated.
        OSError: the disk is full or broken; nothing counts as handed in, and the same attempt may be sent again.
    """
    folders = CourseFolders(site, course)
    check_name(learner, "learner"), check_name(assignment, "assignment"), check_attempt_id(attempt_id)
    _check_learner(site, course, learner)
    ensure_folder(folders.inbound)
    with hold(folders.exchange_lock):
        attempts = list_attempts(folders, assignment, learner)
        if known := next((a for a in attempts if a.attempt_id == attempt_id), None):
            return _receipt(known, again=True)
        _check_open(folders, assignment, attempts)
        release = read_release(folders.notebook("release", assignment))
        typed = _check_answers(release, answers, settings or GradingSettings())
        at = next_time(attempts, now or datetime.now(UTC))
        return _receipt(_place(folders, release, typed, Attempt(learner, assignment, at, attempt_id, Path())), again=False)


def may_submit(site: Path, course: str, learner: str, assignment: str) -> bool:
    """Tell whether the learner has not handed in the open assignment yet, or was allowed to do so once more."""
    folders = CourseFolders(site, course)
    attempts = list_attempts(folders, assignment, learner)
    return is_reopened(folders, attempts) if attempts else is_open(site, course, assignment)


def is_open(site: Path, course: str, assignment: str) -> bool:
    """Tell whether the teacher has the assignment open (nbgrader's word is released)."""
    return (CourseFolders(site, course).outbound / check_name(assignment, "assignment")).is_dir()


def _check_learner(site: Path, course: str, learner: str) -> None:
    person = read_roster(site / "roster.json").find(learner)
    if person is None or not person.active or not person.takes(course):
        raise NotInCourse(f"{learner} is not an active person of {course}")


def _check_open(folders: CourseFolders, assignment: str, attempts: list[Attempt]) -> None:
    if attempts and not is_reopened(folders, attempts):
        raise AlreadySubmitted(f"{attempts[-1].learner} handed in {assignment} at {attempts[-1].timestamp}")
    if not attempts and not is_open(folders.site, folders.course, assignment):
        raise NotOpen(f"{assignment} is not open")


def _check_answers(release: ReleaseVersion, answers: Mapping[str, str], settings: GradingSettings) -> dict[str, str]:
    questions = release.questions
    for question, typed in answers.items():
        if question not in questions:
            raise UnknownQuestion(f"there is no question {str(question)[:80]!r}; the questions are {', '.join(questions)}")
        if not isinstance(typed, str) or len(typed) > settings.answer_chars:
            raise AnswerTooLong(f"an answer must be text of at most {settings.answer_chars} characters ({question})")
    return {question: as_plain_text(answers[question]) for question in questions if answers.get(question)}


def _place(folders: CourseFolders, release: ReleaseVersion, typed: dict[str, str], attempt: Attempt) -> Attempt:
    final = folders.inbound / folder_name(attempt.learner, attempt.assignment, attempt.at, attempt.attempt_id)
    files = {
        f"{attempt.assignment}.ipynb": release.fill(typed).encode(),
        ANSWERS: (json.dumps(typed, ensure_ascii=False, indent=1) + "\n").encode(),
        TIMESTAMP_FILE: attempt.timestamp.encode(),
    }
    place_folder(final, files, workplace=folders.workplace)
    return Attempt(attempt.learner, attempt.assignment, attempt.at, attempt.attempt_id, final)


def _receipt(attempt: Attempt, *, again: bool) -> Receipt:
    return Receipt(attempt.learner, attempt.assignment, attempt.attempt_id, attempt.at.replace(tzinfo=UTC), again)
