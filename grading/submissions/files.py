"""A submission is three plain files: the notebook, the answers, the time."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from grading.errors import SubmissionBroken

ANSWERS = "answers.json"
TIMESTAMP_FILE = "timestamp.txt"


def known_files(assignment: str) -> tuple[str, str, str]:
    """Return the names of the only files that a submission may have."""
    return f"{assignment}.ipynb", ANSWERS, TIMESTAMP_FILE


def parse_answers(data: bytes) -> dict[str, str]:
    """Return what was typed, by question.

    Raises:
        SubmissionBroken: the file is not one flat object of texts.
    """
    try:
        answers = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SubmissionBroken(f"{ANSWERS} is not JSON: {error}") from error
    if not isinstance(answers, dict) or not all(isinstance(value, str) for value in answers.values()):
        raise SubmissionBroken(f"{ANSWERS} must be one object of texts")
    return answers


def read_answers(folder: Path) -> dict[str, str]:
    """Return what was typed in the submission that lies in a folder of `submitted` or `autograded`.

    Raises:
        SubmissionBroken: the answers are missing or cannot be read.
    """
    try:
        return parse_answers((folder / ANSWERS).read_bytes())
    except OSError as error:
        raise SubmissionBroken(f"{folder / ANSWERS} cannot be read: {error.strerror}") from error


def find_timestamp(folder: Path) -> str | None:
    """Return the time of the submission that lies in a folder, as it is written there, or None."""
    try:
        return (folder / TIMESTAMP_FILE).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None


def find_notebook(folder: Path, assignment: str) -> NotebookNode | None:
    """Return the notebook that lies in a folder, or None where it is missing or broken."""
    try:
        return nbformat.read(folder / f"{assignment}.ipynb", as_version=4)
    except (OSError, ValueError, nbformat.reader.NotJSONError):
        return None


def seal(notebook: NotebookNode) -> None:
    """Write into an autograded notebook that every step has run, the saving of scores too."""
    notebook.metadata["rean"] = {"marked": True}


def is_sealed(notebook: NotebookNode) -> bool:
    """Tell whether marking this notebook came to its end."""
    return bool(notebook.metadata.get("rean", {}).get("marked"))


def for_teacher() -> dict[str, dict[str, str]]:
    """Return the metadata of a cell or an output that is left out of what a learner gets."""
    return {"rean": {"for": "teacher"}}


def is_for_teacher(part: NotebookNode) -> bool:
    """Tell whether a cell or an output is for the teacher's eyes alone."""
    return part.get("metadata", {}).get("rean", {}).get("for") == "teacher"
