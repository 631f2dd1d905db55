"""What a teacher may change on formgrader's pages: points, comments, due dates, and nothing else."""

from __future__ import annotations

import json
import math
from typing import Any

from nbgrader.api import MissingEntry
from nbgrader.server_extensions.formgrader import apihandlers, handlers
from tornado import web

from grading.records.audit import Audit

COMMENT_CHARS = 20_000


class Start(handlers.BaseHandler):
    """The first page; nbgrader's own would load any folder's configuration that the address names."""

    @web.authenticated
    def get(self) -> None:
        """Lead to the list of what is to be marked by hand."""
        self.redirect(f"{self.base_url}/formgrader/gradebook")


class KnownAssignment(apihandlers.AssignmentHandler):
    """Due dates may be set; assignments are made from the content, not here."""

    @web.authenticated
    def put(self, assignment_id: str) -> None:
        """Change an assignment that there is."""
        if assignment_id not in self.api.get_source_assignments():
            raise web.HTTPError(403, "assignments are made from the content folder")
        super().put(assignment_id)


class CheckedGrade(apihandlers.GradeHandler):
    """Points are numbers from 0 to what the question is worth, and every change by hand is in the audit log."""

    @web.authenticated
    def put(self, grade_id: str) -> None:
        """Save the teacher's points."""
        try:
            grade = self.gradebook.find_grade_by_id(grade_id)
        except MissingEntry:
            raise web.HTTPError(404) from None
        old = {"manual_score": grade.manual_score, "extra_credit": grade.extra_credit}
        new = check_points(self.get_json_body(), float(grade.max_score))
        if new != old:
            place = {"course": self.coursedir.course_id, "assignment": grade.assignment.name, "question": grade.name}
            _audit(self).write("mark.changed", by=self.current_user.username, about=grade.student.id, **place, old=old, new=new)
        self.request.body = json.dumps(new).encode()
        super().put(grade_id)


class LoggedComment(apihandlers.CommentHandler):
    """That a comment was changed is in the audit log; its words are in the gradebook."""

    @web.authenticated
    def put(self, grade_id: str) -> None:
        """Save the teacher's comment."""
        try:
            comment = self.gradebook.find_comment_by_id(grade_id)
        except MissingEntry:
            raise web.HTTPError(404) from None
        text = (self.get_json_body() or {}).get("manual_comment")
        if text is not None and (not isinstance(text, str) or len(text) > COMMENT_CHARS):
            raise web.HTTPError(400, f"a comment is text of at most {COMMENT_CHARS} characters")
        if (text or None) != (comment.manual_comment or None):
            place = {"course": self.coursedir.course_id, "assignment": comment.assignment.name, "question": comment.name}
            _audit(self).write("comment.changed", by=self.current_user.username, about=comment.student.id, **place)
        super().put(grade_id)


class KnownStudent(apihandlers.StudentHandler):
    """Students are read; the roster is kept elsewhere."""

    @web.authenticated
    def put(self, student_id: str) -> None:
        """Refuse."""
        raise web.HTTPError(403, "people are kept in the roster, by the admin")


def check_points(body: Any, points: float) -> dict[str, float | None]:
    """Return the points that a page sent, as numbers.

    Raises:
        HTTPError: 400, they are no numbers, less than nothing, or more than the question is worth.
    """
    if not isinstance(body, dict):
        raise web.HTTPError(400, "points must be an object")
    return {"manual_score": _points(body, "manual_score", points), "extra_credit": _points(body, "extra_credit", math.inf)}


def _points(body: dict[str, Any], name: str, most: float) -> float | None:
    value = body.get(name)
    if value is None or value == "":
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise web.HTTPError(400, f"{name} must be a number") from None
    if not (0 <= number <= most and math.isfinite(number)):
        raise web.HTTPError(400, f"{name} must be 0 to {most:g}. Got {number:g}")
    return number


def _audit(handler: handlers.BaseHandler) -> Audit:
    return Audit(handler.settings["rean_site"] / "audit.jsonl")
