"""The unit of the tests with two opinions and a question that may be skipped, as an author would write them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from courses.catalog import Catalog
from courses.model import Item
from tests.courses.makers import make_item
from tests.tutor.makers import UNIT, change_unit
from tutor.place import Place

SKILL = "fraction_meaning"
PLACE = Place(UNIT, "01-meaning", (SKILL,))
CHOICES = "[{id: talk, km: និយាយគ្នា, en: Talk}, {id: wait, km: រង់ចាំ, en: Wait}]"
REPLIES = "[{say: {km: អរគុណដែលបានគិត, en: Thank you for thinking.}}]"


def make_opinion(folder: Path, name: str = "view", answer: str = f"{{kind: choice, choices: {CHOICES}}}", **changed: str) -> Item:
    """Return an opinion about the first skill of the unit."""
    lines = {"skills": f"[{SKILL}]", "scored": "no", "skip": "tell_teacher", "replies": REPLIES} | changed
    return replace(make_item(folder, answer, **lines), id=f"{UNIT}/{name}")


def with_items(*items: Item) -> Catalog:
    """Return the catalog in which the unit of the tests has these items too."""
    return change_unit(lambda unit: replace(unit, items={**unit.items, **{item.id.rpartition("/")[2]: item for item in items}}))


def all_skippable() -> Catalog:
    """Return the catalog in which every item of the unit may be skipped."""
    return change_unit(lambda unit: replace(unit, items={name: replace(item, skip="tell_teacher") for name, item in unit.items.items()}))
