"""The button, our command and a stock nbgrader in a fresh process agree."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grading.durable import hold
from grading.gradebook import open_gradebook
from tests.grading.makers import ANNA, BORA, CHEA, COURSE, NASTY, TEST

NBGRADER = [sys.executable, "-m", "nbgrader"]
ROOT = Path(__file__).parents[2]


def run(command, folder, **environment):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, env=os.environ | environment)


def grade(world, *arguments):
    place = ["--site", str(world.site), "--course", COURSE, "--assignment", TEST]
    command = [sys.executable, "-m", "grading", arguments[0], *place, *arguments[1:]]
    done = run(command, ROOT)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def handed_in(world):
    """Three learners: right, wrong in a known way, nasty."""
    world.hand_in(ANNA)
    world.hand_in(BORA, q1="2/1000", q3="left")
    world.hand_in(CHEA, q1=NASTY, q4=NASTY)
    return world


def test_stock_autograde_in_a_fresh_process_agrees_with_the_button(handed_in):
    """Every point of every learner is the same, whoever asked for it."""
    handed_in.mark()
    ours = {learner: handed_in.scores(learner) for learner in (ANNA, BORA, CHEA)}
    with open_gradebook(handed_in.folders) as gradebook:
        for learner in ours:
            gradebook.remove_submission(TEST, learner)
    shutil.rmtree(handed_in.folders.nbgrader / "autograded")
    done = run([*NBGRADER, "autograde", TEST], handed_in.folders.nbgrader)
    assert done.returncode == 0, done.stderr
    assert ours == {learner: handed_in.scores(learner) for learner in (ANNA, BORA, CHEA)}


def test_a_fresh_process_of_ours_agrees_too(handed_in):
    """`python -m grading autograde`, which the tutor's button starts, prints JSON lines and the same points."""
    code, lines = grade(handed_in, "autograde", "--progress", "json")
    assert (code, lines[-1]["event"]) == (0, "finished")
    told = {line["learner"]: line["score"] for line in lines if line["event"] == "marked"}
    assert told == {learner: sum(v or 0.0 for v in handed_in.scores(learner).values()) for learner in told}
    assert [line["done"] for line in lines if line["event"] == "marked"] == [1, 2, 3]


def test_the_whole_cycle_by_nbgraders_own_commands(handed_in):
    """collect, autograde, generate_feedback, release_feedback, list, export: all in a folder that is an ordinary course folder."""
    folder = handed_in.folders.nbgrader
    commands = [
        ["collect", TEST],
        ["autograde", TEST],
        ["generate_feedback", TEST],
        ["release_feedback", TEST],
        ["list"],
        ["list", "--inbound"],
        ["db", "assignment", "list"],
        ["db", "student", "list"],
        ["export"],
        ["generate_assignment", TEST, "--force"],
        ["release_assignment", TEST],
    ]
    failed = {" ".join(c): done.stderr for c in commands if (done := run([*NBGRADER, *c], folder)).returncode}
    assert failed == {}
    rows = list(csv.DictReader((folder / "grades.csv").open(encoding="utf-8")))
    assert [row["student_id"] for row in rows] == [ANNA, BORA, CHEA]
    assert tuple(rows[0][name] for name in ("last_name", "first_name", "score", "max_score")) == (
        'Sok, "Dara" 0001',
        'សុខ, "ដារ៉ា" 0001',
        "5.0",
        "9.0",
    )


def test_stock_autograde_keeps_the_score_of_whom_it_cannot_mark(handed_in):
    """It says why, goes on with the others, and ends with an error."""
    handed_in.mark()
    before = {learner: handed_in.scores(learner) for learner in (ANNA, BORA, CHEA)}
    handed_in.folders.paper(BORA, TEST).unlink()
    done = run([*NBGRADER, "autograde", TEST, "--force"], handed_in.folders.nbgrader)
    assert done.returncode == 1
    assert f"{BORA} was never given a paper for {TEST}" in done.stderr
    assert {learner: handed_in.scores(learner) for learner in (ANNA, BORA, CHEA)} == before
    assert handed_in.folders.step("autograded", CHEA, TEST).is_dir()


def test_a_foreign_nbgrader_lists_and_exports_and_marks_nothing(handed_in, tmp_path):
    """Where Rean is not installed, the course opens, and autograde stops before it touches a score."""
    handed_in.mark()
    hide = tmp_path / "hide"
    hide.mkdir()
    (hide / "sitecustomize.py").write_text("import sys\nfor name in ('grading', 'courses'):\n    sys.modules[name] = None\n")
    folder, before = handed_in.folders.nbgrader, handed_in.scores(ANNA)
    for command in (["list"], ["export"], ["db", "student", "list"]):
        done = run([*NBGRADER, *command], folder, PYTHONPATH=str(hide))
        assert done.returncode == 0, done.stderr
    assert TEST in run([*NBGRADER, "list"], folder, PYTHONPATH=str(hide)).stderr
    assert run([*NBGRADER, "autograde", TEST, "--force"], folder, PYTHONPATH=str(hide)).returncode != 0
    assert before == handed_in.scores(ANNA)


@pytest.mark.parametrize("command", [["submit", TEST], ["fetch_assignment", TEST], ["fetch_feedback", TEST]])
def test_what_learners_do_in_the_tutor_is_refused_in_a_shell(world, command):
    """Only the tutor hands in, with the learner's own token."""
    done = run([*NBGRADER, *command, "--course", COURSE], world.folders.nbgrader)
    assert done.returncode != 0
    assert "tutor" in done.stderr


def test_submissions_cannot_be_removed_through_a_list(handed_in):
    """`nbgrader list --inbound --remove` removes nothing."""
    done = run([*NBGRADER, "list", "--inbound", "--remove"], handed_in.folders.nbgrader)
    assert "never removed" in done.stderr
    assert len(list(handed_in.folders.inbound.iterdir())) == 3


def test_a_broken_submission_is_told_by_the_exit_code(handed_in):
    """The others are marked; the code is 1 and the line says why."""
    handed_in.folders.paper(BORA, TEST).unlink()
    code, lines = grade(handed_in, "autograde", "--json")
    assert (code, {k: v for k, v in lines[-1].items() if k != "event"}) == (1, {"marked": 2, "known": 0, "failed": 1})
    assert [line["learner"] for line in lines if line.get("state") == "failed"] == [BORA]


def test_a_refusal_is_one_line_and_exit_code_2(world):
    """No traceback reaches a person."""
    code, lines = grade(world, "reopen", "--learner", ANNA, "--json")
    assert (2, [{"event": "refused", "kind": "NoSubmission", "message": f"{ANNA} has not handed in {TEST}"}]) == (code, lines)


def test_a_busy_course_and_a_broken_gradebook_are_one_line_each(handed_in):
    """Also where the fault is not ours, the button gets a line and an exit code."""
    with hold(handed_in.folders.marking_lock):
        assert grade(handed_in, "autograde", "--progress", "json")[1][-1]["kind"] == "Busy"
    for path in handed_in.folders.nbgrader.glob("gradebook.db*"):
        path.write_bytes(b"this is no database, and it is longer than a header of one hundred bytes" * 4)
    code, lines = grade(handed_in, "autograde", "--progress", "json")
    assert (code, lines[-1]["event"], lines[-1]["kind"]) == (2, "refused", "DatabaseError")


def test_marks_release_and_reopen_by_command(handed_in):
    """What the tutor's buttons do, from a shell."""
    handed_in.mark()
    handed_in.teacher_gives(ANNA, 4)
    assert grade(handed_in, "release", "--by", "t01", "--json")[1][0]["released"] == [ANNA]
    marks = {line["learner"]: line["released"] for line in grade(handed_in, "marks", "--json")[1]}
    assert marks == {ANNA: 9.0, BORA: None, CHEA: None}
    assert grade(handed_in, "reopen", "--learner", ANNA, "--reason", "power cut", "--json")[0] == 0
    assert "submission.reopened" in handed_in.audit()
