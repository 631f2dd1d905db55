"""A unit that comes alone is put into the list of its course, in the place of the title that announced it."""

from __future__ import annotations

from pathlib import Path

from courses.errors import BundleRefused, ContentError
from courses.languages import Words
from courses.yaml_nodes import Node, read_yaml


def ensure_listed(course_file: Path, folder: str, title: Words) -> bool:
    """Name a unit's folder in a `course.yaml`, and tell whether that changed the file; what stands there otherwise stays as it was written.

    Raises:
        BundleRefused: there is no such course, or its list is written in a way that cannot be added to.
    """
    shown = f"{course_file.parent.name}/{course_file.name}"
    entries = _read_entries(course_file, shown)
    if any("folder" in entry and entry["folder"].text() == folder for _, entry in entries):
        return False
    lines = course_file.read_text("utf-8").splitlines()
    planned = next((node for node, entry in entries if "title" in entry and entry["title"].words() == title), None)
    last = entries[-1][0]
    indent = " " * (len(lines[last.line - 1]) - len(lines[last.line - 1].lstrip()))
    start, end = (planned.line - 1, _end_of(planned, lines)) if planned else (_end_of(last, lines), _end_of(last, lines))
    lines[start:end] = [f"{indent}- folder: {folder}"]
    course_file.write_text("\n".join(lines) + "\n", "utf-8")
    if not any("folder" in entry and entry["folder"].text() == folder for _, entry in _read_entries(course_file, shown)):
        raise BundleRefused(f"{shown} could not be changed; add `- folder: {folder}` to its units and try again")
    return True


def _end_of(entry: Node, lines: list[str]) -> int:
    """Return the number of the first line after an entry."""
    return min(max(entry.inner.end_mark.line, entry.line), len(lines))


def _read_entries(course_file: Path, shown: str) -> list[tuple[Node, dict[str, Node]]]:
    if not course_file.is_file():
        raise BundleRefused(f"this site has no course {course_file.parent.name}; ask for a bundle of the whole course")
    try:
        units = dict(read_yaml(course_file, shown).pairs())["units"]
        return [(node, node.fields((), ("folder", "title"))) for node in units.items()]
    except (ContentError, KeyError) as error:
        raise BundleRefused(f"{shown} cannot be read: {error}") from None
