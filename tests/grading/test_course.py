"""A course of ours is an nbgrader course folder; making it again changes nothing."""

import sqlite3

from courses.catalog import load_catalog
from grading.course import ensure_course, ensure_courses
from grading.exchange import close_assignment, is_open
from grading.gradebook import open_gradebook
from grading.marks import find_marks
from grading.records.roster import read_roster, write_roster
from grading.settings import GradingSettings
from tests.grading.makers import ANNA, COURSE, TEST, make_person

FILE = "math1/fractions/assignment.yaml"


def again(world, **options):
    roster = read_roster(world.site / "roster.json")
    return ensure_course(world.site, COURSE, load_catalog(world.content), roster, content=world.content, **options)


def change(world, old, new):
    path = world.content / FILE
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new))


def snapshot(world):
    return {p: p.stat().st_mtime_ns for p in world.site.rglob("*") if p.is_file() and p.suffix not in {".db-wal", ".db-shm", ".lock"}}


def test_making_it_again_changes_nothing(world):
    """Not a file is written."""
    before = snapshot(world)
    assert (again(world).done, again(world).problems) == ((), ())
    assert before == snapshot(world)


def test_the_folders_are_closed_to_other_accounts(world):
    """Nobody else on the machine reads answers, papers or marks."""
    world.hand_in(ANNA)
    inside = (world.folders.inbound, world.folders.outbound, world.folders.feedback)
    folders = (world.folders.nbgrader, *inside, world.folders.paper(ANNA, TEST).parent)
    assert [f.stat().st_mode & 0o777 for f in folders] == [0o700] * 5


def test_all_courses_with_a_test_are_made(world):
    """What the house calls when it starts."""
    assert [p.folders.course for p in ensure_courses(world.site, world.content)] == [COURSE]


def test_a_person_added_to_the_roster_is_a_student(world):
    """And one who left stays, with the marks."""
    write_roster(world.site / "roster.json", [make_person("0009"), make_person("0010", courses=("khmer",)), make_person("0011", courses=())])
    assert again(world).done == ("student 0009", "student 0011")
    with open_gradebook(world.folders) as gradebook:
        assert sorted(s.id for s in gradebook.students) == ["0001", "0002", "0003", "0009", "0011"]


def test_settings_reach_nbgraders_configuration(world):
    """The site's choice of what late costs is nbgrader's."""
    assert again(world, settings=GradingSettings(late_penalty="zero", marking_lang="en")).done == ("nbgrader_config.py",)
    text = (world.folders.nbgrader / "nbgrader_config.py").read_text("utf-8")
    assert "penalty_method = 'zero'" in text and "ShowRubric.lang = 'en'" in text


def test_late_is_shown_and_costs_what_the_site_says(world):
    """With `zero`, a submission after its due date has no points."""
    again(world, settings=GradingSettings(late_penalty="zero"))
    with open_gradebook(world.folders) as gradebook:
        gradebook.update_or_create_assignment(TEST, duedate="2001-01-01 00:00:00 UTC")
    world.hand_in(ANNA)
    world.mark()
    marks = find_marks(world.site, COURSE, TEST, ANNA)
    assert marks.seconds_late > 0
    assert (marks.late_penalty, marks.score) == (5.0, 0.0)


def test_a_changed_test_is_made_anew_before_anybody_answered(world):
    """Questions may change as long as nobody has handed in."""
    change(world, "points: 4", "points: 6")
    assert (f"assignment {TEST}",) == again(world).done
    with open_gradebook(world.folders) as gradebook:
        assert gradebook.find_assignment(TEST).max_score == 11.0


def test_a_test_that_was_answered_keeps_its_questions(world):
    """The change is told and not made; marking goes on."""
    world.hand_in(ANNA)
    world.mark()
    change(world, "- {id: q2, points: 2, item: sum}", "- {id: q9, points: 2, item: sum}")
    report = again(world)
    assert (report.done, len(report.problems)) == ((), 1)
    assert "learners have answered other questions" in report.problems[0]
    assert find_marks(world.site, COURSE, TEST, ANNA).score == 5.0


def test_a_closed_test_stays_closed(world):
    """Starting the house again does not open what the teacher closed."""
    close_assignment(world.folders, TEST)
    again(world)
    assert not is_open(world.site, COURSE, TEST)


def test_the_gradebook_keeps_the_houses_promise(world):
    """WAL, and every connection of ours syncs fully."""
    with sqlite3.connect(world.folders.gradebook) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with open_gradebook(world.folders) as gradebook, gradebook.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_nbgraders_removals_work_under_foreign_keys(world):
    """Our pragma does not break what a teacher may do with `nbgrader db`."""
    world.hand_in(ANNA)
    world.mark()
    with open_gradebook(world.folders) as gradebook:
        gradebook.remove_student(ANNA)
        gradebook.remove_assignment(TEST)
        assert (gradebook.assignments, len(gradebook.students)) == ([], 2)
