"""Learners who need the same thing are named together, so that a teacher explains it once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tutor.pacing.standing import Standing

_LEAST_TRIES = 3
_NEARLY = 0.7


@dataclass(frozen=True, slots=True)
class Group:
    """A skill, and the learners who need it now."""

    skill: str
    learners: tuple[str, ...]


def find_groups(standings: Mapping[str, Standing], skills: Sequence[str], *, most: int = 6) -> list[Group]:
    """Return the largest groups of at least two, each learner at most once a skill; the earlier skill first where groups are alike.

    A learner needs a skill that a teacher calls not mastered, or that was tried a few times without getting near to being known.
    """
    groups = [Group(skill, tuple(learner for learner, standing in standings.items() if _needs(standing, skill))) for skill in skills]
    return sorted((group for group in groups if len(group.learners) > 1), key=lambda group: -len(group.learners))[:most]


def _needs(standing: Standing, skill: str) -> bool:
    if standing.mastered(skill):
        return False
    tally = standing.tally(skill)
    return standing.said.get(skill) is False or (tally.tries >= _LEAST_TRIES and standing.mastery(skill) < _NEARLY)
