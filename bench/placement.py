"""How much of what a learner knows the placement of a real course finds, and how much it takes for known that is not."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from courses.catalog import load_catalog
from courses.commands import CONTENT
from tutor.curriculum import Curriculum, task_of
from tutor.events.records import Attempt
from tutor.learner.profile import fresh_profile, learn_one
from tutor.learner.tracing import Tracing
from tutor.pacing.from_settings import make_placement, make_rule
from tutor.pacing.landmarks import Landmarks
from tutor.pacing.placement import NO_LANDMARKS
from tutor.pacing.standing import Standing
from tutor.settings import TutorSettings
from tutor.site_model import make_shipped

_SLIP = 0.08
_UNREADY = 0.1
"""Part of the chance of knowing a skill that is left while something that it needs is unknown."""
LEVELS = {"beginner": -0.6, "half": 1.0, "most": 2.5}
"""Mean logit of knowing a skill of which everything needed is known."""
GUESSES = (0.05, 0.2)


@dataclass
class Found:
    """What placements of some learners found."""

    questions: int = 0
    known: int = 0
    found: int = 0
    wrongly: int = 0

    def as_json(self, learners: int) -> dict[str, float]:
        """Return the figures for one learner, and the part of what is known that was found."""
        return {
            "questions": round(self.questions / learners, 1),
            "known": round(self.known / learners, 1),
            "found_share": round(self.found / max(self.known, 1), 3),
            "wrongly_called": round(self.wrongly / learners, 2),
        }


def measure_placement(course_id: str = "math1", learners: int = 100) -> dict[str, Any]:
    """Place the same simulated learners with the course's landmarks and without them."""
    curriculum = Curriculum(load_catalog(CONTENT))
    course = curriculum.catalog.course(course_id)
    model, skills = make_shipped(curriculum), curriculum.course_skills(course)
    told: dict[str, Any] = {"course": course_id, "skills": len(skills), "landmarks": len(course.landmarks), "learners": learners}
    for name, mean in LEVELS.items():
        for guess in GUESSES:
            for way, landmarks in (("graph", NO_LANDMARKS), ("landmarks", Landmarks.over(curriculum, course))):
                found = Found()
                for seed in range(learners):
                    _place(Pupil.draw(curriculum, mean, guess, seed), curriculum, skills, model, landmarks, found)
                told[f"{name} guess {guess} {way}"] = found.as_json(learners)
    return told


@dataclass
class Pupil:
    """A learner whose knowledge hangs on what is needed, and on a trait."""

    known: set[str]
    guess: float
    chance: random.Random

    @classmethod
    def draw(cls, curriculum: Curriculum, mean: float, guess: float, seed: int) -> Pupil:
        """Draw a learner; the same seed gives the same one."""
        chance = random.Random(seed)  # noqa: S311
        trait, known = chance.gauss(0, 1), set[str]()
        for node in curriculum.skills.values():
            ready = 1.0 if known.issuperset(node.needs) else _UNREADY
            if chance.random() < ready / (1 + math.exp(-(mean + 0.9 * trait + chance.gauss(0, 0.5)))):
                known.add(node.id)
        return cls(known, guess, chance)

    def answers_right(self, skills: tuple[str, ...]) -> bool:
        """Tell whether an exercise on these skills is answered right."""
        return self.chance.random() < (1 - _SLIP if self.known.issuperset(skills) else self.guess)


def _place(pupil: Pupil, curriculum: Curriculum, skills: list[str], model: Tracing, landmarks: Landmarks, found: Found) -> None:
    settings, profile, asked = TutorSettings(), fresh_profile(model), list[str]()
    placement, rule = make_placement(curriculum, settings), make_rule(settings)
    for at in _minutes():
        step = placement.next(skills, Standing(model, profile, {}, rule, at), asked, landmarks)
        if step.item is None:
            break
        asked.append(step.skill)
        task = task_of(step.item)
        verdict = "right" if pupil.answers_right(task.skills) else "wrong"
        profile = learn_one(model, profile, Attempt(f"{len(asked)}", "pupil", at, "", task, "placement", "", "", verdict, 1, 0, 0, "km"))
    known, called = pupil.known.intersection(skills), set(step.known)
    found.questions += len(asked)
    found.known += len(known)
    found.found += len(called & known)
    found.wrongly += len(called - known)


def _minutes() -> Iterator[datetime]:
    at = datetime(2027, 1, 4, 8, tzinfo=UTC)
    while True:
        yield at
        at += timedelta(minutes=1)
