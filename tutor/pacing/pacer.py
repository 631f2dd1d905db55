"""One question, one answer: what does this learner do next, and why?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from courses.model import Item
from tutor.curriculum import Curriculum
from tutor.events.records import Reason
from tutor.pacing.items import choose_item
from tutor.pacing.reasons import find_reason
from tutor.pacing.skills import SkillPacing
from tutor.pacing.standing import Standing


@dataclass(frozen=True, slots=True)
class Next:
    """The next exercise."""

    item: Item
    skill: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Pacer:
    """Chooses skill, then item, then finds the words."""

    curriculum: Curriculum
    skills: SkillPacing = field(default_factory=SkillPacing)

    def choose(self, asked: Sequence[str], standing: Standing, recent: Sequence[str]) -> Next | None:
        """Return what comes next, or None when every skill that was asked for is mastered."""
        choice = self.skills.choose(asked, self.curriculum.skills, standing)
        if choice is None:
            return None
        item = choose_item(self.curriculum.skill(choice.skill).items, choice.skill, standing, recent)
        return Next(item, choice.skill, find_reason(choice, item, standing))
