"""What `docs/items.md` shows an author is itself read and checked."""

import re
from pathlib import Path

import pytest
import yaml

from courses.answers import KINDS
from courses.item_checks import check_item
from courses.model import Skill
from tests.courses.makers import make_item

TEXT = (Path(__file__).parents[2] / "docs" / "items.md").read_text("utf-8").split("## Answer kinds")[1]
BLOCKS = re.findall(r"### (\w+)\n.*?```yaml\n(.*?)```", TEXT, re.DOTALL)
NAMES = "{a: [2], b: [3], c: [5], p: [2], q: [4], d: [100], t: [8], u: [12], r: [4], v: [100], price: [3500]}"
LET = "{total: 1/a + 1/b, five: 5*v}"


def examples():
    for kind, block in BLOCKS:
        for number, answer in enumerate(re.split(r"^(?=answer:)", block, flags=re.MULTILINE)):
            if answer.startswith("answer:") and "..." not in answer:
                yield pytest.param(kind, answer, id=f"{kind}-{number}")


def test_every_kind_has_an_example():
    """Who adds a kind shows it."""
    assert KINDS.keys() == {kind for kind, _ in BLOCKS}


@pytest.mark.parametrize(("kind", "answer"), list(examples()))
def test_an_example_is_an_answer_without_fault(tmp_path, kind, answer):
    """Copied into an item, it passes the check of the build."""
    item = make_item(tmp_path, answer.removeprefix("answer:").rstrip(), draw=NAMES, let=LET)
    faults = [text for _, text in check_item(item, {"add": Skill("add", None)}) if "never used" not in text]
    assert [] == faults
    assert kind == item.answer.kind


def test_the_example_of_parts_is_an_item(tmp_path):
    """The longest example is a whole item."""
    block = dict(BLOCKS)["parts"].replace('km: "..."', "km: គិត").replace('en: "..."', "en: Think")
    plain = yaml.load(block, Loader=yaml.BaseLoader)
    item = make_item(
        tmp_path,
        None,
        draw="{v: [100, 200]}",
        **{name: yaml.dump(value, default_flow_style=True, allow_unicode=True, width=10**6) for name, value in plain.items()},
    )
    assert [] == list(check_item(item, {"add": Skill("add", None)}))
