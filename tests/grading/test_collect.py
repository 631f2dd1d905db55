"""Collecting takes each learner's newest attempt, and no more than it may."""

import os

import pytest

from grading.collect import collect
from grading.reopening import reopen
from tests.grading.makers import ANNA, BORA, CHEA, COURSE, TEST


def states(world):
    return {one.learner: one.state for one in collect(world.folders, TEST)}


def test_what_was_handed_in_is_collected_once(world):
    """Collecting again changes nothing."""
    world.hand_in(ANNA), world.hand_in(BORA)
    assert [states(world), states(world)] == [{ANNA: "new", BORA: "new"}, {ANNA: "known", BORA: "known"}]


def test_the_inbound_folder_keeps_the_original(world):
    """Collecting copies."""
    world.hand_in(ANNA)
    before = {p.name: p.read_bytes() for p in world.inbound(ANNA).iterdir()}
    collect(world.folders, TEST)
    collected = {p.name: p.read_bytes() for p in world.folders.step("submitted", ANNA, TEST).iterdir()}
    assert before == {p.name: p.read_bytes() for p in world.inbound(ANNA).iterdir()} == collected


def test_guests_in_the_folder_are_left_out_and_named(world):
    """A link and a stranger's file stay where they are; the answers are collected."""
    world.hand_in(ANNA)
    (world.inbound(ANNA) / "gradebook.db").symlink_to(world.folders.gradebook)
    (world.inbound(ANNA) / "evil.py").write_text("x")
    (result,) = collect(world.folders, TEST)
    assert (result.state, result.dropped) == ("new", ("evil.py", "gradebook.db"))
    assert len(list(world.folders.step("submitted", ANNA, TEST).iterdir())) == 3


def test_one_broken_submission_does_not_stop_the_others(world):
    """It is reported, and the others are collected."""
    for learner in (ANNA, BORA, CHEA):
        world.hand_in(learner)
    (world.inbound(BORA) / "answers.json").unlink()
    assert states(world) == {ANNA: "new", BORA: "broken", CHEA: "new"}


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give files away")
def test_a_submission_of_another_account_is_not_collected(world):
    """Somebody else's process cannot hand in for a learner."""
    world.hand_in(ANNA)
    os.chown(world.inbound(ANNA), 65534, 65534)
    assert states(world) == {ANNA: "broken"}


def test_a_folder_under_another_learners_name_with_a_bad_name_is_no_attempt(world):
    """A name that is not made by us is passed over, or named as broken, and never used as a path."""
    world.hand_in(ANNA)
    time = "2026-11-24 10:00:00.000000 UTC"
    for name in (f"..+{TEST}+{time}+attempt-9", f"No Name+{TEST}+{time}+attempt-9", "nothing"):
        (world.folders.inbound / name).mkdir()
    assert states(world) == {ANNA: "new", "No Name": "broken"}


def test_a_second_attempt_replaces_the_first(world):
    """After a reopening the newest attempt counts."""
    world.hand_in(ANNA, q1="1/2")
    collect(world.folders, TEST)
    reopen(world.site, COURSE, TEST, ANNA, by="t01")
    world.hand_in(ANNA, attempt="attempt-2", q1="1/3")
    assert states(world) == {ANNA: "again"}
    assert '"1/3"' in (world.folders.step("submitted", ANNA, TEST) / "answers.json").read_text("utf-8")
