"""Where a piece of content stands: each file is read once for its lines."""

from __future__ import annotations

from pathlib import Path

from courses.errors import ContentError
from courses.model import Item, Lesson, Unit
from courses.yaml_nodes import Node, line_of, read_yaml


class Files:
    """The files of a content folder, by their names in reports."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self._read: dict[str, Node | None] = {}

    def node(self, file: str) -> Node | None:
        """Return a YAML file, or None where it cannot be read."""
        if file not in self._read:
            try:
                self._read[file] = read_yaml(self.content / file, file)
            except ContentError:
                self._read[file] = None
        return self._read[file]

    def line(self, file: str, place: str) -> int:
        """Return the line of a dotted place, such as `hints.1.en`; the nearest piece around it where it is missing."""
        node = self.node(file)
        return line_of(node, place) if node else 1


def head_of(unit: Unit) -> str:
    """Return the name of the file that describes a unit."""
    return f"{unit.id}/unit.yaml"


def item_file(unit: Unit, item: Item) -> str:
    """Return the name of an item's file."""
    return f"{unit.id}/items/{item.id.rsplit('/', 1)[1]}.yaml"


def lesson_file(lesson: Lesson, lang: str) -> str:
    """Return the name of the file of one language of a lesson."""
    unit_id, name = lesson.id.rsplit("/", 1)
    return f"{unit_id}/lessons/{name}.{lang}.md"
