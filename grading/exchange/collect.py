"""`nbgrader collect` and formgrader's button do what the tutor's button does."""

from __future__ import annotations

from nbgrader.exchange.abc import ExchangeCollect

from grading.collect import collect
from grading.exchange.base import HouseExchange


class Collect(HouseExchange, ExchangeCollect):
    """`nbgrader collect`, and the button of that name in formgrader."""

    def copy_files(self) -> None:
        """Collect, and say of each learner what happened."""
        results = collect(self.folders, self.coursedir.assignment_id, self.coursedir.student_id or "*")
        for one in results:
            say = self.log.error if one.state == "broken" else self.log.info
            say("%s: %s %s", one.learner, one.state, one.message)
            if one.dropped:
                self.log.warning("%s: left out %s", one.learner, ", ".join(one.dropped))
        if not results:
            self.log.warning("No submissions of '%s' to collect", self.coursedir.assignment_id)
