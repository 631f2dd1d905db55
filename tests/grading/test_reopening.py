"""A teacher may let one learner hand in once more; nothing is lost."""

import json

import pytest

from grading.errors import AlreadySubmitted, NoSubmission
from grading.exchange import may_submit
from grading.feedback import release
from grading.marks import find_marks
from grading.releases import find_release
from grading.reopening import close_again, reopen
from tests.grading.makers import ANNA, COURSE, TEST


def open_again(world):
    reopen(world.site, COURSE, TEST, ANNA, by="t01", reason="power cut")


@pytest.fixture
def released(world):
    """A learner has handed in, was marked by hand, and has seen it."""
    world.hand_in(ANNA, q1="1/1000")
    world.mark()
    world.teacher_gives(ANNA, 3, "good")
    world.teacher_gives(ANNA, 1, question="q1")
    release(world.site, COURSE, TEST, by="t01")
    return world


def test_only_what_was_handed_in_can_be_reopened(world):
    """There is nothing to reopen before."""
    with pytest.raises(NoSubmission):
        open_again(world)


def test_the_old_mark_counts_until_the_new_submission_is_collected(released):
    """A learner who does not hand in again keeps the mark."""
    open_again(released)
    released.mark()
    assert find_marks(released.site, COURSE, TEST, ANNA).score == 7.0
    assert may_submit(released.site, COURSE, ANNA, TEST)


def test_the_new_submission_is_marked_from_the_start(released):
    """The teacher's points and comments for the old one do not stick to the new one; the learner sees the old release."""
    open_again(released)
    released.hand_in(ANNA, attempt="attempt-2")
    released.mark()
    marks = find_marks(released.site, COURSE, TEST, ANNA)
    assert (marks.score, marks.waiting, marks.questions[3].comment) == (5.0, ("q4",), None)
    assert find_release(released.site, COURSE, TEST, ANNA).marks.score == 7.0


def test_the_old_marks_are_in_the_archive(released):
    """Points and comment of the first submission can be looked up."""
    open_again(released)
    released.hand_in(ANNA, attempt="attempt-2")
    released.mark()
    (path,) = released.folders.archive.iterdir()
    old = json.loads(path.read_text("utf-8"))["questions"]
    assert (old["q1"]["manual_score"], old["q4"]["manual_score"], old["q4"]["comment"]) == (1.0, 3.0, "good")


def test_the_paper_stays_the_same(released):
    """The second try is at the same questions."""
    before = released.right_answers(ANNA)
    open_again(released)
    assert before == released.right_answers(ANNA)


def test_reopening_twice_allows_one_more_submission(released):
    """Two presses on the button are one permission."""
    open_again(released), open_again(released)
    released.hand_in(ANNA, attempt="attempt-2")
    with pytest.raises(AlreadySubmitted):
        released.hand_in(ANNA, attempt="attempt-3")
    assert released.audit().count("submission.reopened") == 1


def test_the_permission_can_be_taken_back(released):
    """As long as it was not used."""
    open_again(released)
    close_again(released.site, COURSE, TEST, ANNA, by="t01")
    assert not may_submit(released.site, COURSE, ANNA, TEST)
    assert "submission.closed_again" in released.audit()


def test_a_reopened_test_can_be_reopened_again(released):
    """Each time for one submission."""
    for attempt in ("attempt-2", "attempt-3"):
        open_again(released)
        released.hand_in(ANNA, attempt=attempt)
        released.mark()
    assert len(list(released.folders.inbound.iterdir())) == 3
