"""Marking executes nothing of the learner's: it reads what was typed and asks the item's own checker.

The keys come from the content folder and the learner's paper, both named in `nbgrader_config.py`, never from `source/`.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution
from traitlets import Enum, Unicode

from courses.answers import check
from courses.catalog import Catalog, load_catalog
from courses.errors import ContentErrors
from courses.languages import Lang, as_lang
from grading.errors import ContentMissing
from grading.papers import Paper, read_paper
from grading.steps.answered import describe_answer
from grading.submissions.files import read_answers


class MarkAnswers(NbGraderPreprocessor):
    """The step that takes the place of nbgrader's `Execute`."""

    site = Unicode(help="The site's folder, where the papers lie.").tag(config=True)
    course = Unicode(help="The course's id.").tag(config=True)
    content = Unicode(help="The folder of courses that the items are read from.").tag(config=True)
    lang = Enum(("km", "en"), default_value="km", help="The language in which the teacher reads questions and verdicts.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Mark every automatic question; written answers are left to the teacher.

        Raises:
            NotReady: the paper or the content is missing. nbgrader then keeps the old score.
            SubmissionBroken: the answers cannot be read.
        """
        info = resources["nbgrader"]
        answers = read_answers(Path(resources["metadata"]["path"]))
        paper = read_paper(Path(self.site), self.course, info["student"], info["assignment"])
        marking = _Marking(paper, read_catalog(self.content), answers, as_lang(self.lang))
        for cell in nb.cells:
            if is_grade(cell) and not is_solution(cell):
                marking.mark(cell)
        return nb, resources


@dataclass(frozen=True, slots=True)
class _Marking:
    """One learner's paper, answers and keys, side by side."""

    paper: Paper
    catalog: Catalog
    answers: dict[str, str]
    lang: Lang

    def mark(self, cell: NotebookNode) -> None:
        """Write what the checker says into one grade cell."""
        question, points = cell.metadata.nbgrader.grade_id, float(cell.metadata.nbgrader.points)
        variant = self.paper.variant(question, self.catalog)
        typed = self.answers.get(question, "")
        verdict = check(variant, typed)
        score = points * min(1.0, max(0.0, verdict.score))
        cell.outputs = describe_answer(variant, typed, verdict, score, points, self.lang)
        cell.metadata["rean"] = {"item": variant.item.id, "verdict": verdict.name}


@functools.lru_cache(maxsize=4)
def read_catalog(content: str) -> Catalog:
    """Return the courses of a content folder; a process reads each folder once.

    Raises:
        ContentMissing: the folder is missing, or does not pass `rean courses check`.
    """
    if not Path(content).is_dir():
        raise ContentMissing(f"the content folder {content or '(not set)'} does not exist; no score was changed")
    try:
        return load_catalog(Path(content))
    except ContentErrors as error:
        raise ContentMissing(f"the content folder {content} does not pass `rean courses check`; no score was changed: {error}") from error
