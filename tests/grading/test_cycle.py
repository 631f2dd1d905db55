"""From a typed answer to a mark on the learner's page, with the real nbgrader."""

import json
import re
import threading

import pytest

from grading.autograde import collect_and_mark
from grading.durable import hold
from grading.errors import AssignmentMissing, Busy, ContentMissing, CourseMissing
from grading.gradebook import open_gradebook
from grading.marks import find_marks, read_state
from grading.papers import read_paper
from tests.grading.makers import ANNA, BORA, CHEA, COURSE, NASTY, TEST, copy_world


def marks_of(world, learner=ANNA):
    return find_marks(world.site, COURSE, TEST, learner)


def test_right_answers_get_all_points_and_the_written_one_waits(world):
    """The machine marks what it can."""
    world.hand_in(ANNA)
    summary = world.mark()
    assert summary.marked == [ANNA]
    marks = marks_of(world)
    assert (marks.score, marks.points, marks.waiting) == (5.0, 9.0, ("q4",))
    assert [q.verdict for q in marks.questions] == ["right", "right", "right", None]


def test_each_question_is_marked_by_its_own_checker(world):
    """Wrong, unreduced, unreadable and unanswered get nothing; the verdict is kept."""
    right = world.right_answers(ANNA)
    top, bottom = right["q1"].split("/")
    world.hand_in(ANNA, q1=f"{int(top) * 2}/{int(bottom) * 2}", q2=NASTY, q3="")
    world.mark()
    assert world.scores(ANNA) == {"q1": 0.0, "q2": 0.0, "q3": 0.0, "q4": None}
    assert [q.verdict for q in marks_of(world).questions] == ["ask_again", "unreadable", "unreadable", None]


def test_khmer_digits_are_right(world):
    """The learner's digits are the learner's choice."""
    khmer = world.right_answers(ANNA)["q1"].translate(str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩"))
    world.hand_in(ANNA, q1=khmer)
    world.mark()
    assert world.scores(ANNA)["q1"] == 2.0


def test_one_learners_answers_are_wrong_on_anothers_paper(world):
    """Copying from a neighbour brings nothing, since the numbers differ."""
    theirs = world.right_answers(BORA)
    assert theirs["q1"] != world.right_answers(ANNA)["q1"]
    world.hand_in(ANNA, q1=theirs["q1"])
    world.mark()
    assert world.scores(ANNA)["q1"] == 0.0


def test_an_empty_written_answer_waits_for_nobody(world):
    """nbgrader gives 0 to a question that was left as it was."""
    world.hand_in(ANNA, q4="  \n ")
    world.mark()
    assert marks_of(world).waiting == ()
    assert world.scores(ANNA)["q4"] == 0.0


def test_the_teachers_points_count(world):
    """By hand goes before by machine, in part too, and extra credit is added."""
    world.hand_in(ANNA, q1="1/1000")
    world.mark()
    world.teacher_gives(ANNA, 2.5, 'ល្អ, "ណាស់"')
    world.teacher_gives(ANNA, 1.5, question="q1")
    marks = marks_of(world)
    assert (marks.score, marks.waiting) == (7.0, ())
    assert [(q.score, q.by_teacher) for q in marks.questions[:2]] == [(1.5, True), (2.0, False)]
    assert marks.questions[3].comment == 'ល្អ, "ណាស់"'


def test_marking_again_changes_nothing(world):
    """What is marked is left alone, files and scores."""
    world.hand_in(ANNA)
    world.mark()
    before = marks_of(world), (world.folders.step("autograded", ANNA, TEST) / f"{TEST}.ipynb").stat().st_mtime_ns
    summary = world.mark()
    after = marks_of(world), (world.folders.step("autograded", ANNA, TEST) / f"{TEST}.ipynb").stat().st_mtime_ns
    assert (summary.marked, summary.known) == ([], [ANNA])
    assert before == after


def test_marking_anew_keeps_the_teachers_points_and_asks_to_look(world):
    """After the content was mended, everything can be marked again."""
    world.hand_in(ANNA)
    world.mark()
    world.teacher_gives(ANNA, 3)
    world.mark(again=True)
    assert (marks_of(world).score, marks_of(world).waiting) == (8.0, ("q4",))


def test_a_run_that_was_killed_is_done_again(world):
    """A notebook without its seal is not marked, whatever the folder says."""
    world.hand_in(ANNA)
    world.mark()
    path = world.folders.step("autograded", ANNA, TEST) / f"{TEST}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    del notebook["metadata"]["rean"]
    path.chmod(0o600)
    path.write_text(json.dumps(notebook))
    assert world.mark().marked == [ANNA]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda w: w.folders.paper(ANNA, TEST).unlink(), "was never given a paper"),
        (lambda w: w.folders.paper(ANNA, TEST).write_text("{"), "cannot be read"),
        (lambda w: (w.folders.step("submitted", ANNA, TEST) / "answers.json").write_text("[]"), "must be one object of texts"),
        (lambda w: (w.folders.step("submitted", ANNA, TEST) / f"{TEST}.ipynb").write_text("{"), "notebook of 0001 cannot be read"),
    ],
)
def test_what_cannot_be_marked_keeps_its_old_score_and_is_named(world, spoil, message):
    """One learner's trouble is that learner's: the others are marked, the old score and what formgrader shows stay."""
    for learner in (ANNA, BORA, CHEA):
        world.hand_in(learner)
    world.mark()
    before = marks_of(world)
    spoil(world)
    events = []
    summary = world.mark(again=True, report=events.append)
    assert {ANNA} == set(summary.failed)
    assert re.search(f"{message}.*; the old score stays", summary.failed[ANNA])
    assert summary.marked == [BORA, CHEA]
    assert before == marks_of(world)
    assert events[-1:] == [{"event": "finished", "marked": 2, "known": 0, "failed": 1}]


def test_without_content_nothing_is_touched(world):
    """A content folder that is missing or broken stops the run before it begins."""
    world.hand_in(ANNA)
    (world.content / "math1" / "fractions" / "items" / "sum.yaml").write_text("skills: [")
    fresh = copy_world(world, world.site.parent / "fresh")  # a folder that no process has read yet
    with pytest.raises(ContentMissing, match=r"sum\.yaml:\d"):
        fresh.mark()
    assert not fresh.folders.step("submitted", ANNA, TEST).exists()


def test_unknown_courses_and_tests_are_refused(world):
    """A misspelt name is said, not marked."""
    with pytest.raises(AssignmentMissing, match="fraction-test"):
        collect_and_mark(world.site, COURSE, "fraction-test")
    with pytest.raises((CourseMissing, AssignmentMissing)):
        collect_and_mark(world.site, "math2", TEST)


def test_two_runs_at_once_do_not_meet(world):
    """The second is told that the first is at work."""
    world.hand_in(ANNA)
    with hold(world.folders.marking_lock), pytest.raises(Busy):
        world.mark()


def test_learners_hand_in_while_the_teacher_marks(world):
    """Neither waits for the other's end, and nothing is lost."""
    world.hand_in(ANNA)
    papers = {learner: world.right_answers(learner) for learner in (BORA, CHEA)}
    threads = [threading.Thread(target=world.hand_in, args=(learner,)) for learner in papers]
    [thread.start() for thread in threads]
    world.mark()
    [thread.join() for thread in threads]
    world.mark()
    assert read_state(world.site, COURSE, TEST).waiting == (ANNA, BORA, CHEA)


def test_the_state_follows_the_work(world):
    """Handed in, waiting for the teacher, done."""
    world.hand_in(ANNA), world.hand_in(BORA)
    assert (read_state(world.site, COURSE, TEST).to_collect, read_state(world.site, COURSE, TEST).waiting) == ((ANNA, BORA), ())
    world.mark()
    world.teacher_gives(ANNA, 4)
    state = read_state(world.site, COURSE, TEST)
    assert (state.to_collect, state.waiting, state.marked) == ((), (BORA,), (ANNA,))


def test_no_key_and_no_item_reaches_what_learners_or_nbgrader_hold(world):
    """Neither source nor release nor submitted holds an item's text, its formula, a drawn value's name, or the rubric."""
    world.hand_in(ANNA)
    world.mark()
    folders = [world.folders.nbgrader / name for name in ("source", "release", "submitted")] + [world.folders.exchange]
    text = "\n".join(p.read_text("utf-8") for folder in folders for p in folder.rglob("*") if p.is_file())
    secrets = ("math1/fractions/sum", "1/a + 1/b", "adds_tops_and_bottoms", "rubric", "points for the picture", "drawn", "គណនា")
    assert [secret for secret in secrets if secret in text] == []
    assert read_paper(world.site, COURSE, ANNA, TEST).learner == ANNA


def test_names_with_commas_and_quotes_reach_the_gradebook(world):
    """The roster's names, both of them."""
    with open_gradebook(world.folders) as gradebook:
        student = gradebook.find_student(ANNA)
        assert (student.last_name, student.first_name) == ('Sok, "Dara" 0001', 'សុខ, "ដារ៉ា" 0001')


def test_long_and_odd_answers_are_marked(world):
    """10,000 characters and emoji are answers like others."""
    world.hand_in(ANNA, q1="9" * 10_000, q2="😀" * 5_000, q4="ក" * 10_000)
    world.mark()
    marks = marks_of(world)
    assert [q.score for q in marks.questions] == [0.0, 0.0, 1.0, None]
    assert marks.questions[3].typed == "ក" * 10_000
