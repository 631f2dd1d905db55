"""A stored profile is a saving of time: it always equals what follows from the events, and one that cannot be trusted is computed again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, or_, select, update

from tutor.events.moves import STAYED, Moves
from tutor.events.records import Attempt
from tutor.learner.base import LearnerModel
from tutor.learner.profile import Profile, fresh_profile, learn_all, read_profile
from tutor.store import events
from tutor.store.tables import profiles

_THIS = (profiles.c.learner == bindparam("whose"), profiles.c.model == bindparam("name"), profiles.c.version == bindparam("of_version"))
_FIND, _CHANGE, _DELETE, _ADD = select(profiles).where(*_THIS), update(profiles).where(*_THIS), delete(profiles).where(*_THIS), insert(profiles)


def load_profile(connection: Connection, learner: str, model: LearnerModel, moves: Moves = STAYED) -> Profile:
    """Return the learner's profile; what this very model and version did not keep, or not whole, is computed from the events.

    The event that a stored profile ends with is read again: a profile of events that are not there, as after a restored backup, ends with none.
    """
    kept = find_profile(connection, learner, model, moves) or fresh_profile(model)
    later = events.list_attempts(connection, learner, after=max(kept.through_event - 1, 0), moves=moves)
    if kept.through_event:
        last = next(later, None)
        if last is None or last.id != kept.through_event:
            kept, later = fresh_profile(model), events.list_attempts(connection, learner, moves=moves)
    return learn_all(model, kept, later)


def load_profiles(connection: Connection, learners: Iterable[str], model: LearnerModel, moves: Moves = STAYED) -> dict[str, Profile]:
    """Return the profiles of several learners, by learner, in three queries however many there are."""
    found = {learner: fresh_profile(model) for learner in learners}
    rows = select(profiles).where(profiles.c.learner.in_(list(found)), profiles.c.model == model.name, profiles.c.version == model.version)
    found |= {row.learner: kept for row in connection.execute(rows) if (kept := _read(row, moves))}
    newer = _group(events.list_newer(connection, {learner: max(kept.through_event - 1, 0) for learner, kept in found.items()}, moves))
    for learner, kept in found.items():
        later = newer.get(learner, [])
        if not kept.through_event:
            found[learner] = learn_all(model, kept, later)
        elif later and later[0].id == kept.through_event:
            found[learner] = learn_all(model, kept, later[1:])
        else:
            found[learner] = load_profile(connection, learner, model, moves)
    return found


def _group(attempts: Iterable[Attempt]) -> dict[str, list[Attempt]]:
    grouped: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        grouped.setdefault(attempt.learner, []).append(attempt)
    return grouped


def find_profile(connection: Connection, learner: str, model: LearnerModel, moves: Moves = STAYED) -> Profile | None:
    """Return the profile that was kept, as far as it counts; None where there is none that can be read."""
    row = connection.execute(_FIND, _this(learner, model.name, model.version)).first()
    return _read(row, moves) if row else None


def save_profile(connection: Connection, learner: str, profile: Profile, moves: Moves = STAYED) -> None:
    """Keep the profile in the place of the old one."""
    plain = json.dumps(profile.to_plain(), ensure_ascii=False, separators=(",", ":")).encode()
    values = {"through_event": profile.through_event, "moves": moves.mark, "checksum": zlib.crc32(plain), "plain": plain}
    changed = connection.execute(_CHANGE, _this(learner, profile.model, profile.version) | values)
    if not changed.rowcount:
        connection.execute(_ADD, {"learner": learner, "model": profile.model, "version": profile.version, **values})


def list_behind(connection: Connection, model: LearnerModel, moves: Moves = STAYED) -> dict[str, int]:
    """Return who has answers that the kept profiles of this model do not count yet, and how many."""
    of_model = profiles.c.model == model.name, profiles.c.version == model.version, profiles.c.moves == moves.mark
    return events.count_after(connection, select(profiles.c.learner, profiles.c.through_event).where(*of_model))


def list_kept(connection: Connection, model: LearnerModel) -> set[str]:
    """Return the learners of whom a profile of this model is kept."""
    chosen = select(profiles.c.learner).where(profiles.c.model == model.name, profiles.c.version == model.version)
    return set(connection.execute(chosen).scalars())


def list_models(connection: Connection) -> list[tuple[str, str]]:
    """Return the name and version of every model that profiles are kept for."""
    rows = connection.execute(select(profiles.c.model, profiles.c.version).distinct())
    return [(row[0], row[1]) for row in rows]


def forget_others(connection: Connection, model: LearnerModel, most: int = 200) -> int:
    """Take away profiles of other models and versions, so many at a time; return how many were taken away."""
    other = or_(profiles.c.model != model.name, profiles.c.version != model.version)
    keys = list(connection.execute(select(profiles.c.learner, profiles.c.model, profiles.c.version).where(other).limit(most)))
    for learner, name, version in keys:
        connection.execute(_DELETE, _this(learner, name, version))
    return len(keys)


def _read(row: Row, moves: Moves) -> Profile | None:
    """Return what a row says, or None where it was counted under other names or is not whole."""
    if row.moves != moves.mark or not isinstance(row.plain, bytes) or zlib.crc32(row.plain) != row.checksum:
        return None
    try:
        return read_profile(row.model, row.version, row.through_event, json.loads(row.plain))
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _this(learner: str, model: str, version: str) -> dict[str, Any]:
    return {"whose": learner, "name": model, "of_version": version}
