"""A unit's folder is read whole: skills, lessons, items, the unit test; every fault is told, not only the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from courses.errors import ContentError, ContentErrors
from courses.item_file import read_item
from courses.model import PAGES, Assignment, Item, Lesson, Question, Skill, Unit
from courses.needs import find_circle
from courses.yaml_nodes import Node, find_line, read_review, read_yaml

_TEXT_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_unit(folder: Path, unit_id: str, root: Path) -> Unit:
    """Read the unit in a folder.

    Raises:
        ContentErrors: all faults of all its files.
    """
    unit, faults = read_what_can_be(folder, unit_id, root)
    if unit is None or faults:
        raise ContentErrors(faults)
    return unit


def read_what_can_be(folder: Path, unit_id: str, root: Path) -> tuple[Unit | None, list[ContentError]]:
    """Return the unit without the files that cannot be read, None where `unit.yaml` is one of them; and the faults of those."""
    faults = Faults()
    shown = lambda path: path.relative_to(root).as_posix()  # noqa: E731
    items: dict[str, Item] = {}
    for path in sorted((folder / "items").glob("*.yaml")):
        item = faults.catch(read_item, path, f"{unit_id}/{path.stem}", shown(path))
        if item:
            items[item.id] = item
    head = faults.catch(_read_head, folder / "unit.yaml", unit_id, shown(folder / "unit.yaml"))
    test = folder / "assignment.yaml"
    assignment = faults.catch(_read_assignment, test, unit_id, shown(test)) if test.exists() else None
    if head is None:
        return None, faults.found
    title, skills, lessons, texts, pages, review = head
    for item in list(items.values()):
        path = folder / "items" / f"{item.id.rsplit('/', 1)[1]}.yaml"
        items[item.id] = faults.catch(_with_texts, item, texts, unit_id, path, shown(path)) or item
    about = {"pages": pages, "texts": texts, "review": review}
    return Unit(unit_id, title, skills, lessons, items, (assignment,) if assignment else (), **about), faults.found


class Faults:
    """Collects faults, so that an author sees all of them at once."""

    def __init__(self) -> None:
        self.found: list[ContentError] = []

    def catch(self, read: Callable[..., Any], *arguments: Any) -> Any:
        """Return what reading gives; keep its faults and return None where it fails."""
        try:
            return read(*arguments)
        except ContentError as error:
            self.found.append(error)
        except ContentErrors as errors:
            self.found.extend(errors.errors)
        return None

    def add(self, file: str, line: int, message: str) -> None:
        """Keep one more fault."""
        self.found.append(ContentError(file, line, message))

    def raise_if_any(self) -> None:
        """Raise all that was collected."""
        if self.found:
            raise ContentErrors(self.found)


def _read_head(path: Path, unit_id: str, shown_as: str) -> tuple:
    fields = read_yaml(path, shown_as).in_review().fields(("title", "skills", "lessons"), ("texts", "pages", "review"))
    skills = {name: _read_skill(name, node, unit_id) for name, node in fields["skills"].pairs()}
    for name, node in fields["skills"].pairs():
        for need in skills[name].needs:
            if need not in skills and "/" not in need:
                message = f"skills.{name} needs {need}, which this unit does not define; a skill of another unit is written unit/skill"
                node.fail(message, "broken_reference")
    _refuse_circles(skills, fields["skills"])
    lessons = tuple(_read_lesson(f"{unit_id}/{name}", node, skills) for name, node in fields["lessons"].pairs())
    more = _read_texts(fields.get("texts")), _read_pages(fields.get("pages")), read_review(fields.get("review"))
    return fields["title"].words(), skills, lessons, *more


def _read_pages(node: Node | None) -> tuple[str, ...]:
    named = node.texts() if node else ()
    for name in named:
        if node and name not in PAGES:
            node.fail(f"unknown page {name}; known are {', '.join(PAGES)}", "broken_reference")
    return named


def _read_texts(node: Node | None) -> dict[str, str]:
    texts = {}
    for name, text in node.pairs() if node else ():
        if not _TEXT_NAME.fullmatch(name):
            text.fail(f"the name of a text has a-z, 0-9 and -. Got {name}")
        if not text.text().strip():
            text.fail(f"{text.path} is empty")
        texts[name] = text.text().strip()
    return texts


def _with_texts(item: Item, texts: Mapping[str, str], unit_id: str, path: Path, shown_as: str) -> Item:
    """Return the item with the text that it names, and the whole name of what it lets a learner hear."""
    named = {"text": item.text if _TEXT_NAME.fullmatch(item.text) else "", "sound": item.sound}
    for place, name in named.items():
        if name and name not in texts:
            line = find_line(path, place)
            raise ContentError(shown_as, line, f"{place} names {name}; the texts of this unit are {', '.join(texts) or 'none'}", "broken_reference")
    text = texts[named["text"]] if named["text"] else item.text
    return replace(item, text=text, sound=f"{unit_id}/{item.sound}" if item.sound else "")


def _read_skill(name: str, node: Node, unit_id: str) -> Skill:
    fields = node.fields(("title",), ("needs", "was"))
    needs, was = (fields[key].texts() if key in fields else () for key in ("needs", "was"))
    course = unit_id.partition("/")[0]
    needed = tuple(f"{course}/{need}" if need.count("/") == 1 else need for need in needs)
    return Skill(name, fields["title"].words(), needed, tuple(full_id(old, unit_id) for old in was))


def _refuse_circles(skills: dict[str, Skill], node: Node) -> None:
    if circle := find_circle({s.id: [need for need in s.needs if need in skills] for s in skills.values()}):
        node.fail(f"skills need each other in a circle: {', '.join(circle)}", "circular_needs")


def _read_lesson(lesson_id: str, node: Node, skills: dict[str, Skill]) -> Lesson:
    fields = node.fields(("title", "skills"))
    named = fields["skills"].texts()
    for skill in named:
        if skill not in skills:
            fields["skills"].fail(f"lesson {lesson_id} names the skill {skill}, which this unit does not define", "broken_reference")
    return Lesson(lesson_id, fields["title"].words(), named, node.missing)


def _read_assignment(path: Path, unit_id: str, shown_as: str) -> Assignment:
    fields = read_yaml(path, shown_as).fields(("name", "title", "questions"))
    questions = tuple(_read_question(n, unit_id) for n in fields["questions"].items())
    if len({q.id for q in questions}) < len(questions):
        fields["questions"].fail("two questions have one id")
    return Assignment(fields["name"].text(), unit_id, fields["title"].words(), questions)


def _read_question(node: Node, unit_id: str) -> Question:
    fields = node.fields(("id", "points"), ("item", "ask", "rubric"))
    if ("item" in fields) == ("ask" in fields):
        node.fail("a question has either item, or ask and rubric")
    item = fields["item"].text() if "item" in fields else None
    return Question(
        fields["id"].text(),
        fields["points"].number(0, 100),
        full_id(item, unit_id) if item else None,
        fields["ask"].words() if "ask" in fields else None,
        fields["rubric"].words() if "rubric" in fields else None,
    )


def full_id(item: str, unit_id: str) -> str:
    """Return an item's whole id; inside its own unit the name is enough."""
    return item if "/" in item else f"{unit_id}/{item}"
