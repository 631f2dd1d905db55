"""A teacher's word about a skill stands above the model's, with its reason, until a teacher takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from tutor.learner.profile import Profile
from tutor.store.tables import overrides

PLACED = "placement"
"""Who says that a skill is known because the placement found what is built on it; this word falls with the first wrong answer."""

_OF_THESE = overrides.c.learner.in_(bindparam("learners", expanding=True))
_STANDING = select(overrides).where(_OF_THESE, overrides.c.undone_at.is_(None)).order_by(overrides.c.id)


@dataclass(frozen=True, slots=True)
class Override:
    """One word of a teacher."""

    id: int
    learner: str
    skill: str
    mastered: bool
    reason: str
    by: str
    at: datetime
    undone_by: str | None = None
    undone_at: datetime | None = None


def add(connection: Connection, learner: str, skill: str, mastered: bool, *, reason: str, by: str, at: datetime) -> None:
    """Write the teacher's word; an earlier one about the same skill is taken back by it."""
    undo(connection, learner, skill, by=by, at=at)
    connection.execute(insert(overrides).values(learner=learner, skill=skill, mastered=mastered, reason=reason, by=by, at=at))


def undo(connection: Connection, learner: str, skill: str, *, by: str, at: datetime) -> bool:
    """Take back what stands about a skill; tell whether there was anything."""
    chosen = (overrides.c.learner == learner, overrides.c.skill == skill, overrides.c.undone_at.is_(None))
    return connection.execute(update(overrides).where(*chosen).values(undone_by=by, undone_at=at)).rowcount > 0


def list_standing(connection: Connection, learners: Iterable[str]) -> dict[str, dict[str, Override]]:
    """Return what stands now, by learner and skill."""
    standing: dict[str, dict[str, Override]] = {learner: {} for learner in learners}
    for row in connection.execute(_STANDING, {"learners": list(standing)}):
        standing[row.learner][row.skill] = Override(**row._mapping)
    return standing


def split_words(words: Mapping[str, Override], profile: Profile) -> tuple[dict[str, bool], frozenset[str]]:
    """Return what teachers said of a learner's skills, and what the placement found known; its word falls with the first wrong answer."""
    said = {skill: word.mastered for skill, word in words.items() if word.by != PLACED}
    return said, frozenset(skill for skill, word in words.items() if word.by == PLACED and "-" not in profile.tally(skill).recent)


def undo_placed(connection: Connection, learner: str, course: str, at: datetime) -> None:
    """Take back what the placement of a course said."""
    mine = (overrides.c.learner == learner, overrides.c.by == PLACED, overrides.c.undone_at.is_(None))
    chosen = (*mine, overrides.c.skill.startswith(f"{course}/", autoescape=True))
    connection.execute(update(overrides).where(*chosen).values(undone_by=PLACED, undone_at=at))


def list_all(connection: Connection, learner: str) -> list[Override]:
    """Return everything that was ever said about a learner, the newest first."""
    chosen = select(overrides).where(overrides.c.learner == learner).order_by(overrides.c.id.desc())
    return [Override(**row._mapping) for row in connection.execute(chosen)]
