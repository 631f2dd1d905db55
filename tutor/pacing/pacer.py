"""One question, one answer: what does this learner do next, and why?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from courses.model import Item
from tutor.curriculum import Curriculum
from tutor.events.records import Reason
from tutor.pacing.decisions import Decision, see_numbers
from tutor.pacing.items import ItemPacing
from tutor.pacing.leaving import find_left
from tutor.pacing.reasons import find_reason
from tutor.pacing.skills import SkillPacing
from tutor.pacing.standing import Standing


@dataclass(frozen=True, slots=True)
class Next:
    """The next exercise, and the decisions that were made on the way to it."""

    item: Item
    skill: str
    reason: Reason
    decisions: tuple[Decision, ...] = ()
    """The first one is the choice itself; others are about skills that were left."""


@dataclass(frozen=True, slots=True)
class Pacer:
    """Chooses skill, then item, then finds the words."""

    curriculum: Curriculum
    skills: SkillPacing = field(default_factory=SkillPacing)
    items: ItemPacing = field(default_factory=ItemPacing)

    def choose(self, asked: Sequence[str], standing: Standing, recent: Sequence[str]) -> Next | None:
        """Return what comes next among the skills of a lesson or of a whole course; None when every one is mastered or left (`finish` says which).

        Args:
            asked: skill keys in the order of teaching.
            recent: ids of the items that the learner was shown, the newest first.
        """
        taught = self.curriculum.skills
        choice = self.skills.choose(asked, taught, standing, self._in_a_row(recent))
        if choice is None:
            return None
        item, outlook = self.items.choose(taught[choice.skill].items, choice.skill, standing, recent)
        reason = find_reason(choice, item, standing)
        numbers = see_numbers(standing, choice.skill) | {"chance": round(outlook.chance, 4)}
        chosen = Decision("practise", choice.ground, reason, choice.skill, item.id, numbers)
        return Next(item, choice.skill, reason, (chosen, *find_left(asked, choice, standing, self.skills, taught)))

    def finish(self, asked: Sequence[str], standing: Standing) -> Decision:
        """Return why nothing comes next: everything is mastered, or what is left is the teacher's for now."""
        left = [skill for skill in asked if not standing.mastered(skill) and self.curriculum.skills[skill].items]
        numbers = {"mastered": len(asked) - len(left), "left": len(left)}
        if left:
            return Decision("finish", "some_left", Reason("why.some_left", {"skill": left[0], "count": len(left)}), left[0], numbers=numbers)
        return Decision("finish", "all_known", Reason("exercise.all_mastered", {}), numbers=numbers)

    def _in_a_row(self, recent: Sequence[str]) -> int:
        """Return how many of the newest exercises train the same skill as the newest."""
        items = self.curriculum.catalog.find_item
        found = 0
        wanted: tuple[str, ...] = ()
        for item_id in recent:
            item = items(item_id)
            if item is None or (wanted and item.skills != wanted):
                break
            wanted = item.skills
            found += 1
        return found
