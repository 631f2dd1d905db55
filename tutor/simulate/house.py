"""The production pacing at work on simulated learners: placement, choice of skill and item, mastery and leaving are the tutor's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from tutor.events.records import Attempt, Purpose, Task
from tutor.learner.profile import Profile, fresh_profile, learn_one
from tutor.learner.tracer import Tracer
from tutor.learner.tracer_parameters import TracerParameters
from tutor.pacing.from_settings import make_pacer, make_placement, make_rule
from tutor.pacing.pacer import Pacer
from tutor.pacing.placement import Placement
from tutor.pacing.settling import SettlingRule
from tutor.pacing.standing import Standing
from tutor.settings import TutorSettings
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
    rule: SettlingRule = field(init=False)

    def __post_init__(self) -> None:
        """Make the parts as the service makes them."""
        curriculum = make_curriculum()
        parts = {
            "tracer": Tracer.over(NEEDS, self.parameters),
            "pacer": make_pacer(curriculum, self.settings),
            "placement": make_placement(curriculum, self.settings),
            "rule": make_rule(self.settings),
        }
        for name, part in parts.items():
            object.__setattr__(self, name, part)

    def teach(self, pupil: Pupil) -> Desk:
        """Let a learner work until the pacing has nothing more to give."""
        desk = Desk(self, pupil)
        desk.place()
        while desk.work():
            pass
        return desk


class Desk:
    """One learner before the screen."""

    def __init__(self, house: SimulatedHouse, pupil: Pupil) -> None:
        self.house, self.pupil = house, pupil
        self.profile: Profile = fresh_profile(house.tracer)
        self.recent: list[str] = []
        self.placed: list[str] = []
        self.now = MONDAY

    def standing(self) -> Standing:
        """Return where the learner stands."""
        return Standing(self.house.tracer, self.profile, {}, self.house.rule)

    def place(self) -> None:
        """Answer the questions of the placement."""
        while self.house.settings.placement:
            step = self.house.placement.next(NAMES, self.standing(), self.placed)
            if step.item is None:
                return
            self.answer(step.skill, step.item.id, "placement")
            self.placed.append(step.skill)

    def work(self) -> bool:
        """Do the next exercise; tell whether there was one."""
        chosen = self.house.pacer.choose(NAMES, self.standing(), self.recent)
        if chosen is None:
            return False
        self.answer(chosen.skill, chosen.item.id, "practice")
        return True

    def answer(self, skill: str, item: str, purpose: Purpose) -> Attempt:
        """Answer an exercise, and let the model learn from it."""
        right = self.pupil.answer(_NUMBERS[skill], ITEM_NUMBERS[item] % ITEMS)
        task = Task(item, (skill,), 2, "number")
        verdict = "right" if right else "wrong"
        attempt = Attempt("", "", self.now, "", task, purpose, "", "", verdict, 1, 0, 0, "en")
        self.profile = learn_one(self.house.tracer, self.profile, attempt)
        self.recent = [item, *self.recent[:11]]
        return attempt


assert TutorSettings().most_tries == CAP, "the worlds' cap is the house's default"
