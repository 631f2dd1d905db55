"""Everything that is believed of a learner follows from the learner's events, in their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tutor.events.records import Attempt
from tutor.events.tallies import Tally
from tutor.learner.base import LearnerModel, State

_NOTHING = Tally()


@dataclass(frozen=True, slots=True)
class Profile:
    """One learner: the model's state, the tallies, and the event up to which they count."""

    model: str
    version: str
    state: State
    tallies: dict[str, Tally] = field(default_factory=dict)
    through_event: int = 0
    answers: int = 0
    """How many answers counted so far."""

    def tally(self, skill: str) -> Tally:
        """Return how the learner did on a skill, empty where it was never tried."""
        return self.tallies.get(skill, _NOTHING)

    def to_plain(self) -> dict[str, Any]:
        """Return the profile as JSON values."""
        tallies = {skill: tally.to_plain() for skill, tally in self.tallies.items()}
        return {"state": dict(self.state), "tallies": tallies, "answers": self.answers}


def fresh_profile(model: LearnerModel) -> Profile:
    """Return the profile of a learner who has not answered anything."""
    return Profile(model.name, model.version, model.fresh())


def read_profile(model: str, version: str, through_event: int, plain: dict[str, Any]) -> Profile:
    """Return the profile that `to_plain` wrote."""
    tallies = {skill: Tally.from_plain(row) for skill, row in plain["tallies"].items()}
    return Profile(model, version, plain["state"], tallies, through_event, plain["answers"])


def learn_one(model: LearnerModel, profile: Profile, attempt: Attempt) -> Profile:
    """Return the profile after one more event."""
    tallies, answers = profile.tallies, profile.answers
    if attempt.counts:
        answers += 1
        tallies = tallies | {skill: profile.tally(skill).add(attempt, answers) for skill in attempt.task.skills}
    return Profile(model.name, model.version, model.learn_one(profile.state, attempt), tallies, attempt.id, answers)


def recompute(model: LearnerModel, attempts: Iterable[Attempt]) -> Profile:
    """Return the profile that follows from events alone."""
    return learn_all(model, fresh_profile(model), attempts)


def learn_all(model: LearnerModel, profile: Profile, attempts: Iterable[Attempt]) -> Profile:
    """Return the profile after several more events."""
    for attempt in attempts:
        profile = learn_one(model, profile, attempt)
    return profile
