"""`nbgrader release_feedback` and formgrader's button show learners their marks, as the tutor's button does."""

from __future__ import annotations

from nbgrader.exchange.abc import ExchangeReleaseFeedback

from grading.exchange.base import HouseExchange
from grading.releases import learners_with_feedback, release_one


class ReleaseFeedback(HouseExchange, ExchangeReleaseFeedback):
    """`nbgrader release_feedback`, and the button of that name in formgrader."""

    def copy_files(self) -> None:
        """Release what is generated; learners with an answer that waits are named and left out."""
        chosen, left_out = self.coursedir.student_id or "*", self.coursedir.student_id_exclude.split(",")
        for learner in learners_with_feedback(self.folders, self.coursedir.assignment_id):
            if chosen in ("*", learner) and learner not in left_out:
                done = release_one(self.folders, self.coursedir.assignment_id, learner, by="formgrader")
                self.log.log(20 if done else 30, "%s: %s", learner, "released" if done else "waits for the teacher, not released")
