"""A paper, once given, never changes."""

import json

import pytest

from courses.answers import show
from grading.errors import BadName, ContentMissing, PaperMissing, SecretMissing
from grading.papers import find_paper, issue_paper, read_paper, read_variants_key, seed_of
from tests.grading.makers import ANNA, BORA, COURSE, TEST


def questions_of(world, learner):
    paper = issue_paper(world.site, COURSE, learner, world.assignment, world.catalog)
    return {q: show(paper.variant(q, world.catalog), "km").ask_html for q in paper.questions}


def test_two_learners_get_different_numbers(world):
    """Neighbours cannot copy."""
    anna, bora = questions_of(world, ANNA), questions_of(world, BORA)
    assert sorted(anna) == sorted(bora) == sorted(world.automatic)
    assert anna != bora


def test_the_same_paper_is_given_again(world):
    """Opening the test twice, or from two seats, shows the same questions."""
    assert questions_of(world, ANNA) == questions_of(world, ANNA)


def test_another_site_draws_other_numbers(world):
    """The seeds follow from the site's secret."""
    assert seed_of(b"a" * 32, ANNA, TEST, "q1") != seed_of(b"b" * 32, ANNA, TEST, "q1")


def test_a_paper_does_not_follow_a_changed_secret(world):
    """What was given is stored as values, so a new secret or a new generator changes nothing in it."""
    before = questions_of(world, ANNA)
    (world.site / "secrets" / "variants.key").write_bytes(b"another secret of 32 bytes .....")
    assert before == questions_of(world, ANNA)


def test_the_paper_holds_values_and_no_seed_and_no_answer(world):
    """The file has the item and the drawn values of each question, and nothing more about it."""
    issue_paper(world.site, COURSE, ANNA, world.assignment, world.catalog)
    row = json.loads(world.folders.paper(ANNA, TEST).read_text("utf-8"))
    assert {("item", "drawn")} == {tuple(q) for q in row["questions"].values()}
    assert world.folders.paper(ANNA, TEST).stat().st_mode & 0o777 == 0o600


def test_written_questions_are_not_in_the_paper(world):
    """Everybody gets the same written question."""
    paper = issue_paper(world.site, COURSE, ANNA, world.assignment, world.catalog)
    assert world.written not in paper.questions


def test_a_learner_who_never_opened_the_test_has_no_paper(world):
    """Asking does not draw one."""
    assert find_paper(world.site, COURSE, ANNA, TEST) is None
    with pytest.raises(PaperMissing, match=f"{ANNA} was never given a paper for {TEST}"):
        read_paper(world.site, COURSE, ANNA, TEST)


def test_a_broken_paper_is_said_to_be_broken(world):
    """A file that a power cut or a hand has spoilt is named."""
    issue_paper(world.site, COURSE, ANNA, world.assignment, world.catalog)
    world.folders.paper(ANNA, TEST).write_text('{"questions": {"q1"')
    with pytest.raises(PaperMissing, match="cannot be read"):
        read_paper(world.site, COURSE, ANNA, TEST)


def test_an_item_that_left_the_content_is_named(world):
    """The message says who was asked what."""
    issue_paper(world.site, COURSE, ANNA, world.assignment, world.catalog)
    path = world.folders.paper(ANNA, TEST)
    path.write_text(path.read_text("utf-8").replace('"math1/', '"math9/'))
    with pytest.raises(ContentMissing, match=f"no item math9/.*{ANNA} was asked"):
        read_paper(world.site, COURSE, ANNA, TEST).variant(world.automatic[0], world.catalog)


@pytest.mark.parametrize("key", [None, b"short"])
def test_without_a_secret_no_paper_is_drawn(world, key):
    """A missing or short secret would make papers that can be guessed."""
    path = world.site / "secrets" / "variants.key"
    path.unlink() if key is None else path.write_bytes(key)
    with pytest.raises(SecretMissing, match=r"variants\.key"):
        read_variants_key(world.site)


@pytest.mark.parametrize("name", ["../0002", "", "A", "a/b", ".hidden", "x" * 65, "a+b", "ខ្មែរ"])
def test_a_name_that_could_leave_the_folder_is_refused(world, name):
    """No path is made of a name that is not one."""
    with pytest.raises(BadName, match="learner must be"):
        find_paper(world.site, COURSE, name, TEST)
