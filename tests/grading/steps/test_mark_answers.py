"""Marking executes nothing: it reads what was typed and asks the item's own checker."""

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbgrader.utils import determine_grade, is_grade

from courses.model import Verdict
from grading.errors import ContentMissing, PaperMissing, SubmissionBroken
from grading.formgrader.inert import make_inert
from grading.steps import MarkAnswers, SealMarks, ShowRubric, mark_answers
from grading.submissions.files import is_for_teacher, is_sealed
from tests.grading.makers import ANNA, COURSE, NASTY, TEST


def step(world, kind=MarkAnswers, **options):
    return kind(**{"site": str(world.site), "course": COURSE, "content": str(world.content)} | options)


def run(world, notebook=None, kind=MarkAnswers, **options):
    folder = world.folders.inbound / world.inbound(ANNA).name
    notebook = notebook or nbformat.read(folder / f"{TEST}.ipynb", as_version=4)
    told = {"nbgrader": {"student": ANNA, "assignment": TEST}, "metadata": {"path": str(folder)}}
    return step(world, kind, **options).preprocess(notebook, told)[0]


def cell_of(notebook, question):
    return next(c for c in notebook.cells if is_grade(c) and c.metadata.nbgrader.grade_id == question)


@pytest.mark.parametrize("share", [0.0, 0.25, 1 / 3, 0.5, 1.0])
def test_a_part_of_the_points_is_nbgraders_partial_credit(world, monkeypatch, share):
    """nbgrader reads from the cell what the checker said, to the last digit."""
    world.hand_in(ANNA)
    monkeypatch.setattr(mark_answers, "check", lambda variant, typed: Verdict("wrong", score=share))
    assert (2 * share, 2.0) == determine_grade(cell_of(run(world), "q1"))


@pytest.mark.parametrize(("share", "points"), [(1.5, 2.0), (-1.0, 0.0)])
def test_no_checker_gives_more_or_less_than_the_question_is_worth(world, monkeypatch, share, points):
    """nbgrader would stop at such a score, or take it for full credit."""
    world.hand_in(ANNA)
    monkeypatch.setattr(mark_answers, "check", lambda variant, typed: Verdict("right", score=share))
    assert (points, 2.0) == determine_grade(cell_of(run(world), "q1"))


def test_the_teacher_reads_question_answer_verdict_and_key(world):
    """In that order, and the key is for the teacher alone."""
    world.hand_in(ANNA, q1="1/1000")
    cell = cell_of(run(world), "q1")
    text = [BeautifulSoup(o.data["text/html"], "html.parser").get_text() for o in cell.outputs]
    assert text[0].index("គណនា") < text[0].index("1/1000") < text[0].index("មិនត្រឹមត្រូវ")
    assert [is_for_teacher(o) for o in cell.outputs] == [False, True, False]
    assert cell.metadata.rean == {"item": "math1/fractions/sum", "verdict": "wrong"}


def test_the_language_is_the_sites(world):
    """A teacher may read English."""
    world.hand_in(ANNA)
    assert "Work out" in cell_of(run(world, lang="en"), "q1").outputs[0].data["text/html"]


def test_a_choice_is_shown_as_the_learner_read_it(world):
    """The id alone would say nothing to a teacher."""
    world.hand_in(ANNA, q3="right")
    assert "frac" in cell_of(run(world), "q3").outputs[0].data["text/html"].split("rean-chosen")[1]


def test_what_was_typed_is_text_in_the_output(world):
    """The page that is made of it has no tag of the learner's."""
    world.hand_in(ANNA, q1=NASTY, q3=NASTY)
    for question in ("q1", "q3"):
        html = cell_of(run(world), question).outputs[0].data["text/html"]
        soup = BeautifulSoup(html, "html.parser")
        assert soup.find("pre").get_text() == NASTY
        assert soup.find_all(["img", "script", "a", "b"]) == []
        assert BeautifulSoup(make_inert(html), "html.parser").get_text() == soup.get_text()


def test_marking_starts_no_process_and_runs_no_cell(world, monkeypatch):
    """No kernel, no child, no eval of what was typed."""
    world.hand_in(ANNA, q1="__import__('os').system('touch /tmp/hurt')")
    for name in ("subprocess.Popen.__init__", "os.fork", "os.system", "builtins.eval", "builtins.exec"):
        monkeypatch.setattr(name, lambda *_a, **_k: pytest.fail("something was executed"))
    cell = cell_of(run(world), "q1")
    assert "raise RuntimeError" in cell.source and cell.execution_count is None


def test_no_paper_no_mark(world):
    """The error says whose paper is missing."""
    world.hand_in(ANNA)
    world.folders.paper(ANNA, TEST).unlink()
    with pytest.raises(PaperMissing, match=ANNA):
        run(world)


def test_a_question_that_the_paper_lacks_is_no_guess(world):
    """A paper of another test is not marked as this one."""
    world.hand_in(ANNA)
    path = world.folders.paper(ANNA, TEST)
    path.write_text(path.read_text("utf-8").replace('"q1"', '"q9"'))
    with pytest.raises(PaperMissing, match="no question q1"):
        run(world)


def test_no_content_no_mark(world):
    """The folder that is missing is named."""
    world.hand_in(ANNA)
    with pytest.raises(ContentMissing, match="/nowhere does not exist"):
        run(world, content="/nowhere")


def test_no_answers_no_mark(world):
    """An empty folder is broken, not wrong."""
    world.hand_in(ANNA)
    (world.inbound(ANNA) / "answers.json").unlink()
    notebook = nbformat.read(world.inbound(ANNA) / f"{TEST}.ipynb", as_version=4)
    with pytest.raises(SubmissionBroken, match=r"answers\.json"):
        run(world, notebook)


def test_the_rubric_stands_above_the_written_answer_for_the_teacher_alone(world):
    """It comes from the content when marking, and is marked as the teacher's."""
    world.hand_in(ANNA)
    cells = run(world, kind=ShowRubric).cells
    place = next(i for i, c in enumerate(cells) if is_for_teacher(c))
    assert "២ ពិន្ទុសម្រាប់រូប" in cells[place].source
    assert world.written == cells[place + 1].metadata.nbgrader.grade_id


def test_the_seal_is_a_step_of_its_own():
    """Only the last step sets it."""
    notebook = nbformat.v4.new_notebook()
    assert not is_sealed(notebook)
    assert is_sealed(SealMarks().preprocess(notebook, {})[0])
