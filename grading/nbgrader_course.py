"""nbgrader is asked through its own API, with the course folder's own configuration: the button and the shell cannot differ."""

from __future__ import annotations

import re

from nbgrader.apps import NbGraderAPI
from traitlets.config import PyFileConfigLoader

from grading.errors import CourseMissing, GradingError
from grading.folders import CourseFolders

CONFIG_FILE = "nbgrader_config.py"
_CAUSE = re.compile(r"^[\w.]+(?:Error|Exception|Missing|Broken): .*$", re.MULTILINE)


class NbgraderFailed(GradingError):
    """An nbgrader command failed; the message is its last word, the log is all of them."""

    def __init__(self, message: str, log: str) -> None:
        super().__init__(message)
        self.log = log


def open_nbgrader(folders: CourseFolders) -> NbGraderAPI:
    """Return nbgrader's API for the course.

    Raises:
        CourseMissing: the course folder has no configuration.
    """
    if not (folders.nbgrader / CONFIG_FILE).exists():
        raise CourseMissing(f"{folders.nbgrader} has no {CONFIG_FILE}; `rean up` makes it when it starts")
    return NbGraderAPI(config=PyFileConfigLoader(CONFIG_FILE, path=str(folders.nbgrader)).load_config())


def expect_success(result: dict, what: str) -> None:
    """Raise what nbgrader reports instead of raising.

    Raises:
        NbgraderFailed: with the last line that names a cause.
    """
    if not result["success"]:
        log = f"{result.get('log', '')}\n{result.get('error', '')}"
        raise NbgraderFailed(f"{what}: {_cause(log)}", log)


def _cause(log: str) -> str:
    named = _CAUSE.findall(log)
    return (named or log.strip().splitlines() or ["no reason was given"])[0]
