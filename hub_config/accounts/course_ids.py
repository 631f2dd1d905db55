"""A course is a folder with a `course.yaml`; the accounts need its name and no more."""

from __future__ import annotations

from pathlib import Path

CONTENT = Path(__file__).parents[2] / "courses" / "content"


def list_course_ids(content: Path = CONTENT) -> tuple[str, ...]:
    """Return the ids of the courses that a roster may name."""
    return tuple(sorted(path.parent.name for path in content.glob("*/course.yaml")))
