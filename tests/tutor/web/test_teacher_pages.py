"""A teacher's buttons reach the own class, say what they did, and show times as the clock on the wall."""

import shutil
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from courses.commands import CONTENT
from grading.autograde import collect_and_mark
from grading.course import ensure_courses
from grading.exchange import may_submit, submit
from grading.folders import CourseFolders
from grading.gradebook import open_gradebook
from grading.papers import issue_paper
from grading.records.roster import write_roster
from grading.releases import find_release
from tests.tutor.makers import CATALOG, PEOPLE, Clock, make_house
from tutor.web.app import make_app
from tutor.web.pages import PREFIX

COURSE, TEST = "math1", "fractions-test"
PAGE = f"{PREFIX}/class/assignment/{TEST}"
OWN, OWN_TOO, OTHER = "101", "102", "201"


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """A site in which three learners of two classes handed in; the machine has marked, and one written answer waits."""
    site = tmp_path_factory.mktemp("marked") / "site"
    (site / "secrets").mkdir(parents=True)
    (site / "secrets" / "variants.key").write_bytes(b"a key for tests, of 32 bytes ...")
    write_roster(site / "roster.json", PEOPLE.values())
    ensure_courses(site, CONTENT)
    for learner in (OWN, OWN_TOO, OTHER):
        issue_paper(site, COURSE, learner, CATALOG.assignment(TEST), CATALOG)
        submit(site, COURSE, learner, TEST, {"q9": "x"}, attempt_id=f"attempt-{learner}")
    collect_and_mark(site, COURSE, TEST)
    for learner in (OWN, OTHER):
        _give_points(site, learner)
    return site


def _give_points(site, learner):
    with open_gradebook(CourseFolders(site, COURSE)) as gradebook:
        for grade in gradebook.find_submission(TEST, learner).notebooks[0].grades:
            grade.needs_manual_grade = False
        gradebook.db.commit()


@pytest.fixture
def site(marked, tmp_path):
    """A copy of the marked site."""
    shutil.copytree(marked, tmp_path / "site")
    return tmp_path / "site"


class Teacher:
    """The teacher of class A at the pages."""

    def __init__(self, site, clock=None):
        self.house = make_house(site, clock)
        self.client = TestClient(make_app(self.house), base_url="http://rean", follow_redirects=True)

    def get(self, path, lang="en"):
        return self.client.get(path, params={"lang": lang}, headers={"X-Number": "t1"})

    def post(self, path, **form):
        return self.client.post(path, data=form, headers={"X-Number": "t1"})


def test_reopening_is_for_the_own_class(site):
    """A form that names a learner of another class is refused and logged."""
    teacher = Teacher(site)
    assert 403 == teacher.post(f"{PAGE}/reopen", learner=OTHER, reason="forged").status_code
    assert not may_submit(site, COURSE, OTHER, TEST)
    assert ["request.refused"] == [line["act"] for line in teacher.house.audit.read() if line["about"] == OTHER]


def test_who_may_hand_in_again_is_shown_and_can_be_closed_again(site):
    """The permission stands in the learner's row, and a button takes it back."""
    teacher = Teacher(site)
    page = teacher.post(f"{PAGE}/reopen", learner=OWN, reason="power cut")
    assert (1, True) == (page.text.count("data-reopened"), may_submit(site, COURSE, OWN, TEST))
    page = teacher.post(f"{PAGE}/reopen", learner=OWN, act="close")
    assert (0, False) == (page.text.count("data-reopened"), may_submit(site, COURSE, OWN, TEST))


def test_giving_back_reaches_the_own_class_and_names_who_is_left_out(site):
    """The learner whose answer waits is named; the other class waits for its own teacher."""
    page = Teacher(site).post(f"{PAGE}/release")
    said = page.text.split("data-given")[1].split("</div>")[0]
    assert ("ដារា (102)" in said, "សុភា" in said) == (True, False)
    given = [learner for learner in (OWN, OWN_TOO, OTHER) if find_release(site, COURSE, TEST, learner)]
    assert [OWN] == given


def test_what_was_given_back_is_read_in_words(marked, tmp_path):
    """Beside each answer stands its question; a choice is its words, not its name; what was left empty is said."""
    shutil.copytree(marked, tmp_path / "site")
    teacher = Teacher(tmp_path / "site")
    teacher.post(f"{PAGE}/release")
    page = teacher.client.get(f"{PREFIX}/marks", params={"lang": "en"}, headers={"X-Number": OWN}).text
    assert 9 == page.count('<th scope="row">')
    assert "Explain to your friend in your own words" in page
    assert "Which is more" in page
    assert 8 == page.count("not answered")


def test_the_class_page_counts_the_own_class(site):
    """Two of three submissions are this class's."""
    assert "handed in 2" in Teacher(site).get(f"{PREFIX}/class").text


def test_times_are_those_of_the_site(site):
    """Half past ten in the evening by UTC is half past five of the next morning in Phnom Penh."""
    clock = Clock()
    clock.time = datetime(2027, 1, 4, 22, 30, tzinfo=UTC)
    teacher = Teacher(site, clock)
    teacher.post(f"{PREFIX}/class/learner/101/override", skill="math1/fractions#fraction_meaning", act="mastered", reason="on paper")
    page = teacher.get(f"{PREFIX}/class/learner/101").text
    assert ("05/01/2027 05:30" in page, "22:30" in page) == (True, False)
