"""What a site teaches changes in one step, after the check, and back again; a draft leaves it alone."""

import json

import pytest
from click.testing import CliRunner

from courses.errors import ContentErrors, LibraryBusy, NotInLibrary
from courses.file_names import find_kind_of
from courses.library import Change, Library, compare
from courses.library_commands import publish_command, undo_command
from tests.courses.makers import ITEM, make_content

SUM = "math/fractions/items/sum.yaml"
CHANGED = ITEM.replace("Work out", "Find")


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "site" / "courses", make_content(tmp_path / "shipped"))


@pytest.fixture
def lessons(tmp_path):
    return tmp_path / "site" / "built" / "lessons"


def text_of(folder):
    return (folder / SUM).read_text("utf-8")


def test_a_site_begins_with_what_was_shipped(library):
    """Nothing is copied before somebody edits."""
    assert (library.shipped, library.shipped, [], []) == (library.live, library.draft, library.edits(), library.own_files())


def test_an_edit_changes_the_draft_alone(library):
    """What is taught, and what was shipped, stay as they are."""
    library.save(SUM, CHANGED)
    assert (ITEM, CHANGED) == (text_of(library.live), text_of(library.draft))
    assert [Change(SUM, "changed")] == library.edits()


def test_saving_keeps_one_older_text(library):
    """Undo brings it back, undo again brings the newer one."""
    library.save(SUM, CHANGED)
    library.undo(SUM)
    assert (ITEM, []) == (library.read(SUM), library.edits())
    library.undo(SUM)
    assert CHANGED == library.read(SUM)


def test_a_new_file_is_undone_to_none(library):
    """A file that was not there before is not there afterwards."""
    library.save("math/fractions/items/new.yaml", ITEM)
    library.undo("math/fractions/items/new.yaml")
    assert library.read("math/fractions/items/new.yaml") is None


def test_what_was_never_saved_has_nothing_to_undo(library):
    """It is said, and nothing happens."""
    with pytest.raises(NotInLibrary):
        library.undo(SUM)


def test_a_published_draft_is_taught_and_the_draft_is_gone(library, lessons):
    """The lessons are built, the site's files are told apart from the shipped ones."""
    library.save(SUM, CHANGED)
    now = library.publish(library.draft, lessons, "edited", "t1")
    assert ("0001", "", "t1") == (now.version, now.before, now.by)
    assert (CHANGED, CHANGED, []) == (text_of(library.live), text_of(library.draft), library.edits())
    assert [Change(SUM, "changed")] == library.own_files()
    assert (lessons / "math" / "fractions" / "01-adding.km.ipynb").is_file()


def test_a_draft_with_a_fault_is_not_taught(library, lessons):
    """What was taught is taught on, and the draft waits to be mended."""
    library.save(SUM, ITEM.replace("level: 2", "level: 9"))
    with pytest.raises(ContentErrors, match=r"sum\.yaml:2"):
        library.publish(library.draft, lessons, "edited", "t1")
    assert ("", ITEM, 1) == (library.current.version, text_of(library.live), len(library.edits()))
    assert [] == list((library.folder / "versions").iterdir())


def test_going_back_twice_comes_back(library, lessons):
    """Undo teaches what was before; undo again the newer one."""
    library.save(SUM, CHANGED)
    library.publish(library.draft, lessons, "edited", "t1")
    library.go_back(lessons, "t1")
    assert ITEM == text_of(library.live)
    library.go_back(lessons, "t1")
    assert CHANGED == text_of(library.live)


def test_nothing_before_is_said(library, lessons):
    """A site that never published has nothing to go back to."""
    with pytest.raises(NotInLibrary):
        library.go_back(lessons, "t1")


def test_an_update_of_rean_leaves_the_sites_own_courses(library, lessons, tmp_path):
    """The new shipped courses are told to be other than those the site began with."""
    library.save(SUM, CHANGED)
    library.publish(library.draft, lessons, "edited", "t1")
    assert not library.shipped_moved_on
    (library.shipped / SUM).write_text(ITEM.replace("level: 2", "level: 3"), "utf-8")
    assert (True, CHANGED) == (library.shipped_moved_on, text_of(library.live))


def test_old_versions_are_cleared_away(library, lessons):
    """Five are kept, and always the one before."""
    for number in range(8):
        library.save(SUM, ITEM + "\n" * (number + 1))
        library.publish(library.draft, lessons, "edited", "t1")
    kept = sorted(path.name for path in (library.folder / "versions").iterdir() if path.is_dir())
    assert ["0004", "0005", "0006", "0007", "0008"] == kept


def test_a_version_that_is_gone_is_named(library, lessons):
    """Nobody teaches half a folder, and nobody teaches another one in silence."""
    library.save(SUM, CHANGED)
    library.publish(library.draft, lessons, "edited", "t1")
    (library.folder / "versions" / "0001").rename(library.folder / "versions" / "elsewhere")
    with pytest.raises(NotInLibrary, match="is missing"):
        _ = library.live


def test_two_cannot_publish_at_once(library, lessons):
    """The second is told to wait."""
    with library._hold(), pytest.raises(LibraryBusy):
        library.save(SUM, CHANGED)


@pytest.mark.parametrize(
    "name",
    [
        "../site.toml",
        "math/../../x.yaml",
        "/etc/passwd",
        "math/fractions/items/x.py",
        "math/fractions/items/X.yaml",
        "math/con.yaml",
        "a/b/c/d/e.yaml",
        "",
    ],
)
def test_a_name_without_a_place_is_refused(library, name):
    """Only the names of a content folder, and only texts."""
    with pytest.raises(NotInLibrary):
        library.save(name, "x")


def test_a_link_out_of_the_draft_is_not_followed(library, tmp_path):
    """A folder that leads elsewhere takes no file."""
    library.save(SUM, CHANGED)
    (library.draft / "math" / "out").symlink_to(tmp_path)
    with pytest.raises(NotInLibrary):
        library.save("math/out/unit.yaml", "x")
    assert not (tmp_path / "unit.yaml").exists()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("words.yaml", "text"),
        ("math1/course.yaml", "text"),
        ("math1/fractions/summary.km.md", "text"),
        ("khmer/dictation/sounds/one.ogg", "sound"),
        ("x.svg", None),
    ],
)
def test_a_place_says_what_a_file_is(name, kind):
    """The same rule for the editor, for versions and for bundles."""
    assert kind == find_kind_of(name)


def test_the_commands_publish_a_folder_and_undo_it(library, lessons, tmp_path):
    """As an admin does from a shell; the output can be read by a script."""
    changed = make_content(tmp_path / "mine", item=CHANGED)
    places = ["--library", str(library.folder), "--shipped", str(library.shipped), "--lessons", str(lessons), "--yes", "--json"]
    told = CliRunner().invoke(publish_command, [*places, "--content", str(changed)]).stdout
    back = CliRunner().invoke(undo_command, places).stdout
    assert ("published", "went_back", "") == (json.loads(told)["event"], json.loads(back)["event"], json.loads(back)["version"])


def test_compare_tells_new_changed_and_removed(tmp_path):
    """By name, in order."""
    old, new = make_content(tmp_path / "old"), make_content(tmp_path / "new", item=CHANGED)
    (new / "words.yaml").write_text("x", "utf-8")
    (new / "math" / "course.yaml").unlink()
    assert [("math/course.yaml", "removed"), (SUM, "changed"), ("words.yaml", "new")] == [(c.name, c.kind) for c in compare(old, new)]
