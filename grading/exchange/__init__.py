"""Our classes for nbgrader's `ExchangeFactory`, and what the tutor calls to hand in."""

from grading.collect import Collected, collect
from grading.exchange.collect import Collect
from grading.exchange.feedback import ReleaseFeedback
from grading.exchange.lists import List
from grading.exchange.refusals import FetchAssignment, FetchFeedback, Submit
from grading.exchange.release_assignment import ReleaseAssignment
from grading.submissions.opening import close_assignment, open_assignment
from grading.submissions.submit import Receipt, is_open, may_submit, submit

__all__ = [
    "Collect",
    "Collected",
    "FetchAssignment",
    "FetchFeedback",
    "List",
    "Receipt",
    "ReleaseAssignment",
    "ReleaseFeedback",
    "Submit",
    "close_assignment",
    "collect",
    "is_open",
    "may_submit",
    "open_assignment",
    "submit",
]
