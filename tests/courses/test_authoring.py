"""The worked example of `docs/authoring.md` is what an author would get who follows it."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from courses.checks.report import check_content, sound_units
from courses.commands import CONTENT, commands
from courses.publish import build
from tests.courses.makers import COURSE

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "authoring.md").read_text("utf-8")
FILES = re.findall(r"`([\w./-]+\.(?:yaml|md))`[^`]*:\n\n```\w+\n(.*?)```", TEXT, re.DOTALL)
UNIT = "math1/groups"


@pytest.fixture
def followed(tmp_path):
    """A course without its other units, the glossary of the house, and the new unit as the first step makes it."""
    content = tmp_path / "my-courses"
    (content / "math1").mkdir(parents=True)
    shutil.copy(CONTENT / "words.yaml", content)
    (content / "math1" / "course.yaml").write_text(COURSE.split("units:")[0] + "units: []\n", "utf-8")
    title = ["--title-km", "ក្រុមស្មើគ្នា", "--title-en", "Equal groups"]
    assert 0 == CliRunner().invoke(commands, ["new", UNIT, "--content", str(content), *title]).exit_code
    return content


def findings(content):
    return [str(finding) for finding in check_content(content).findings if finding.file.startswith(UNIT)]


def test_every_step_does_what_the_page_says(followed, tmp_path):
    """The files as they are printed, one after the other: the check says what is printed, then nothing; the unit can be taught."""
    assert ["unit.yaml", "lessons/02-sharing.km.md", "lessons/02-sharing.en.md"] == [name for name, _ in FILES][:3]
    for name, text in FILES[:-1]:
        (followed / UNIT / name).write_text(text, "utf-8")
    (told,) = findings(followed)
    assert f"  {told}\n" in TEXT
    name, text = FILES[-1]
    (followed / UNIT / name).write_text(text, "utf-8")
    assert [] == findings(followed)
    assert UNIT in sound_units(check_content(followed))
    build(followed, tmp_path / "lessons")
    assert (tmp_path / "lessons" / UNIT / "02-sharing.km.ipynb").exists()


def test_the_folder_is_as_it_is_printed(followed):
    """No file more, none less."""
    tree = TEXT.split("my-courses/math1/groups/\n")[1].split("```")[0]
    made = {p.relative_to(followed / UNIT).as_posix() for p in (followed / UNIT).rglob("*") if p.is_file()}
    assert made == set(re.findall(r"[\w/-]+(?:\.km|\.en)?\.(?:yaml|md)", tree))


def test_both_guides_name_commands_that_there_are():
    """What an author types is a command of `rean courses`, or one that only the whole house has."""
    named = set(re.findall(r"rean courses (\w+)", TEXT + (DOCS / "authoring.km.md").read_text("utf-8")))
    assert named <= {*commands.commands, "preview", "publish", "undo"}
