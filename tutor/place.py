"""A place in a lesson has one open exercise at a time; its slot is the name under which that is found again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a lesson something is practised."""

    unit: str
    lesson: str
    skills: tuple[str, ...] = ()
    item: str | None = None
    """A fixed item: the lesson asks this one and no other."""

    @property
    def lesson_id(self) -> str:
        """The lesson's id in the catalog."""
        return f"{self.unit}/{self.lesson}"

    @property
    def slot(self) -> str:
        """The name under which the open exercise of this place is found again."""
        return f"{self.lesson_id}|{self.item or ','.join(self.skills)}"[:400]
