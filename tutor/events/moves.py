"""What was done under an old name counts for the new one."""

from __future__ import annotations

import functools
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tutor.events.records import Attempt


@dataclass(frozen=True)
class Moves:
    """Items and skills that moved: the old name leads to the new one.

    >>> Moves(skills={"math1/old#add": "math1/new#add"}).skill("math1/old#add")
    'math1/new#add'
    """

    items: Mapping[str, str] = field(default_factory=dict)
    skills: Mapping[str, str] = field(default_factory=dict)

    def item(self, item: str) -> str:
        """Return the name that an item has now."""
        return self.items.get(item, item)

    def skill(self, skill: str) -> str:
        """Return the name that a skill has now."""
        return self.skills.get(skill, skill)

    def now(self, attempt: Attempt) -> Attempt:
        """Return the attempt as it reads under the names of now; the event itself stays as it was written."""
        task = attempt.task
        if task.item not in self.items and not any(skill in self.skills for skill in task.skills):
            return attempt
        skills = tuple(dict.fromkeys(self.skill(skill) for skill in task.skills))
        return replace(attempt, task=replace(task, item=self.item(task.item), skills=skills))

    @functools.cached_property
    def mark(self) -> int:
        """A number that changes with the moves: what was computed under another one is computed again. 0 where nothing moved."""
        pairs = [*sorted(self.items.items()), ("#", "#"), *sorted(self.skills.items())]
        return zlib.crc32(repr(pairs).encode()) if self.items or self.skills else 0


STAYED = Moves()
"""Nothing moved."""
