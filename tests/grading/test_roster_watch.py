"""The gradebooks follow the roster without anybody's help."""

import pytest

from grading.durable import hold
from grading.errors import Busy
from grading.gradebook import open_gradebook
from grading.records.roster import LiveRoster, read_roster, write_roster
from grading.roster_watch import RosterWatch
from tests.grading.makers import make_person
from tests.house import wait_for


def students(world):
    with open_gradebook(world.folders) as gradebook:
        return {student.id for student in gradebook.students}


def add(world, number):
    people = read_roster(world.site / "roster.json").people
    write_roster(world.site / "roster.json", [*people.values(), make_person(number)])


@pytest.fixture
def watch(world):
    watch = RosterWatch(world.site, LiveRoster(world.site / "roster.json"))
    yield watch
    watch.end()


def test_somebody_added_is_a_student_soon(world, watch):
    """Nothing has to be collected or started anew for it."""
    watch.start()
    add(world, "0009")
    wait_for(lambda: "0009" in students(world), 10, "the new student")


def test_a_second_look_changes_nothing(world, watch):
    """Following is repeatable."""
    add(world, "0009")
    assert (["student 0009"], []) == (watch.follow(), watch.follow())


def test_a_course_that_is_being_marked_is_left_for_later(world, watch):
    """Marking and following never write people at the same moment; afterwards the student is there."""
    add(world, "0009")
    with hold(world.folders.marking_lock), pytest.raises(Busy):
        watch.follow()
    assert "0009" not in students(world)
    watch.follow()
    assert "0009" in students(world)
