"""The next exercise: as hard as the learner can just do, not the same again, and one whose answer tells something."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from courses.model import Item
from tutor.curriculum import SkillNode
from tutor.learner.tracing import Outlook
from tutor.pacing.standing import Standing

Silent = Callable[[Item], bool]


def never(item: Item) -> bool:
    """Say of every exercise that it can be heard."""
    return False


@dataclass(frozen=True, slots=True)
class ItemPacing:
    """How the exercise of a skill is chosen."""

    success_chance: float = 0.75
    """The chance of a right answer that an exercise should have."""
    no_repeat: int = 3
    """How many of the newest exercises are not given again while there is another."""
    silent: Silent = never
    """Tells whether an exercise needs a recording that is not there; such a one is given only where there is no other."""

    def audible(self, node: SkillNode) -> SkillNode:
        """Return the skill without the exercises that need a recording which is not there."""
        if not any(item.sound and self.silent(item) for item in node.items):
            return node
        pairs = [(item, task) for item, task in zip(node.items, node.tasks, strict=True) if not (item.sound and self.silent(item))]
        return replace(node, items=tuple(item for item, _ in pairs), tasks=tuple(task for _, task in pairs))

    def choose(self, node: SkillNode, standing: Standing, recent: Sequence[str], skipped: Collection[str] = ()) -> tuple[Item, Outlook]:
        """Return the exercise that fits best among those that train the skill, and what it promises.

        In this order: not the newest again, of a fitting level, not one of the newest few, of another kind than the newest, the one whose answer
        would tell most, the one not seen for longest.

        Args:
            node: a skill with at least one exercise.
            recent: ids of what the learner was shown, the newest first; the newest is only repeated where there is no other.
            skipped: ids of what the learner did not want to be asked; given only where there is no other.
        """
        heard = self.audible(node)
        node = heard if heard.items else node
        outlooks = standing.outlooks(node.tasks)
        level = self._fitting_level(node, outlooks, standing)
        newest, last = recent[: self.no_repeat], recent[0] if recent else ""
        kind = next((item.answer.kind for item in node.items if item.id == last), "")
        ranks = [
            (
                item.id in skipped,
                item.id == last,
                abs(item.level - level) + (len(item.skills) > 1 and level < 2),
                item.id in newest,
                item.answer.kind == kind,
                -round(outlook.information, 3),
                _freshness(item, recent),
                number,
            )
            for number, (item, outlook) in enumerate(zip(node.items, outlooks, strict=True))
        ]
        best = min(ranks)[-1]
        return node.items[best], outlooks[best]

    def _fitting_level(self, node: SkillNode, outlooks: Sequence[Outlook], standing: Standing) -> int:
        """Return the level nearest to the chance of success; one step up at most after a right answer, down after two wrong ones."""
        tally = standing.tally(node.id)
        chances: dict[int, list[float]] = {}
        for task, outlook in zip(node.tasks, outlooks, strict=True):
            chances.setdefault(task.level, []).append(outlook.chance)
        if not tally.tries or len(chances) == 1:
            return min(chances)
        level = min(sorted(chances), key=lambda one: abs(self.success_chance - sum(chances[one]) / len(chances[one])))
        if tally.wrong_in_a_row:
            return max(1, min(level, tally.last_level - (tally.wrong_in_a_row > 1)))
        return min(level, tally.last_level + 1)


def _freshness(item: Item, recent: Sequence[str]) -> int:
    """Return 0 for what was not shown lately, more for what was shown a shorter while ago."""
    return len(recent) - recent.index(item.id) if item.id in recent else 0
