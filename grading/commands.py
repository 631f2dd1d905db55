"""`rean grade ...`: what the tutor's buttons do, from a shell."""

from __future__ import annotations

import json
import sys
import traceback
import warnings
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import SAWarning, SQLAlchemyError

from grading import marks as now
from grading.autograde import collect_and_mark
from grading.collect import collect as collect_only
from grading.errors import GradingError
from grading.feedback import release as release_marks
from grading.folders import CourseFolders
from grading.releases import changed_since_release, find_release
from grading.reopening import close_again
from grading.reopening import reopen as reopen_one

FAILED, REFUSED = 1, 2


@click.group("grade")
def commands() -> None:
    """Collect, mark, release, reopen, and show marks."""


def _on_assignment(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every command of this page has, and turn our errors into one line."""

    @wraps(command)
    def run(**options: Any) -> None:
        warnings.simplefilter("ignore", SAWarning)  # nbgrader 0.9 under SQLAlchemy 2.1: harmless, and no teacher's business
        try:
            command(**options)
        except Exception as error:  # whoever started this reads lines and an exit code, and never a traceback alone
            as_json = options["as_json"] or options.get("progress") == "json"
            _say({"event": "refused", "kind": type(error).__name__, "message": str(error)}, as_json)
            if not isinstance(error, (GradingError, OSError, SQLAlchemyError)):
                traceback.print_exc()
            sys.exit(REFUSED)

    for option in (
        click.option("--json", "as_json", is_flag=True, help="One JSON object a line."),
        click.option("--assignment", required=True, help="The assignment's name."),
        click.option("--course", required=True, help="The course's id, for example math1."),
        click.option("--site", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path), help="The site's folder."),
    ):
        run = option(run)
    return run


@commands.command()
@click.option("--learner", default="*", help="Only this learner.")
@_on_assignment
def collect(site: Path, course: str, assignment: str, as_json: bool, learner: str) -> None:
    """Take what learners handed in into nbgrader's `submitted` folder."""
    results = collect_only(CourseFolders(site, course), assignment, learner)
    for one in results:
        _say({"event": "collected"} | asdict(one), as_json)
    sys.exit(FAILED if any(one.state == "broken" for one in results) else 0)


@commands.command()
@click.option("--learner", default="*", help="Only this learner.")
@click.option("--again", is_flag=True, help="Mark also what is marked already.")
@click.option("--progress", type=click.Choice(["json", "text"]), default="text", help="json is the same as --json.")
@_on_assignment
def autograde(site: Path, course: str, assignment: str, as_json: bool, learner: str, again: bool, progress: str) -> None:
    """Collect and mark what is new; written answers are left to the teacher."""
    as_json = as_json or progress == "json"
    summary = collect_and_mark(site, course, assignment, learner=learner, again=again, report=lambda event: _say(event, as_json))
    sys.exit(FAILED if summary.failed else 0)


@commands.command()
@click.option("--learner", default="*", help="Only this learner.")
@click.option("--by", default="system", help="Number of the person who releases.")
@_on_assignment
def release(site: Path, course: str, assignment: str, as_json: bool, learner: str, by: str) -> None:
    """Show learners their marks and comments."""
    released = release_marks(site, course, assignment, learner=learner, by=by)
    _say({"event": "released"} | asdict(released), as_json)
    sys.exit(FAILED if released.failed else 0)


@commands.command()
@click.option("--learner", required=True, help="Who may hand in once more.")
@click.option("--by", default="system", help="Number of the person who allows it.")
@click.option("--reason", default="", help="Why; it goes into the audit log.")
@click.option("--undo", is_flag=True, help="Take the permission back, if it was not used.")
@_on_assignment
def reopen(site: Path, course: str, assignment: str, as_json: bool, learner: str, by: str, reason: str, undo: bool) -> None:
    """Let one learner hand in once more."""
    if undo:
        close_again(site, course, assignment, learner, by=by)
    else:
        reopen_one(site, course, assignment, learner, by=by, reason=reason)
    _say({"event": "closed_again" if undo else "reopened", "learner": learner, "assignment": assignment}, as_json)


@commands.command()
@click.option("--learner", default="*", help="Only this learner.")
@_on_assignment
def marks(site: Path, course: str, assignment: str, as_json: bool, learner: str) -> None:
    """Print marks as they are now, and what was released."""
    changed = changed_since_release(site, course, assignment)
    for name, mark in now.list_marks(site, course, assignment).items():
        if learner in ("*", name):
            released = find_release(site, course, assignment, name)
            row = {"learner": name, "score": mark.score, "points": mark.points, "waiting": list(mark.waiting)}
            row |= {"released": released.marks.score if released else None, "changed_since_release": name in changed}
            _say(row | ({"questions": [asdict(q) for q in mark.questions]} if as_json else {}), as_json)


def _say(row: dict[str, Any], as_json: bool) -> None:
    plain = "  ".join(f"{name}={value}" for name, value in row.items() if value not in ("", [], None))
    click.echo(json.dumps(row, ensure_ascii=False, default=str) if as_json else plain)
    sys.stdout.flush()
