"""One question, one answer: what does this learner do next, and why?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from courses.model import Item
from tutor.curriculum import Curriculum
from tutor.events.records import Reason
from tutor.learner.tracing import Outlook
from tutor.pacing.decisions import Decision, Ground, see_numbers
from tutor.pacing.items import ItemPacing
from tutor.pacing.leaving import find_ground, find_left
from tutor.pacing.reasons import FIXED, find_reason
from tutor.pacing.skills import SkillChoice, SkillPacing
from tutor.pacing.standing import Standing


@dataclass(frozen=True, slots=True)
class Chosen:
    """How an exercise was found: what the words and the records are made of, for those who ask for them."""

    choice: SkillChoice
    outlook: Outlook
    standing: Standing
    asked: Sequence[str]
    pacer: Pacer

    @property
    def ground(self) -> Ground:
        """The ground of the choice; where a skill rests, what helps with it."""
        if self.choice.ground != "rest":
            return self.choice.ground
        return find_ground(self.choice.other, self.standing, self.pacer.skills, self.pacer.curriculum.skills)


@dataclass(frozen=True, slots=True)
class Next:
    """The next exercise, with what led to it: told by whoever chose it, or found by the pacer when it is asked for."""

    item: Item
    skill: str
    told: Reason | None = None
    made: tuple[Decision, ...] = ()
    how: Chosen | None = None

    @property
    def reason(self) -> Reason:
        """Why this exercise comes now."""
        if self.how is None:
            return self.told or FIXED
        return find_reason(self.how.choice, self.item, self.how.standing, self.how.ground)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that were made on the way: first the choice itself, then those to leave a skill."""
        if self.how is None:
            return self.made
        numbers = see_numbers(self.how.standing, self.skill) | {"chance": round(self.how.outlook.chance, 4)}
        chosen = Decision("practise", self.how.choice.ground, self.reason, self.skill, self.item.id, numbers)
        pacer = self.how.pacer
        return (chosen, *find_left(self.how.asked, self.how.choice, self.how.standing, pacer.skills, pacer.curriculum.skills))


@dataclass(frozen=True, slots=True)
class Pacer:
    """Chooses skill, then item; the words are found when they are asked for."""

    curriculum: Curriculum
    skills: SkillPacing = field(default_factory=SkillPacing)
    items: ItemPacing = field(default_factory=ItemPacing)

    def choose(self, asked: Sequence[str], standing: Standing, recent: Sequence[str], skipped: Collection[str] = ()) -> Next | None:
        """Return what comes next among the skills of a lesson or of a whole course; None when every one is mastered or left (`finish` says which).

        Args:
            asked: skill keys in the order of teaching.
            recent: ids of the items that the learner was shown, the newest first.
            skipped: ids of the items that the learner did not want to be asked.
        """
        taught = self.curriculum.skills
        asked = [skill for skill in asked if self.items.audible(taught[skill]).items] or asked
        choice = self.skills.choose(asked, taught, standing, self._in_a_row(recent))
        if choice is None:
            return None
        item, outlook = self.items.choose(taught[choice.skill], standing, recent, skipped)
        return Next(item, choice.skill, how=Chosen(choice, outlook, standing, asked, self))

    def finish(self, asked: Sequence[str], standing: Standing) -> Decision:
        """Return why nothing comes next: everything is mastered, or what is left is the teacher's for now."""
        left = [skill for skill in asked if not standing.mastered(skill) and self.curriculum.skills[skill].items]
        numbers = {"mastered": len(asked) - len(left), "left": len(left)}
        if left:
            return Decision("finish", "some_left", Reason("why.some_left", {"skill": left[0], "count": len(left)}), left[0], numbers=numbers)
        why = Reason("exercise.mastered_one", {"skill": asked[0]}) if len(asked) == 1 else Reason("exercise.all_mastered", {})
        return Decision("finish", "all_known", why, numbers=numbers)

    def _in_a_row(self, recent: Sequence[str]) -> int:
        """Return how many of the newest exercises train the same skills as the newest."""
        find = self.curriculum.catalog.find_item
        newest = find(recent[0]) if recent else None
        if newest is None:
            return 0
        found = 1
        for item_id in recent[1:]:
            item = find(item_id)
            if item is None or item.skills != newest.skills:
                break
            found += 1
        return found
