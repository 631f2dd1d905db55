"""A stored profile is a saving of time: it always equals what follows from the events."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from tutor.learner.base import LearnerModel
from tutor.learner.profile import Profile, fresh_profile, learn_one, read_profile
from tutor.store import events
from tutor.store.tables import profiles


def load_profile(connection: Connection, learner: str, model: LearnerModel) -> Profile:
    """Return the learner's profile; where this very model and version kept none, it is computed from the events."""
    row = connection.execute(select(profiles).where(*_of(learner, model.name, model.version))).first()
    profile = read_profile(row.model, row.version, row.through_event, row.plain) if row else fresh_profile(model)
    for attempt in events.list_attempts(connection, learner, after=profile.through_event):
        profile = learn_one(model, profile, attempt)
    return profile


def load_profiles(connection: Connection, learners: Iterable[str], model: LearnerModel) -> dict[str, Profile]:
    """Return the profiles of several learners, by learner, in two queries however many there are."""
    found = {learner: fresh_profile(model) for learner in learners}
    kept = select(profiles).where(profiles.c.learner.in_(list(found)), profiles.c.model == model.name, profiles.c.version == model.version)
    for row in connection.execute(kept):
        found[row.learner] = read_profile(row.model, row.version, row.through_event, row.plain)
    for attempt in events.list_newer(connection, {learner: profile.through_event for learner, profile in found.items()}):
        found[attempt.learner] = learn_one(model, found[attempt.learner], attempt)
    return found


def save_profile(connection: Connection, learner: str, profile: Profile) -> None:
    """Keep the profile in the place of the old one."""
    connection.execute(delete(profiles).where(*_of(learner, profile.model, profile.version)))
    values = {"model": profile.model, "version": profile.version, "through_event": profile.through_event, "plain": profile.to_plain()}
    connection.execute(insert(profiles).values(learner=learner, **values))


def _of(learner: str, model: str, version: str) -> tuple[ColumnElement[bool], ...]:
    return profiles.c.learner == learner, profiles.c.model == model, profiles.c.version == version
