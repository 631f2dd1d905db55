"""All that is taught can be looked at and tried in the workshop, whatever kinds of answers and figures come to it."""

import pytest

from courses.commands import CONTENT
from tutor.workshop.shelf import Shelf
from tutor.workshop.tryouts import Tryouts
from tutor.workshop.view import view_assignment, view_item, view_lesson, view_unit

SHELF = Shelf(CONTENT)
DRAFTS = {draft.id: draft for course in SHELF.courses() for draft in course.units}


def test_every_course_is_read_without_a_fault():
    """A new line in a course's file would otherwise hide its place or its units."""
    assert [] == [str(fault) for course in SHELF.courses() for fault in course.faults]


@pytest.mark.parametrize("unit_id", DRAFTS)
def test_a_unit_opens_whole(unit_id):
    """Skills, lessons, unit tests, every exercise in another drawing than the first; tests in files pass, and the key is taken as right."""
    unit, tryouts = SHELF.unit(unit_id), Tryouts(SHELF)
    assert {0} == set(view_unit(unit)["failed"].values())
    assert [] == [row["id"] for test in unit.assignments for row in view_assignment(SHELF, test) if row["missing"]]
    assert [] == [side["fault"] for lesson in unit.lessons for side in view_lesson(SHELF, lesson, unit_id).values() if side["fault"]]
    for item in unit.items.values():
        seen = view_item(SHELF, item, 1, None)
        assert not item.figure or seen["figures"]["km"], f"{item.id} is asked in no lesson"
        shown = tryouts.next({"item": item.id, "variant": 1}, "km")
        said = tryouts.check(shown["shown_id"], seen["key"], "en")
        assert said["verdict"] in ("right", "taken") or not seen["key"], item.id
