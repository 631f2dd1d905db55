"""The smallest content that stands: one course, one unit, one lesson, one item."""

from __future__ import annotations

from pathlib import Path

from courses.item_file import read_item
from courses.model import Item

COURSE = """\
title: {km: គណិតវិទ្យា, en: Math}
about: {km: ចំនួន, en: Numbers}
icon: fraction
units:
  - folder: fractions
  - title: {km: ចំនួនគត់, en: Integers}
"""
UNIT = """\
title: {km: ប្រភាគ, en: Fractions}
skills:
  add: {title: {km: បូក, en: Adding}}
lessons:
  01-adding: {title: {km: ការបូក, en: Adding}, skills: [add]}
"""
LESSON = {
    "km": "# ការបូក\n\nមួយភាគពីរ $\\frac12$ ។\n\n:::{practice}\n:::\n",
    "en": "# Adding\n\nA half $\\frac12$.\n\n:::{practice}\n:::\n",
}
ITEM = """\
skills: [add]
level: 2
source: written for this test
review: {km: draft, en: draft}
draw: {a: [2, 3, 4], b: [3, 5, 7]}
keep: a != b
let: {total: 1/a + 1/b}
ask:
  km: គណនា $\\frac{1}{@a} + \\frac{1}{@b}$ ។
  en: Work out $\\frac{1}{@a} + \\frac{1}{@b}$.
answer: {kind: fraction, value: total}
misconceptions:
  - name: adds_tops_and_bottoms
    when: 2/(a + b)
    say: {km: អ្នកបានបូកភាគយក និងភាគបែង។, en: You added tops and bottoms.}
hints:
  - {km: រកភាគបែងរួម។, en: Find a common denominator.}
tests:
  - {a: 2, b: 3, typed: 5/6, verdict: right}
  - {a: 2, b: 3, typed: ៥/៦, verdict: right}
  - {a: 2, b: 3, typed: 10/12, verdict: ask_again}
  - {a: 2, b: 3, typed: 2/5, verdict: adds_tops_and_bottoms}
"""


def make_content(folder: Path, **changed: str) -> Path:
    """Write a content folder; a changed file is named by its path, `item`, `unit`, `course`, `lesson_km`, `lesson_en`, `assignment`."""
    unit = folder / "math" / "fractions"
    (unit / "items").mkdir(parents=True)
    (unit / "lessons").mkdir()
    (folder / "math" / "course.yaml").write_text(changed.get("course", COURSE), "utf-8")
    (unit / "unit.yaml").write_text(changed.get("unit", UNIT), "utf-8")
    (unit / "items" / "sum.yaml").write_text(changed.get("item", ITEM), "utf-8")
    for lang, text in LESSON.items():
        (unit / "lessons" / f"01-adding.{lang}.md").write_text(changed.get(f"lesson_{lang}", text), "utf-8")
    if "assignment" in changed:
        (unit / "assignment.yaml").write_text(changed["assignment"], "utf-8")
    return folder


def make_item(folder: Path, answer: str | None, **changed: str) -> Item:
    """Read an item with this answer line, or with `parts`, and these other lines, such as `draw="{a: [2]}"`."""
    lines = {
        "skills": "[add]",
        "level": "1",
        "source": "test",
        "review": "{km: draft, en: draft}",
        "ask": "{km: គណនា, en: Work it out}",
        "answer": answer,
    } | changed
    path = folder / "item.yaml"
    path.write_text("".join(f"{name}: {text}\n" for name, text in lines.items() if text is not None), "utf-8")
    return read_item(path, "math/fractions/item", "item.yaml")
