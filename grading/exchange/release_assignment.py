"""`nbgrader release_assignment` and formgrader's button open an assignment to learners."""

from __future__ import annotations

from nbgrader.exchange.abc import ExchangeReleaseAssignment

from grading.exchange.base import HouseExchange
from grading.submissions.opening import open_assignment


class ReleaseAssignment(HouseExchange, ExchangeReleaseAssignment):
    """`nbgrader release_assignment`, and the button of that name in formgrader."""

    def copy_files(self) -> None:
        """Open the assignment."""
        open_assignment(self.folders, self.coursedir.assignment_id)
        self.log.info("%s is open", self.coursedir.assignment_id)
