"""What nbgrader keeps of an assignment names its questions and their points, and holds no item and no key."""

from __future__ import annotations

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from courses.model import Assignment, Question

_AUTOMATIC = """\
# Question {id}. Every learner has numbers of their own; the step grading.steps.MarkAnswers
# shows the question here and marks the answer. It runs nothing.
raise RuntimeError("This question is marked by Rean: install Rean beside nbgrader.")"""


def build_source(assignment: Assignment) -> str:
    """Return the assignment's source notebook as text; the same assignment gives the same bytes."""
    cells = [new_markdown_cell(f"# {assignment.title.km}\n\n{assignment.title.en}", id="title")]
    for question in assignment.questions:
        cells += [_automatic(question)] if question.item else _written(question)
    return nbformat.writes(new_notebook(cells=cells))


def _automatic(question: Question) -> NotebookNode:
    metadata = _metadata(question.id, "code", grade=True, solution=False, locked=True, points=question.points)
    return new_code_cell(_AUTOMATIC.format(id=question.id), id=question.id, metadata=metadata)


def _written(question: Question) -> list[NotebookNode]:
    assert question.ask is not None, f"{question.id} has neither an item nor a text"
    asked_id = f"{question.id}-question"
    asked = _metadata(asked_id, "markdown", grade=False, solution=False, locked=True)
    answer = _metadata(question.id, "markdown", grade=True, solution=True, locked=False, points=question.points)
    return [
        new_markdown_cell(f"{question.ask.km.strip()}\n\n{question.ask.en.strip()}", id=asked_id, metadata=asked),
        new_markdown_cell("YOUR ANSWER HERE", id=question.id, metadata=answer),
    ]


def _metadata(grade_id: str, cell_type: str, *, points: float | None = None, **roles: bool) -> dict:
    cell = {"schema_version": 3, "grade_id": grade_id, "cell_type": cell_type, "task": False} | roles
    return {"nbgrader": cell | ({} if points is None else {"points": points})}
