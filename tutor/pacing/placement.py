"""Where to begin in a course: a few questions, each where its answer says most about all the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from courses.model import Item
from tutor.curriculum import Curriculum
from tutor.events.records import Reason
from tutor.pacing.decisions import Decision, Ground, see_numbers
from tutor.pacing.items import ItemPacing
from tutor.pacing.landmarks import Landmarks
from tutor.pacing.standing import Standing

NO_LANDMARKS = Landmarks()


@dataclass(frozen=True, slots=True)
class PlacementStep:
    """The next question of a placement, or its end."""

    decision: Decision
    item: Item | None = None
    """None: the placement is finished."""
    skill: str = ""
    known: tuple[str, ...] = ()
    """At the end: the skills that are skipped ahead of, in the order of teaching."""
    to_learn: tuple[str, ...] = ()
    """At the end: the others; the first one is where the learner begins."""

    @property
    def finished(self) -> bool:
        """Tell whether there is no further question."""
        return self.item is None


@dataclass(frozen=True, slots=True)
class Placement:
    """Asks at the start of a course, and stops when it is sure."""

    curriculum: Curriculum
    fewest: int = 5
    most: int = 15
    worth: float = 0.2
    """A question is asked while it promises to take away at least so much uncertainty, counted in skills of which nothing is known."""
    items: ItemPacing = field(default_factory=ItemPacing)

    def next(self, skills: Sequence[str], standing: Standing, asked: Sequence[str], landmarks: Landmarks = NO_LANDMARKS) -> PlacementStep:
        """Return the next question, or the end.

        Args:
            skills: the course's, in the order of teaching.
            standing: with every answer of the placement in it.
            asked: the skill of each placement question that was answered in this course, in any order.
            landmarks: where the course has them, what is asked about first; what is undecided after them is asked up to the fewest questions.
        """
        worths = landmarks.worths(standing, asked)
        if not worths and (not landmarks.covers or len(asked) < self.fewest):
            worths = self._worths([skill for skill in skills if skill not in landmarks.covered(standing)], standing, asked)
        best = max(worths, key=lambda skill: worths[skill], default="")
        sure = not best or (len(asked) >= self.fewest and worths[best] < self.worth)
        if sure or len(asked) >= self.most:
            return self._end(skills, standing, asked, "sure" if sure else "enough_asked", landmarks.covered(standing))
        item, outlook = self.items.choose(self.curriculum.skills[best], standing, ())
        numbers = see_numbers(standing, best) | {"chance": round(outlook.chance, 4), "worth": round(worths[best], 4), "asked": len(asked)}
        reason = Reason("why.placement", {"skill": best, "number": len(asked) + 1})
        return PlacementStep(Decision("place", "placement", reason, best, item.id, numbers), item, best)

    def _worths(self, skills: Sequence[str], standing: Standing, asked: Sequence[str]) -> dict[str, float]:
        """Return how much each question promises to tell: its own uncertainty and part of that of the skills around, times what an answer tells."""
        taught = self.curriculum.skills
        usable = [skill for skill in skills if self.items.audible(taught[skill]).items and skill not in standing.said]
        unsure = {skill: (known := standing.belief(skill).known) * (1 - known) * 4 for skill in usable}
        found = {}
        for skill in usable:
            around = sum([unsure.get(other, 0.0) for other in (*taught[skill].needs, *standing.model.needed_for(skill))])
            found[skill] = (unsure[skill] + 0.5 * around) / (1 + 2 * asked.count(skill)) * standing.outlooks(taught[skill].tasks[:1])[0].information
        return found

    def _end(self, skills: Sequence[str], standing: Standing, asked: Sequence[str], ground: Ground, covered: Collection[str]) -> PlacementStep:
        known = tuple(skill for skill in skills if standing.mastered(skill) or (skill in covered and skill not in standing.said))
        to_learn = tuple(skill for skill in skills if skill not in known)
        numbers = {"asked": len(asked), "known": len(known), "skills": len(skills)}
        values = {"skill": to_learn[0], "known": len(known), "all": len(skills)} if to_learn else {"all": len(skills)}
        reason = Reason("why.placed_all" if not to_learn else "why.placed" if known else "why.placed_none", values)
        return PlacementStep(Decision("finish", ground, reason, to_learn[0] if to_learn else "", numbers=numbers), None, "", known, to_learn)
