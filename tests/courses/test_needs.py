"""A skill may need one of another unit of its course."""

import pytest

from courses.catalog import load_catalog
from courses.errors import ContentErrors
from tests.courses.makers import COURSE, ITEM, LESSON, make_content

TWO = COURSE.replace("- folder: fractions", "- folder: fractions\n  - folder: counting")
COUNTING = """\
title: {km: រាប់, en: Counting}
skills:
  count: {title: {km: រាប់ចំនួន, en: Counting}%s}
lessons:
  01-count: {title: {km: ការរាប់, en: Counting}, skills: [count]}
"""


def make_two_units(folder, fractions_needs="", counting_needs=""):
    """Write a course of two units whose skills need what is said."""
    first = "title: {km: ប្រភាគ, en: Fractions}\nskills:\n  add: {title: {km: បូក, en: Adding}%s}\nlessons:\n"
    first += "  01-adding: {title: {km: ការបូក, en: Adding}, skills: [add]}\n"
    make_content(folder, course=TWO, unit=first % fractions_needs)
    other = folder / "math" / "counting"
    (other / "items").mkdir(parents=True)
    (other / "lessons").mkdir()
    (other / "unit.yaml").write_text(COUNTING % counting_needs, "utf-8")
    (other / "items" / "one.yaml").write_text(ITEM.replace("[add]", "[count]"), "utf-8")
    for lang, text in LESSON.items():
        (other / "lessons" / f"01-count.{lang}.md").write_text(text, "utf-8")
    return folder


def test_a_skill_needs_one_of_another_unit(tmp_path):
    """`unit/skill` stands for a skill of another unit of the same course."""
    catalog = load_catalog(make_two_units(tmp_path, ", needs: [counting/count]"))
    assert catalog.unit("math/fractions").skills["add"].needs == ("math/counting/count",)


@pytest.mark.parametrize(
    ("fractions", "counting", "told"),
    [
        (", needs: [counting/cuont]", "", "math/fractions/unit.yaml:3: skills.add: needs math/counting/cuont, which no unit of"),
        (", needs: [physics/motion/speed]", "", "math/fractions/unit.yaml:3: skills.add: needs physics/motion/speed, which no"),
        (", needs: [counting/count]", ", needs: [fractions/add]", "in a circle: math/counting/count, math/fractions/add"),
    ],
)
def test_a_need_that_leads_nowhere_is_told(tmp_path, fractions, counting, told):
    """A skill nobody defines, a skill of another course, and a circle over two units are faults at their line."""
    with pytest.raises(ContentErrors, match=told.replace("[", r"\[")):
        load_catalog(make_two_units(tmp_path, fractions, counting))
