"""The line of small steps from a submission to its score; `nbgrader_config.py` names them in their order."""

from grading.steps.mark_answers import MarkAnswers
from grading.steps.rubric import ShowRubric
from grading.steps.seal import SealMarks

__all__ = ["MarkAnswers", "SealMarks", "ShowRubric"]
