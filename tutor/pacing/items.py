"""The next exercise: as hard as the learner can just do, not the same again, and one whose answer tells something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courses.model import Item
from tutor.curriculum import unit_of
from tutor.events.records import Task
from tutor.learner.tracing import Outlook
from tutor.pacing.standing import Standing


@dataclass(frozen=True, slots=True)
class ItemPacing:
    """How the exercise of a skill is chosen."""

    success_chance: float = 0.75
    """The chance of a right answer that an exercise should have."""
    no_repeat: int = 3
    """How many of the newest exercises are not given again while there is another."""

    def choose(self, items: Sequence[Item], skill: str, standing: Standing, recent: Sequence[str]) -> tuple[Item, Outlook]:
        """Return the exercise that fits best among those that train the skill, and what it promises.

        Args:
            items: at least one.
            recent: ids of what the learner was shown, the newest first; the newest is only repeated where there is no other.
        """
        found = dict(zip((item.id for item in items), standing.outlooks([task_of(item) for item in items]), strict=True))
        level = self._fitting_level(items, found, skill, standing)
        kind = next((item.answer.kind for item in items if item.id in recent[:1]), "")
        newest = recent[: self.no_repeat]
        best = min(
            items,
            key=lambda item: (
                item.id in recent[:1],
                abs(item.level - level) + (len(item.skills) > 1 and level < 2),
                item.id in newest,
                item.answer.kind == kind and any(other.answer.kind != kind for other in items),
                -round(found[item.id].information, 3),
                _freshness(item, recent),
            ),
        )
        return best, found[best.id]

    def _fitting_level(self, items: Sequence[Item], outlooks: Mapping[str, Outlook], skill: str, standing: Standing) -> int:
        """Return the level nearest to the chance of success; one step up at most after a right answer, down after two wrong ones."""
        tally = standing.tally(skill)
        levels = sorted({item.level for item in items})
        if not tally.tries or len(levels) == 1:
            return levels[0]
        level = min(levels, key=lambda one: abs(self.success_chance - _mean(items, outlooks, one)))
        if tally.wrong_in_a_row:
            return max(1, min(level, tally.last_level - (tally.wrong_in_a_row > 1)))
        return min(level, tally.last_level + 1)


def task_of(item: Item) -> Task:
    """Return what a model may know of an item before it is drawn."""
    unit = unit_of(item.id)
    choices = item.answer.options.get("choices", ())
    return Task(item.id, tuple([f"{unit}#{skill}" for skill in item.skills]), item.level, item.answer.kind, len(choices))


def _mean(items: Sequence[Item], outlooks: Mapping[str, Outlook], level: int) -> float:
    chances = [outlooks[item.id].chance for item in items if item.level == level]
    return sum(chances) / len(chances)


def _freshness(item: Item, recent: Sequence[str]) -> int:
    """Return 0 for what was not shown lately, more for what was shown a shorter while ago."""
    return len(recent) - recent.index(item.id) if item.id in recent else 0
