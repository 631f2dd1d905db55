"""The next exercise: as hard as the learner can just do, and not the same again."""

from __future__ import annotations

from collections.abc import Sequence

from courses.model import Item
from tutor.pacing.standing import Standing

_LEVELS = ((0.40, 1), (0.80, 2), (1.01, 3))


def fitting_level(skill: str, standing: Standing) -> int:
    """Return the level for the next exercise: by mastery, one step up at most after a right answer, down after two wrong ones."""
    tally = standing.tally(skill)
    level = next(level for limit, level in _LEVELS if standing.mastery(skill) < limit)
    if not tally.tries:
        return 1
    if tally.wrong_in_a_row:
        return max(1, min(level, tally.last_level - (tally.wrong_in_a_row > 1)))
    return min(level, tally.last_level + 1)


def choose_item(items: Sequence[Item], skill: str, standing: Standing, recent: Sequence[str]) -> Item:
    """Return the exercise that fits best among those that train the skill.

    Args:
        items: at least one.
        recent: ids of what the learner was shown, the newest first; the newest is only repeated where there is no other.
    """
    level = fitting_level(skill, standing)
    others = [item for item in items if item.id not in recent[:1]] or list(items)
    return min(
        others,
        key=lambda item: (abs(item.level - level) + (len(item.skills) > 1 and level < 2), _freshness(item, recent), items.index(item)),
    )


def _freshness(item: Item, recent: Sequence[str]) -> int:
    """Return 0 for what was not shown lately, more for what was shown a shorter while ago."""
    return len(recent) - recent.index(item.id) if item.id in recent else 0
