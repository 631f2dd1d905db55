"""A blueprint is skills, levels and marks; which exercises they become is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from courses.errors import ContentError
from courses.languages import Words
from courses.model import Course, Item, Unit
from courses.yaml_nodes import Node, read_yaml

FILE = "exam.yaml"
ENOUGH = 2
"""A row has at least so many times the exercises that it draws, so that two exams differ."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a blueprint: so many exercises on these skills of a unit, at one level, each for so many marks."""

    unit: str
    skills: tuple[str, ...]
    level: int
    marks: float
    count: int = 1
    line: int = 1


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A question that a teacher marks; it is the same in every exam."""

    ask: Words
    rubric: Words
    marks: float
    line: int = 1


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a course's final exam asks."""

    course: str
    title: Words
    minutes: int
    rows: tuple[Row, ...]
    written: tuple[WrittenQuestion, ...] = ()

    @property
    def marks(self) -> float:
        """Return what the whole exam is worth."""
        return sum(row.marks * row.count for row in self.rows) + sum(question.marks for question in self.written)

    @property
    def questions(self) -> int:
        """Return how many questions an exam has."""
        return sum(row.count for row in self.rows) + len(self.written)


def has_blueprint(content: Path, course: Course) -> bool:
    """Tell whether the course has a blueprint."""
    return (content / course.id / FILE).exists()


def read_blueprint(content: Path, course: Course) -> Blueprint:
    """Read the blueprint of a course.

    Raises:
        ContentError: the file is missing, or something in it is not known or out of range.
    """
    fields = read_yaml(content / course.id / FILE, f"{course.id}/{FILE}").fields(("title", "minutes", "rows"), ("written",))
    units = {unit.id.rpartition("/")[2]: unit for unit in course.units}
    rows = tuple(_read_row(node, units) for node in fields["rows"].items())
    written = tuple(_read_written(node) for node in fields["written"].items()) if "written" in fields else ()
    return Blueprint(course.id, fields["title"].words(), int(fields["minutes"].number(10, 360)), rows, written)


def list_candidates(row: Row, unit: Unit) -> list[Item]:
    """Return the exercises from which a row draws: on its skills and level, marked by the machine, answered without a figure."""
    return [item for item in unit.items.values() if item.level == row.level and _fits_an_exam(item) and not set(row.skills).isdisjoint(item.skills)]


def _fits_an_exam(item: Item) -> bool:
    return item.figure is None and item.answer.kind != "long_text" and item.scored and not item.skip


def check_blueprint(content: Path, course: Course) -> Iterator[ContentError]:
    """Yield what is wrong with a course's blueprint; a course may have none."""
    if not has_blueprint(content, course):
        return
    try:
        blueprint = read_blueprint(content, course)
    except ContentError as error:
        yield error
        return
    file, units = f"{course.id}/{FILE}", {unit.id: unit for unit in course.units}
    for row in blueprint.rows:
        found, needed = len(list_candidates(row, units[row.unit])), ENOUGH * row.count
        if found < needed:
            yield ContentError(
                file, row.line, f"{row.count} of {', '.join(row.skills)} at level {row.level} need {needed} exercises. Got {found}", "exam"
            )
    missing = [unit.id for unit in course.units if unit.id not in {row.unit for row in blueprint.rows}]
    if missing:
        yield ContentError(file, 1, f"no row asks about {', '.join(missing)}", "exam_gap")


def list_levels(rows: Sequence[Row]) -> dict[int, float]:
    """Return the marks at each level."""
    return {level: sum(row.marks * row.count for row in rows if row.level == level) for level in (1, 2, 3)}


def _read_row(node: Node, units: dict[str, Unit]) -> Row:
    fields = node.fields(("unit", "skills", "level", "marks"), ("count",))
    name = fields["unit"].text()
    if name not in units:
        fields["unit"].fail(f"the course has no unit {name}; known are {', '.join(units)}")
    skills = fields["skills"].texts()
    for skill in skills:
        if skill not in units[name].skills:
            fields["skills"].fail(f"the unit {name} has no skill {skill}; known are {', '.join(units[name].skills)}")
    level, count = int(fields["level"].number(1, 3)), int(fields["count"].number(1, 20)) if "count" in fields else 1
    return Row(units[name].id, skills, level, fields["marks"].number(0.5, 20), count, node.line)


def _read_written(node: Node) -> WrittenQuestion:
    fields = node.fields(("ask", "rubric", "marks"))
    return WrittenQuestion(fields["ask"].words(), fields["rubric"].words(), fields["marks"].number(0.5, 50), node.line)
