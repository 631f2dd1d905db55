"""A unit test: one paper a learner, drafts kept as they are typed, handed in once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from courses import answers
from courses.catalog import Catalog
from courses.languages import Lang
from courses.markdown import to_html
from courses.model import Assignment, Question
from grading.papers import Paper, issue_paper
from grading.settings import GradingSettings
from grading.submissions.submit import Receipt, may_submit, submit
from tutor.curriculum import unit_of
from tutor.errors import NothingToPractise
from tutor.recordings import Recordings
from tutor.store import drafts
from tutor.store.database import Store
from tutor.telling import tell_sound


class SittingHouse(Protocol):
    """What this page needs of the house."""

    @property
    def site(self) -> Path:
        """The site's folder."""
        ...

    @property
    def catalog(self) -> Catalog:
        """What is taught."""
        ...

    @property
    def store(self) -> Store:
        """Where drafts are kept."""
        ...

    @property
    def grading(self) -> GradingSettings:
        """The site's choices about marking."""
        ...

    @property
    def recordings(self) -> Recordings:
        """What teachers have recorded."""
        ...

    def now(self) -> Any:
        """Return the time."""
        ...


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question as a learner meets it."""

    id: str
    number: int
    points: float
    kind: str
    ask_html: str
    options: Mapping[str, Any]
    typed: str
    sound: Mapping[str, Any] | None = None
    """What is heard before it is answered, as `tell_sound` tells it."""


def course_of(assignment: Assignment) -> str:
    """Return the course a unit test belongs to."""
    return assignment.unit.split("/")[0]


def get_assignment(catalog: Catalog, name: str) -> Assignment:
    """Return a unit test.

    Raises:
        NothingToPractise: there is none of this name.
    """
    for unit in catalog.units:
        for assignment in unit.assignments:
            if assignment.name == name:
                return assignment
    raise NothingToPractise(f"there is no test {name}")


def is_open(house: SittingHouse, learner: str, assignment: Assignment) -> bool:
    """Tell whether the learner may still write."""
    return may_submit(house.site, course_of(assignment), learner, assignment.name)


def ask_questions(house: SittingHouse, learner: str, assignment: Assignment, lang: Lang) -> list[AskedQuestion]:
    """Return the learner's own questions with what is typed so far; the paper is issued when it is first opened."""
    paper = issue_paper(house.site, course_of(assignment), learner, assignment, house.catalog)
    with house.store.reading() as connection:
        typed = drafts.load(connection, learner, assignment.name)
    return [_ask(house, paper, q, number, typed.get(q.id, ""), lang) for number, q in enumerate(assignment.questions, 1)]


def _ask(house: SittingHouse, paper: Paper, question: Question, number: int, typed: str, lang: Lang) -> AskedQuestion:
    if question.item is None:
        assert question.ask is not None
        return AskedQuestion(question.id, number, question.points, "long_text", to_html(question.ask.in_lang(lang)), {}, typed)
    variant = paper.variant(question.id, house.catalog)
    shown, heard = answers.show(variant, lang), variant.item.sound
    sound = tell_sound(heard, house.recordings) if heard else None
    return AskedQuestion(question.id, number, question.points, shown.kind, shown.ask_html, shown.options, typed, sound)


def save_draft(house: SittingHouse, learner: str, name: str, question: str, typed: str) -> None:
    """Keep what is typed so far; what was handed in stays as it was.

    Raises:
        NothingToPractise: no such question, or the test is closed.
    """
    assignment = get_assignment(house.catalog, name)
    if question not in {q.id for q in assignment.questions} or not is_open(house, learner, assignment):
        raise NothingToPractise(f"{name} has no open question {question}")
    with house.store.writing() as connection:
        drafts.save(connection, learner, name, question, typed, house.now())


def hand_in(house: SittingHouse, learner: str, name: str, attempt_id: str) -> Receipt:
    """Hand in what is typed; the same attempt again gets the same receipt."""
    assignment = get_assignment(house.catalog, name)
    with house.store.reading() as connection:
        typed = drafts.load(connection, learner, name)
    return submit(house.site, course_of(assignment), learner, name, typed, attempt_id=attempt_id, settings=house.grading)


def lessons_of(assignment: Assignment, catalog: Catalog) -> list[str]:
    """Return the ids of the lessons that prepare for a unit test."""
    return [lesson.id for lesson in catalog.unit(unit_of(assignment.unit)).lessons]
