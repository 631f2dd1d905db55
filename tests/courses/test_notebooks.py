"""A lesson's text becomes the same notebook, byte for byte."""

import json
import re
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from courses.commands import commands
from courses.publish import build, ensure_built
from tests.courses.makers import ITEM, make_content

GOLDEN = Path(__file__).with_name("golden")


@pytest.mark.parametrize("lang", ["km", "en"])
def test_a_built_lesson_equals_its_golden_notebook(tmp_path, lang):
    """A change of the builder shows itself here, to be read before it is accepted."""
    figure = ":::{figure-widget} number-line\nitem: sum\ndenominator: 4\n:::\n"
    boxes = {"km": "\n:::{example} ឧទាហរណ៍\nគណនា $\\frac12$ ។\n:::\n", "en": "\n:::{example} Example\nWork out $\\frac12$.\n:::\n"}
    texts = {"km": "# ការបូក\n\nមួយភាគពីរ $\\frac12$ ។\n\n", "en": "# Adding\n\nA half $\\frac12$.\n\n"}
    lessons = {f"lesson_{name}": texts[name] + figure + boxes[name] + "\n:::{practice} add\n:::\n" for name in texts}
    build(make_content(tmp_path / "content", item=ITEM + "figure: number-line\n", **lessons), tmp_path / "out")
    built = (tmp_path / "out" / "math" / "fractions" / f"01-adding.{lang}.ipynb").read_text("utf-8")
    assert (GOLDEN / f"01-adding.{lang}.ipynb").read_text("utf-8") == built


def test_every_built_lesson_is_a_valid_notebook_without_keys(tmp_path):
    """What a learner's server may read opens in any Jupyter, and holds no answer, no seed and no test."""
    build(make_content(tmp_path / "content"), tmp_path / "out")
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file():
            nbformat.validate(nbformat.read(path, as_version=4))
            assert not {"1/a + 1/b", "adds_tops_and_bottoms", "5/6"} & {
                w for w in ("1/a + 1/b", "adds_tops_and_bottoms", "5/6") if w in path.read_text("utf-8")
            }


def test_no_line_breaks_inside_a_number(tmp_path):
    """The thousands of a number stay together in a text, in a box and in its title; two numbers beside each other may part."""
    km = ("ការបូក", "បង់ 12 500 រៀល សម្រាប់ 3 20", "ចាប់ពី 1 000", "ស្មើ 2 000។")
    en = ("Adding", "Pay 12 500 riel for 3 20", "From 1 000", "It is 2 000.")
    page = "# {}\n\n{}\n\n:::{{example}} {}\n{}\n:::\n\n:::{{practice}} add\n:::\n"
    build(make_content(tmp_path / "content", lesson_km=page.format(*km), lesson_en=page.format(*en)), tmp_path / "out")
    for lang in ("km", "en"):
        said = (tmp_path / "out" / "math" / "fractions" / f"01-adding.{lang}.ipynb").read_text("utf-8")
        numbers = re.findall(r"12\s500|3\s20|1\s000|2\s000", said)
        assert ["12_500", "3 20", "1_000", "2_000"] == [number.replace("\N{NO-BREAK SPACE}", "_") for number in numbers]


def test_the_command_tells_faults_and_fails(tmp_path):
    """`rean courses check` ends with 1 and names the line."""
    content = make_content(tmp_path, item="skills: [add")
    result = CliRunner().invoke(commands, ["check", "--content", str(content)])
    assert result.exit_code == 1
    assert "sum.yaml:2: not YAML" in result.output


def test_the_command_prints_one_object(tmp_path):
    """`--json` is for scripts: one object on standard output."""
    result = CliRunner().invoke(commands, ["check", "--json", "--content", str(make_content(tmp_path))])
    told = json.loads(result.stdout)
    assert {"errors", "warnings", "accepted", "findings"} == told.keys()
    assert (0, ["few_items"]) == (told["errors"], [finding["rule"] for finding in told["findings"]])


def test_an_unchanged_course_is_not_built_again(tmp_path):
    """The next start finds the lessons as they are; a changed letter builds them anew."""
    content, out = make_content(tmp_path / "content"), tmp_path / "out" / "lessons"
    built = [ensure_built(content, out), ensure_built(content, out)]
    (content / "math/fractions/lessons/01-adding.en.md").write_text("# Adding\n\nTwo halves.\n\n:::{practice}\n:::\n")
    assert [True, False, True] == [*built, ensure_built(content, out)]
