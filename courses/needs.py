"""What a skill needs may lie in another unit of its course; nothing needs itself, however long the way round."""

from __future__ import annotations

import difflib
from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path

from courses.errors import ContentError
from courses.model import Unit
from courses.yaml_nodes import find_line


def check_needs(units: Sequence[Unit], content: Path, leave_out: Container[str] = ()) -> Iterator[ContentError]:
    """Yield what is wrong with the needs between the units of one course.

    Args:
        units: those of the course; inside one unit the needs are sound already.
        content: the folder of all courses, where the lines are looked up.
        leave_out: ids of units that are not read; what needs a skill of theirs is not blamed.
    """
    graph = {f"{unit.id}/{skill.id}": full_needs(unit, skill.id) for unit in units for skill in unit.skills.values()}
    for unit in units:
        for skill in unit.skills.values():
            for need in full_needs(unit, skill.id):
                if need not in graph and need.rpartition("/")[0] not in leave_out:
                    near = difflib.get_close_matches(need, graph, 1)
                    message = f"needs {need}, which no unit of this course defines" + (f"; did you mean {near[0]}?" if near else "")
                    yield _tell(unit, skill.id, content, message, "broken_reference")
    if circle := find_circle({name: [need for need in needs if need in graph] for name, needs in graph.items()}):
        unit = next(unit for unit in units if circle[0].startswith(f"{unit.id}/"))
        message = f"skills need each other in a circle: {', '.join(circle)}"
        yield _tell(unit, circle[0].rsplit("/", 1)[1], content, message, "circular_needs")


def full_needs(unit: Unit, skill: str) -> tuple[str, ...]:
    """Return what a skill needs, each as `course/unit/skill`."""
    return tuple(need if "/" in need else f"{unit.id}/{need}" for need in unit.skills[skill].needs)


def find_circle(graph: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the names that cannot be put in an order in which each comes after what it needs; sorted, empty where all can.

    >>> find_circle({"a": ["b"], "b": ["a"], "c": []})
    ['a', 'b']
    """
    done: set[str] = set()
    while ready := [name for name, needs in graph.items() if name not in done and done.issuperset(needs)]:
        done.update(ready)
    return sorted(graph.keys() - done)


def _tell(unit: Unit, skill: str, content: Path, message: str, rule: str) -> ContentError:
    file = f"{unit.id}/unit.yaml"
    return ContentError(file, find_line(content / file, f"skills.{skill}"), f"skills.{skill}: {message}", rule)
