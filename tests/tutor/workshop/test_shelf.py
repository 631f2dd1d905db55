"""The shelf shows what stands in the files, and what stood there when a file cannot be read."""

import pytest

from courses.errors import UnknownContent
from tests.courses.makers import ITEM, LESSON, make_content
from tutor.workshop.shelf import Shelf, stamp_of
from tutor.workshop.watch import list_changed_units

UNIT, SUM = "math/fractions", "math/fractions/sum"


@pytest.fixture
def content(tmp_path):
    return make_content(tmp_path / "content")


def write(content, name, text):
    (content / UNIT / name).write_text(text, "utf-8")


def test_a_saved_item_is_read_again(content):
    """The same shelf, asked after a save, gives the new text."""
    shelf = Shelf(content)
    shelf.item(SUM)
    write(content, "items/sum.yaml", ITEM.replace("Work out", "Find"))
    assert shelf.item(SUM).ask.en.startswith("Find")


def test_a_broken_item_keeps_its_last_good_version_and_tells_its_line(content):
    """The others are read anew; the broken one stays as it was, with the fault beside it."""
    shelf = Shelf(content)
    shelf.draft(UNIT)
    write(content, "items/sum.yaml", ITEM.replace("level: 2", "levle: 2"))
    write(content, "items/new.yaml", ITEM)
    draft = shelf.draft(UNIT)
    assert {SUM, "math/fractions/new"} == set(draft.unit.items)
    assert ["math/fractions/items/sum.yaml:2: unknown key levle; did you mean level?"] == [str(fault) for fault in draft.faults]
    assert "levle: 2" == shelf.line_of(draft.faults[0])


def test_what_never_could_be_read_leaves_the_rest_in_sight(content):
    """A unit that is opened broken shows its sound items."""
    write(content, "items/bad.yaml", "level: [")
    draft = Shelf(content).draft(UNIT)
    assert ({SUM}, 1) == (set(draft.unit.items), len(draft.faults))


def test_a_deleted_item_is_gone(content):
    """Only a file that is there and broken is shown as it was."""
    shelf = Shelf(content)
    shelf.draft(UNIT)
    (content / UNIT / "items" / "sum.yaml").unlink()
    assert {} == shelf.draft(UNIT).unit.items


def test_a_broken_unit_file_leaves_the_unit_as_it_was(content):
    """Without `unit.yaml` there is no unit; the last one stays in sight."""
    shelf = Shelf(content)
    shelf.draft(UNIT)
    write(content, "unit.yaml", "title: nothing")
    assert (1, 1) == (len(shelf.draft(UNIT).unit.items), len(shelf.draft(UNIT).faults))


def test_a_broken_lesson_keeps_its_last_parts(content):
    """A link is refused; the text before it stays."""
    shelf = Shelf(content)
    lesson = shelf.unit(UNIT).lessons[0]
    before = shelf.lesson(lesson, "en").parts
    write(content, "lessons/01-adding.en.md", LESSON["en"] + "\n[x](http://example.org)\n")
    read = shelf.lesson(lesson, "en")
    assert (before, 8) == (read.parts, read.fault.line)


@pytest.mark.parametrize("name", ["math", "math/none", "../content/math/fractions", "math/fractions/items", "/etc/x"])
def test_only_a_units_own_name_opens_it(content, name):
    """No other folder can be reached."""
    with pytest.raises(UnknownContent):
        Shelf(content).draft(name)


def test_a_link_out_of_the_folder_is_not_followed(content, tmp_path):
    """A folder elsewhere is no unit of this content."""
    outside = make_content(tmp_path / "outside")
    (content / "math" / "stolen").symlink_to(outside / UNIT)
    with pytest.raises(UnknownContent):
        Shelf(content).draft("math/stolen")


def test_a_course_shows_units_that_it_does_not_list_yet(content):
    """A new unit can be looked at before the course names it."""
    (content / "math" / "second").mkdir()
    (content / "math" / "second" / "unit.yaml").write_text((content / UNIT / "unit.yaml").read_text("utf-8"), "utf-8")
    assert [UNIT, "math/second"] == [draft.id for draft in Shelf(content).courses()[0].units]


def test_a_broken_course_file_keeps_its_title(content):
    """The last title that could be read stays."""
    shelf = Shelf(content)
    shelf.courses()
    (content / "math" / "course.yaml").write_text("title: [", "utf-8")
    course = shelf.courses()[0]
    assert ("Math", 1) == (course.title.en, len(course.faults))


def test_a_course_file_may_say_more_than_the_workshop_shows(content):
    """A new kind of line in it hides no course; the check knows which lines there are."""
    path = content / "math" / "course.yaml"
    path.write_text(path.read_text("utf-8") + "placement: [fractions/add]\nplace: 3\n", "utf-8")
    assert ((), "Math") == (Shelf(content).courses()[0].faults, Shelf(content).courses()[0].title.en)


def test_saving_is_told_by_unit(content):
    """A page learns which unit's files are others than before."""
    before = stamp_of(content)
    write(content, "items/sum.yaml", ITEM + "\n")
    (content / "math" / "course.yaml").write_text("title: x", "utf-8")
    assert ["math", "math/fractions"] == list_changed_units(before, stamp_of(content))
