"""What a learner sees is a copy made when the teacher released it."""

import pytest
from bs4 import BeautifulSoup

from grading.errors import NoSubmission
from grading.feedback import release
from grading.releases import changed_since_release, feedback_page, find_release, list_releases
from tests.grading.makers import ANNA, BORA, COURSE, NASTY, TEST


def seen(world, learner=ANNA):
    found = find_release(world.site, COURSE, TEST, learner)
    return found and found.marks.score


def let_out(world, **options):
    return release(world.site, COURSE, TEST, by="t01", **options)


@pytest.fixture
def marked(world):
    """Two learners have handed in; one of them is marked to the end."""
    world.hand_in(ANNA, q4=NASTY), world.hand_in(BORA)
    world.mark()
    world.teacher_gives(ANNA, 3, "ល្អណាស់ <b>!</b>")
    return world


def test_nothing_is_seen_before_it_is_released(marked):
    """Marks are the teacher's until then."""
    assert seen(marked) is None


def test_released_marks_are_seen_with_the_comment(marked):
    """Points, answers and the comment as written."""
    let_out(marked)
    marks = find_release(marked.site, COURSE, TEST, ANNA).marks
    assert (marks.score, marks.points) == (8.0, 9.0)
    assert (marks.questions[3].comment, marks.questions[3].typed) == ("ល្អណាស់ <b>!</b>", NASTY)


def test_who_still_waits_is_left_out_and_named(marked):
    """Half a mark is shown to nobody."""
    result = let_out(marked)
    assert (result.released, result.waiting) == ([ANNA], [BORA])
    assert seen(marked, BORA) is None


def test_one_learner_can_be_released_alone(marked):
    """The others wait for their own release."""
    marked.teacher_gives(BORA, 1)
    let_out(marked, learner=BORA)
    assert (seen(marked, ANNA), seen(marked, BORA)) == (None, 6.0)


def test_a_mark_changed_later_is_seen_after_the_next_release(marked):
    """Until then the learner sees the old one, and the teacher is told."""
    let_out(marked)
    assert changed_since_release(marked.site, COURSE, TEST) == []
    marked.teacher_gives(ANNA, 4)
    assert (changed_since_release(marked.site, COURSE, TEST), seen(marked)) == ([ANNA], 8.0)
    let_out(marked)
    assert (changed_since_release(marked.site, COURSE, TEST), seen(marked)) == ([], 9.0)
    assert find_release(marked.site, COURSE, TEST, ANNA).version == 2


def test_every_release_is_kept(marked):
    """What a learner was shown once can be looked up."""
    let_out(marked)
    marked.teacher_gives(ANNA, 4)
    let_out(marked), let_out(marked)
    names = {p.name for p in (marked.folders.feedback / ANNA).glob("*.json")}
    assert {f"{TEST}.json", f"{TEST}.v1.json", f"{TEST}.v2.json"} == names
    assert [r.marks.assignment for r in list_releases(marked.site, COURSE, ANNA)] == [TEST]


def test_nbgraders_feedback_page_is_released_with_it(marked):
    """It shows question, answer and comment, and neither script nor tag of anybody's, nor what is for the teacher alone."""
    let_out(marked)
    page = feedback_page(marked.folders, ANNA, TEST).read_text("utf-8")
    soup = BeautifulSoup(page, "html.parser")
    assert NASTY in soup.get_text() and "ល្អណាស់" in soup.get_text()
    assert soup.find_all(["script", "img", "iframe", "object", "link"]) == []
    assert [tag for tag in soup.find_all() if any(name.startswith("on") for name in tag.attrs)] == []
    assert [bad for bad in ("ពិន្ទុសម្រាប់រូប", "មានតែគ្រូ", "RuntimeError", "url(http", "url('http") if bad in page] == []


def test_releasing_is_in_the_audit_log(marked):
    """Who showed what to whom."""
    let_out(marked)
    assert "marks.released" in marked.audit()


def test_a_learner_without_marks_cannot_be_released(marked):
    """A misspelt number is said."""
    with pytest.raises(NoSubmission, match="0009 has nothing marked"):
        let_out(marked, learner="0009")
