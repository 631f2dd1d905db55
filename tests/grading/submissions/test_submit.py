"""A learner hands in answers and nothing else, once."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grading.errors import AlreadySubmitted, AnswerTooLong, BadName, NotInCourse, NotOpen, UnknownQuestion
from grading.exchange import close_assignment, may_submit, submit
from grading.records.roster import write_roster
from grading.reopening import reopen
from grading.settings import GradingSettings
from tests.grading.makers import ANNA, BORA, COURSE, NASTY, TEST, make_person


def hand_in(world, learner=ANNA, attempt="attempt-1", **more):
    return submit(world.site, COURSE, learner, TEST, more.pop("answers", {"q1": "5/6"}), attempt_id=attempt, **more)


def attempts(world):
    return sorted(p.name for p in world.folders.inbound.iterdir())


def test_a_submission_is_three_plain_files(world):
    """The notebook, the answers, the time; readable by the house alone."""
    receipt = hand_in(world)
    folder = world.inbound(ANNA)
    assert {f"{TEST}.ipynb", "answers.json", "timestamp.txt"} == {p.name for p in folder.iterdir()}
    assert json.loads((folder / "answers.json").read_text("utf-8")) == {"q1": "5/6"}
    assert receipt.submitted_at.strftime("%Y-%m-%d %H:%M:%S.%f UTC") == (folder / "timestamp.txt").read_text()
    assert [folder.stat().st_mode & 0o777, (folder / "answers.json").stat().st_mode & 0o777] == [0o700, 0o600]


def test_it_is_on_disk_before_the_receipt(world, monkeypatch):
    """Every file, its folder and the inbound folder are synced, the last after the rename."""
    synced = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (synced.append(str(Path(f"/proc/self/fd/{handle}").readlink())), real(handle))[1])
    hand_in(world)
    assert len(synced) == 5
    assert str(world.folders.inbound) == synced[-1]


def test_the_same_attempt_sent_again_counts_once(world):
    """A browser that did not hear the answer may send it again."""
    first, second = hand_in(world), hand_in(world)
    assert (first.again, second.again) == (False, True)
    assert first.submitted_at == second.submitted_at
    assert len(attempts(world)) == 1


def test_a_second_attempt_is_refused(world):
    """Only the teacher can let a learner hand in once more."""
    hand_in(world)
    with pytest.raises(AlreadySubmitted, match=f"{ANNA} handed in {TEST}"):
        hand_in(world, attempt="attempt-2")
    assert not may_submit(world.site, COURSE, ANNA, TEST)


def test_two_seats_at_the_same_moment_hand_in_once(world):
    """Of many attempts at once one is taken and the others are refused."""

    def one(number):
        try:
            return hand_in(world, attempt=f"attempt-{number}").attempt_id
        except AlreadySubmitted:
            return None

    with ThreadPoolExecutor(8) as pool:
        taken = [name for name in pool.map(one, range(8)) if name]
    assert 1 == len(taken) == len(attempts(world))


def test_a_reopened_test_is_taken_once_more(world):
    """The first attempt stays beside the second."""
    hand_in(world)
    reopen(world.site, COURSE, TEST, ANNA, by="t01")
    hand_in(world, attempt="attempt-2")
    assert len(attempts(world)) == 2
    with pytest.raises(AlreadySubmitted):
        hand_in(world, attempt="attempt-3")


def test_times_rise_when_the_clock_jumps_back(world):
    """nbgrader tells submissions apart by their times."""
    first = hand_in(world, now=datetime(2026, 11, 24, 10, tzinfo=UTC))
    reopen(world.site, COURSE, TEST, ANNA, by="t01")
    second = hand_in(world, attempt="attempt-2", now=datetime(2001, 1, 1, tzinfo=UTC))
    assert second.submitted_at > first.submitted_at


def test_a_closed_test_is_not_taken(world):
    """The teacher has closed it for those who have not begun to hand in."""
    close_assignment(world.folders, TEST)
    assert not may_submit(world.site, COURSE, ANNA, TEST)
    with pytest.raises(NotOpen):
        hand_in(world)


def test_a_closed_test_is_taken_from_whom_it_was_reopened_to(world):
    """The teacher's word to one learner counts more."""
    hand_in(world)
    close_assignment(world.folders, TEST)
    reopen(world.site, COURSE, TEST, ANNA, by="t01")
    assert not hand_in(world, attempt="attempt-2").again


@pytest.mark.parametrize("person", [None, {"active": False}, {"courses": ("khmer",)}])
def test_only_an_active_learner_of_the_course_hands_in(world, person):
    """The roster is asked, whatever the token said."""
    write_roster(world.site / "roster.json", [make_person(ANNA, **person)] if person else [])
    with pytest.raises(NotInCourse):
        hand_in(world)


def test_who_names_no_course_is_in_all_of_them(world):
    """A roster whose cell for courses is empty does not shut anybody out of the test."""
    write_roster(world.site / "roster.json", [make_person(ANNA, courses=())])
    assert not hand_in(world).again


def test_nothing_but_answers_can_be_handed_in(world):
    """An answer to no question, such as a file, is refused."""
    with pytest.raises(UnknownQuestion, match=r"no question 'grades\.csv'"):
        hand_in(world, answers={"q1": "1", "grades.csv": "x"})
    assert attempts(world) == []


@pytest.mark.parametrize("typed", ["ក" * 10_001, {"a": 1}, None, 5])
def test_a_huge_answer_or_no_text_is_refused(world, typed):
    """The limit is the site's."""
    with pytest.raises(AnswerTooLong, match="at most 10000 characters"):
        hand_in(world, answers={"q1": typed})
    assert attempts(world) == []


def test_the_longest_answer_is_taken_whole(world):
    """10,000 Khmer letters are an answer."""
    hand_in(world, answers={world.written: "ក" * 10_000})
    assert {world.written: "ក" * 10_000} == json.loads((world.inbound(ANNA) / "answers.json").read_text("utf-8"))


def test_the_limit_is_a_setting(world):
    """A site may allow less."""
    with pytest.raises(AnswerTooLong, match="at most 100 characters"):
        hand_in(world, answers={"q1": "a" * 101}, settings=GradingSettings(answer_chars=100))


@pytest.mark.parametrize("attempt", ["", "a", "../../x", "a+b+c+d", "x" * 65, "ខ្មែរ-ខ្មែរ"])
def test_an_attempt_has_a_plain_id(world, attempt):
    """The id becomes a part of a folder's name."""
    with pytest.raises(BadName, match="attempt_id"):
        hand_in(world, attempt=attempt)


def test_a_full_disk_leaves_nothing(world, monkeypatch):
    """The learner may send the same attempt again when there is room."""
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(OSError, match="No space left"):
            hand_in(world)
    assert attempts(world) == []
    assert not hand_in(world).again


def test_learners_do_not_get_in_each_others_way(world):
    """The same attempt id of two learners is two attempts."""
    assert [hand_in(world, learner).again for learner in (ANNA, BORA)] == [False, False]


def test_what_was_typed_stands_in_the_notebook_as_text_only(world):
    """No tag, no formula and no Markdown of the learner's is in the file, in any cell."""
    hand_in(world, answers={world.written: NASTY, "q1": NASTY})
    text = (world.inbound(ANNA) / f"{TEST}.ipynb").read_text("utf-8")
    assert "<img" not in text and "<script" not in text and "frac12" in text and "$" not in text.split("rean-typed")[1].split("</pre>")[0]


def test_broken_characters_are_taken_as_marks(world):
    """Half an emoji, as some keyboards send, does not stop the others from being saved."""
    hand_in(world, answers={"q1": "a\ud83d", world.written: "😀\x00"})
    answers = json.loads((world.inbound(ANNA) / "answers.json").read_text("utf-8"))
    assert {"q1": "a\ufffd", world.written: "😀\ufffd"} == answers
