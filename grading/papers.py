"""A paper, once given, never changes: it is frozen as the values that were drawn, not as a seed."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from courses.catalog import Catalog
from courses.errors import ExpressionError
from courses.model import Assignment, Variant
from courses.variants import draw_variant, drawn_as_text, variant_with
from grading.durable import ensure_folder, hold, write_json
from grading.errors import ContentMissing, PaperMissing, SecretMissing
from grading.folders import CourseFolders

_KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question as this learner got it."""

    item: str
    drawn: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Paper:
    """What one learner is asked in one assignment; written answers are not in it, everybody gets the same."""

    course: str
    learner: str
    assignment: str
    issued_at: str
    questions: Mapping[str, PaperQuestion]

    def variant(self, question: str, catalog: Catalog) -> Variant:
        """Return the exercise that this question showed to this learner.

        Raises:
            PaperMissing: the paper has no such question.
            ContentMissing: the item is no longer in the content folder.
        """
        try:
            asked = self.questions[question]
        except KeyError:
            raise PaperMissing(f"{self.assignment}: the paper of {self.learner} has no question {question}") from None
        item = catalog.find_item(asked.item)
        if item is None:
            raise ContentMissing(f"{self.assignment}: the content has no item {asked.item}, which {self.learner} was asked in {question}")
        try:
            return variant_with(item, asked.drawn)
        except ExpressionError as error:
            raise ContentMissing(f"{self.assignment}: {question} of {self.learner} was drawn from another {asked.item}: {error}") from error


def issue_paper(site: Path, course: str, learner: str, assignment: Assignment, catalog: Catalog) -> Paper:
    """Return the learner's paper for the assignment, drawing it the first time.

    The seed of each question follows from the site's secret, so that it cannot be guessed, and from the learner, so that neighbours differ.

    Raises:
        SecretMissing: the site has no `secrets/variants.key`.
    """
    path = CourseFolders(site, course).paper(learner, assignment.name)
    ensure_folder(path.parent)
    with hold(path.with_suffix(".lock")):
        if not path.exists():
            paper = _draw_paper(read_variants_key(site), course, learner, assignment, catalog)
            write_json(path, _as_json(paper))
    return read_paper(site, course, learner, assignment.name)


def find_paper(site: Path, course: str, learner: str, assignment: str) -> Paper | None:
    """Return the paper, or None where the learner has never opened the assignment."""
    if not CourseFolders(site, course).paper(learner, assignment).exists():
        return None
    return read_paper(site, course, learner, assignment)


def read_paper(site: Path, course: str, learner: str, assignment: str) -> Paper:
    """Return the paper that was given.

    Raises:
        PaperMissing: none was given, or its file cannot be read.
    """
    path = CourseFolders(site, course).paper(learner, assignment)
    try:
        row = json.loads(path.read_text("utf-8"))
        questions = {name: PaperQuestion(q["item"], dict(q["drawn"])) for name, q in row["questions"].items()}
        return Paper(row["course"], row["learner"], row["assignment"], row["issued_at"], questions)
    except FileNotFoundError:
        raise PaperMissing(f"{learner} was never given a paper for {assignment} ({path})") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PaperMissing(f"the paper of {learner} for {assignment} cannot be read ({path}): {error!r}") from error


def read_variants_key(site: Path) -> bytes:
    """Return the site's secret from which all seeds follow.

    Raises:
        SecretMissing: there is none, or it is shorter than 16 bytes.
    """
    path = site / "secrets" / "variants.key"
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise SecretMissing(f"{path} cannot be read: {error.strerror}") from error
    if len(key) < _KEY_BYTES:
        raise SecretMissing(f"{path} must hold {_KEY_BYTES} bytes or more. Got {len(key)}")
    return key


def seed_of(key: bytes, learner: str, assignment: str, question: str) -> int:
    """Return the seed of one question of one learner."""
    digest = hmac.digest(key, f"{learner}|{assignment}|{question}".encode(), "sha256")
    return int.from_bytes(digest[:8], "big")


def _draw_paper(key: bytes, course: str, learner: str, assignment: Assignment, catalog: Catalog) -> Paper:
    questions = {}
    for question in assignment.questions:
        if question.item is None:
            continue
        item = catalog.find_item(question.item)
        if item is None:
            raise ContentMissing(f"{assignment.name}: the content has no item {question.item}")
        variant = draw_variant(item, seed_of(key, learner, assignment.name, question.id))
        questions[question.id] = PaperQuestion(item.id, drawn_as_text(variant))
    return Paper(course, learner, assignment.name, datetime.now(UTC).isoformat(timespec="seconds"), questions)


def _as_json(paper: Paper) -> dict:
    questions = {name: {"item": q.item, "drawn": dict(q.drawn)} for name, q in paper.questions.items()}
    head = {"version": 1, "course": paper.course, "learner": paper.learner, "assignment": paper.assignment}
    return head | {"issued_at": paper.issued_at, "questions": questions}
