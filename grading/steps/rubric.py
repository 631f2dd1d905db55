"""The teacher reads above a written answer how to mark it; neither source nor release nor the learner's page holds that text."""

from __future__ import annotations

from html import escape
from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution
from traitlets import Enum, Unicode

from courses.languages import as_lang, load_catalogue
from courses.model import Question
from grading.steps.mark_answers import read_catalog
from grading.submissions.files import for_teacher

_TEXTS = Path(__file__).parents[1]


class ShowRubric(NbGraderPreprocessor):
    """Puts the rubric of each written question above the answer."""

    site = Unicode(help="The site's folder.").tag(config=True)
    course = Unicode(help="The course's id.").tag(config=True)
    content = Unicode(help="The folder of courses that the rubrics are read from.").tag(config=True)
    lang = Enum(("km", "en"), default_value="km", help="The language of the heading.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Add the rubrics."""
        assignment = read_catalog(self.content).assignment(resources["nbgrader"]["assignment"])
        questions = {q.id: q for q in assignment.questions}
        cells: list[NotebookNode] = []
        for cell in nb.cells:
            if is_grade(cell) and is_solution(cell):
                cells += self._rubric(questions.get(cell.metadata.nbgrader.grade_id))
            cells.append(cell)
        nb.cells = cells
        return nb, resources

    def _rubric(self, question: Question | None) -> list[NotebookNode]:
        if question is None or question.rubric is None:
            return []
        lang = as_lang(self.lang)
        title = escape(load_catalogue(_TEXTS, lang)("rubric.title"))
        lines = question.rubric.in_lang(lang).strip().splitlines()  # one line, one point: Markdown would run them together
        text = f"**{title}**\n\n" + "  \n".join(lines)
        return [new_markdown_cell(text, id=f"{question.id}-rubric", metadata=for_teacher())]
