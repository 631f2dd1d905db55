"""A submission notebook is the release version with the written answers in their places; nothing of the learner's is code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.utils import is_grade, is_solution

from grading.errors import AssignmentMissing
from grading.submissions.inert import as_typed_block

QuestionKind = Literal["automatic", "written"]


@dataclass(frozen=True, slots=True)
class ReleaseVersion:
    """The assignment's notebook as it was generated for the learners."""

    notebook: NotebookNode

    @property
    def questions(self) -> dict[str, QuestionKind]:
        """The questions in their order, and who marks each."""
        cells = [c for c in self.notebook.cells if is_grade(c)]
        return {c.metadata.nbgrader.grade_id: "written" if is_solution(c) else "automatic" for c in cells}

    @property
    def points(self) -> dict[str, float]:
        """The points of each question."""
        return {c.metadata.nbgrader.grade_id: float(c.metadata.nbgrader.points) for c in self.notebook.cells if is_grade(c)}

    def fill(self, answers: dict[str, str]) -> str:
        """Return the submission notebook as text; a written question without an answer stays as released."""
        for cell in self.notebook.cells:
            if is_grade(cell) and is_solution(cell):
                typed = answers.get(cell.metadata.nbgrader.grade_id, "")
                if typed.strip():
                    cell.source = as_typed_block(typed)
        return nbformat.writes(self.notebook)


def read_release(path: Path) -> ReleaseVersion:
    """Read the release version.

    Raises:
        AssignmentMissing: it was never generated, or cannot be read.
    """
    try:
        return ReleaseVersion(nbformat.read(path, as_version=4))
    except FileNotFoundError:
        raise AssignmentMissing(f"{path} does not exist; `rean up` makes it when it starts") from None
    except (OSError, ValueError, nbformat.reader.NotJSONError) as error:
        raise AssignmentMissing(f"{path} cannot be read: {error}") from error
