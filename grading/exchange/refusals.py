"""What learners do in the tutor's pages they do not do from a shell."""

from __future__ import annotations

from nbgrader.exchange.abc import ExchangeFetchAssignment, ExchangeFetchFeedback, ExchangeSubmit

from grading.exchange.base import HouseExchange


class Submit(HouseExchange, ExchangeSubmit):
    """`nbgrader submit` is refused: only the tutor hands in, with the learner's own token."""

    def copy_files(self) -> None:
        """Refuse."""
        self.fail("Answers are handed in on the tutor's test page, by the learner who is signed in there.")


class FetchAssignment(HouseExchange, ExchangeFetchAssignment):
    """`nbgrader fetch_assignment` is refused: each learner's paper is shown by the tutor."""

    def copy_files(self) -> None:
        """Refuse."""
        self.fail("There is nothing to fetch: each learner's own questions are shown on the tutor's test page.")


class FetchFeedback(HouseExchange, ExchangeFetchFeedback):
    """`nbgrader fetch_feedback` is refused: learners read their marks in the tutor."""

    def copy_files(self) -> None:
        """Refuse."""
        self.fail("There is nothing to fetch: learners read their marks on the tutor's page.")
