"""Releasing copies marks and feedback pages to where the tutor may read them, for one learner each."""

from __future__ import annotations

from pathlib import Path

from nbgrader.exchange.abc import ExchangeReleaseFeedback

from grading.durable import ensure_folder, write_file
from grading.exchange.base import HouseExchange
from grading.folders import CourseFolders
from grading.releases import feedback_page, write_release


def release_one(folders: CourseFolders, assignment: str, learner: str, *, by: str) -> bool:
    """Release one learner's marks and feedback page; False where an answer still waits for the teacher."""
    if write_release(folders, assignment, learner, by=by) is None:
        return False
    page = folders.step("feedback", learner, assignment) / f"{assignment}.html"
    if page.exists():
        released = feedback_page(folders, learner, assignment)
        ensure_folder(released.parent)
        write_file(released, page.read_bytes())
    return True


def learners_with_feedback(folders: CourseFolders, assignment: str) -> list[str]:
    """Return the learners whose feedback pages nbgrader has generated."""
    pages = (folders.nbgrader / "feedback").glob(f"*/{assignment}/{assignment}.html")
    return sorted(Path(page).parents[1].name for page in pages)


class ReleaseFeedback(HouseExchange, ExchangeReleaseFeedback):
    """`nbgrader release_feedback`, and the button of that name in formgrader."""

    def copy_files(self) -> None:
        """Release what is generated; learners with an answer that waits are named and left out."""
        chosen, left_out = self.coursedir.student_id or "*", self.coursedir.student_id_exclude.split(",")
        for learner in learners_with_feedback(self.folders, self.coursedir.assignment_id):
            if chosen in ("*", learner) and learner not in left_out:
                done = release_one(self.folders, self.coursedir.assignment_id, learner, by="formgrader")
                self.log.log(20 if done else 30, "%s: %s", learner, "released" if done else "waits for the teacher, not released")
