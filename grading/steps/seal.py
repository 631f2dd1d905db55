"""The last step seals the notebook: a run that was cut short leaves none, and is run again."""

from __future__ import annotations

from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from grading.submissions.files import seal


class SealMarks(NbGraderPreprocessor):
    """Put the seal on; nothing else."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Seal the notebook."""
        seal(nb)
        return nb, resources
