"""The production pacing at work on simulated learners: placement, choice of skill and item, mastery and leaving are the tutor's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tutor.days import Calendar
from tutor.events.records import Attempt, Purpose, Task
from tutor.learner.profile import Profile, fresh_profile, learn_one
from tutor.learner.tracer import Tracer
from tutor.learner.tracer_parameters import TracerParameters
from tutor.pacing.from_settings import make_pacer, make_placement, make_review, make_rule
from tutor.pacing.pacer import Pacer
from tutor.pacing.placement import Placement
from tutor.pacing.review import Review
from tutor.pacing.settling import SettlingRule
from tutor.pacing.standing import Standing
from tutor.settings import TutorSettings
from tutor.simulate.days import DAY_SECONDS, calendar_days
from tutor.simulate.pupil import Pupil
from tutor.simulate.synthetic import ITEM_NUMBERS, NAMES, NEEDS, make_curriculum
from tutor.simulate.worlds import CAP, ITEMS

MONDAY = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
_NUMBERS = {name: number for number, name in enumerate(NAMES)}


@dataclass(frozen=True)
class SimulatedHouse:
    """A tutor with its settings and its fitted tracer."""

    settings: TutorSettings
    parameters: TracerParameters
    tracer: Tracer = field(init=False)
    pacer: Pacer = field(init=False)
    placement: Placement = field(init=False)
    review: Review = field(init=False)
    rule: SettlingRule = field(init=False)

    def __post_init__(self) -> None:
        """Make the parts as the service makes them."""
        curriculum = make_curriculum()
        parts = {
            "tracer": Tracer.over(NEEDS, self.parameters),
            "pacer": make_pacer(curriculum, self.settings),
            "placement": make_placement(curriculum, self.settings),
            "review": make_review(self.settings, Calendar("UTC")),
            "rule": make_rule(self.settings),
        }
        for name, part in parts.items():
            object.__setattr__(self, name, part)

    def teach(self, pupil: Pupil) -> Desk:
        """Let a learner work until the pacing has nothing more to give, in one sitting."""
        desk = Desk(self, pupil)
        while desk.place() or desk.work():
            pass
        return desk

    def teach_by_days(self, pupil: Pupil) -> Desk:
        """Let a learner work forty minutes a day, reviews first, until a day on which there was nothing new to do."""
        desk = Desk(self, pupil, daily=True)
        school_day = 0
        while desk.spend_day(school_day):
            school_day += 1
        return desk


class Desk:
    """One learner before the screen."""

    def __init__(self, house: SimulatedHouse, pupil: Pupil, daily: bool = False) -> None:
        self.house, self.pupil, self.daily = house, pupil, daily
        self.profile: Profile = fresh_profile(house.tracer)
        self.recent: list[str] = []
        self.placed: list[str] = []
        self.reviews = 0
        self.now = MONDAY
        self._placing = house.settings.placement
        self._cards: dict[str, Any] = {}

    def standing(self) -> Standing:
        """Return where the learner stands."""
        return Standing(self.house.tracer, self.profile, {}, self.house.rule, self.now if self.daily else None)

    def place(self) -> bool:
        """Answer the next question of the placement; tell whether there was one."""
        if not self._placing:
            return False
        step = self.house.placement.next(NAMES, self.standing(), self.placed)
        self._placing = not step.finished
        if step.item is None:
            return False
        self.answer(step.skill, step.item.id, "placement")
        self.placed.append(step.skill)
        return True

    def work(self) -> bool:
        """Do the next exercise; tell whether there was one."""
        chosen = self.house.pacer.choose(NAMES, self.standing(), self.recent)
        if chosen is None or self.pupil.tries[_NUMBERS[chosen.skill]] >= CAP:
            return False
        self.answer(chosen.skill, chosen.item.id, "practice")
        return True

    def review(self) -> bool:
        """Do the most urgent review; tell whether there was one."""
        due = self.house.review.due(self._cards, self.standing(), self.now)
        skill = next((one.skill for one in due if self.pupil.tries[_NUMBERS[one.skill]] < CAP), "")
        if not skill:
            return False
        item, _outlook = self.house.pacer.items.choose(make_curriculum().skills[skill], self.standing(), self.recent)
        self.answer(skill, item.id, "review")
        self.reviews += 1
        return True

    def spend_day(self, school_day: int) -> bool:
        """Work for one day, reviews first; tell whether anything new was practised."""
        self.pupil.day = float(calendar_days(school_day))
        morning, begun, new = MONDAY + timedelta(days=self.pupil.day), self.pupil.seconds, False
        while (used := self.pupil.seconds - begun) < DAY_SECONDS:
            self.now = morning + timedelta(seconds=used)
            if self.review():
                continue
            if not (self.place() or self.work()):
                break
            new = True
        return new

    def answer(self, skill: str, item: str, purpose: Purpose) -> None:
        """Answer an exercise, and let the model learn from it."""
        right = self.pupil.answer(_NUMBERS[skill], ITEM_NUMBERS[item] % ITEMS)
        task = Task(item, (skill,), 2, "number")
        attempt = Attempt("", "", self.now, "", task, purpose, "", "", "right" if right else "wrong", 1, 0, 0, "en")
        self.profile = learn_one(self.house.tracer, self.profile, attempt)
        self.recent = [item, *self.recent[:11]]
        if self.daily:
            self._cards = self.house.review.card_after(self._cards, attempt)


assert TutorSettings().most_tries == CAP, "the worlds' cap is the house's default"
