"""`rean courses new` makes a unit that passes the check, and overwrites nothing."""

import json
import shutil

import pytest
from click.testing import CliRunner

from courses.answers import key_as_typed
from courses.checks.report import check_content
from courses.commands import CONTENT, commands
from courses.publish import build
from courses.variants import sample_variants
from tests.courses.makers import make_content
from tests.courses.second_way import VERIFIED, find_fault


@pytest.fixture
def content(tmp_path):
    """A small content with the glossary of the house."""
    shutil.copy(CONTENT / "words.yaml", make_content(tmp_path / "content"))
    return tmp_path / "content"


def new(content, path, *more):
    return CliRunner().invoke(commands, ["new", path, "--content", str(content), *more])


def test_a_new_unit_has_nothing_to_find(content, tmp_path):
    """No error and no warning; it can be built, and its keys are found a second way."""
    assert 0 == new(content, "math/decimals").exit_code
    report = check_content(content)
    assert [] == [str(f) for f in report.findings if f.file.startswith("math/decimals")]
    assert 2 == build(content, tmp_path / "out").lessons
    items = report.catalog.unit("math/decimals").items.values()
    keys = [(v, key_as_typed(v)) for item in items for v in sample_variants(item)]
    assert {item.answer.kind for item in items} <= VERIFIED and [] == [fault for v, key in keys if (fault := find_fault(v, key))]


def test_it_holds_what_a_unit_holds(content):
    """A skill, a lesson in both languages with a figure that asks, three kinds of items and a figure's, a unit test, a summary."""
    new(content, "math/decimals")
    unit = check_content(content).catalog.unit("math/decimals")
    assert (1, 1, 4, 1) == (len(unit.skills), len(unit.lessons), len(unit.items), len(unit.assignments))
    assert ["choice", "gaps", "whole"] == sorted(item.answer.kind for item in unit.items.values() if not item.figure)
    assert {"summary.en.md", "summary.km.md"} <= {path.name for path in (content / "math/decimals").iterdir()}


def test_it_takes_the_place_and_the_title_of_the_planned_unit(content):
    """The other lines of course.yaml stay as they were."""
    before = (content / "math/course.yaml").read_text("utf-8")
    new(content, "math/integers")
    assert before.replace("  - title: {km: ចំនួនគត់, en: Integers}\n", "  - folder: integers\n") == (content / "math/course.yaml").read_text("utf-8")
    assert "ចំនួនគត់" == check_content(content).catalog.unit("math/integers").title.km


def test_a_title_of_ones_own_is_found_among_the_planned_or_put_at_the_end(content):
    """The folder may be called otherwise; what nobody planned comes last."""
    new(content, "math/below-zero", "--title-en", "Integers")
    new(content, "math/rest", "--title-km", "«សម្រាក»: 1", "--title-en", 'A "rest": # 1')
    catalog = check_content(content).catalog
    assert ["math/fractions", "math/below-zero", "math/rest"] == [unit.id for unit in catalog.course("math").units]
    assert ("«សម្រាក»: 1", 'A "rest": # 1') == (catalog.unit("math/rest").title.km, catalog.unit("math/rest").title.en)


def test_a_course_begins_empty_and_takes_units(content):
    """From nothing to a unit that can be built, in two commands."""
    assert [0, 0, 0] == [new(content, path).exit_code for path in ("cooking", "cooking/rice", "cooking/rice-and-fish")]
    report = check_content(content)
    assert ["cooking/rice", "cooking/rice-and-fish"] == [unit.id for unit in report.catalog.course("cooking").units]
    assert [] == report.errors


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("math/fractions", "is there already"),
        ("math", "is there already"),
        ("maths/rest", "there is no course maths"),
        ("math/Über", "a folder's name is of a-z, 0-9 and single -"),
        ("math/../../x", "a folder's name is of a-z"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_changes(content, path, told):
    """No file is written over, none appears outside the course."""
    before = {p: p.read_bytes() for p in content.parent.rglob("*") if p.is_file()}
    result = new(content, path)
    assert 1 == result.exit_code and told in result.output
    assert before == {p: p.read_bytes() for p in content.parent.rglob("*") if p.is_file()}


def test_units_written_in_one_line_are_left_to_the_author(content):
    """The command does not guess where in a line to write."""
    text = (content / "math/course.yaml").read_text("utf-8").split("units:")[0] + "units: [{folder: fractions}]\n"
    (content / "math/course.yaml").write_text(text, "utf-8")
    result = new(content, "math/rest")
    assert 1 == result.exit_code and "one a line" in result.output
    assert not (content / "math/rest").exists()


def test_two_units_do_not_share_a_test_name(content):
    """The name of a unit test is nbgrader's, and its own through all courses."""
    new(content, "math/rest")
    new(content, "cooking")
    new(content, "cooking/rest")
    assert {"rest-test", "cooking-rest-test"} == {a.name for u in check_content(content).catalog.units for a in u.assignments}


def test_a_course_has_a_name_that_a_folder_can_have(tmp_path):
    """A path that leads elsewhere is no name, and the message does not ask to make it."""
    told = new(tmp_path, "../elsewhere")
    assert (1, "Error: a folder's name is of a-z, 0-9 and single -, and begins with a letter. Got ..") == (told.exit_code, told.stderr.strip())


def test_what_was_made_as_json(tmp_path):
    """One object on standard output; what to do next goes to standard error."""
    told = new(tmp_path, "maths", "--json")
    assert {"made": [str(tmp_path / "maths" / "course.yaml")]} == json.loads(told.stdout)
