"""A course's map for the placement: who can do a landmark can do all that it is built on, so that one skill speaks for many."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from courses.model import Course
from tutor.curriculum import Curriculum, skill_key
from tutor.pacing.standing import Standing

_RIGHT_TWICE = 2
_GO_ON = 3.0
"""How much rather a landmark that was answered right is asked a second time than another one a first time."""


@dataclass(frozen=True, slots=True)
class Landmarks:
    """The landmarks of one course, and what each covers: itself and all that it needs, step by step down."""

    covers: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def over(cls, curriculum: Curriculum, course: Course) -> Landmarks:
        """Return the landmarks that a course names; none where it does not say."""
        keys = [skill_key(*name.rsplit("/", 1)) for name in course.landmarks]
        return cls({key: frozenset({key, *curriculum.needed(key)}) for key in keys})

    def passed(self, standing: Standing) -> list[str]:
        """Return the landmarks that are surely known: right twice, never wrong, and likely enough by the model."""
        return [mark for mark in self.covers if _is_passed(mark, standing)]

    def covered(self, standing: Standing) -> frozenset[str]:
        """Return every skill that a passed landmark speaks for; what went wrong itself is not among them."""
        found = frozenset().union(*(self.covers[mark] for mark in self.passed(standing)))
        return frozenset(skill for skill in found if not _failed(skill, standing))

    def worths(self, standing: Standing, asked: Sequence[str]) -> dict[str, float]:
        """Return how much a question on each landmark that is still undecided promises to settle, counted in skills.

        A landmark is decided when it is passed or missed, when another one that was passed covers it, or when one that it is built on was missed.
        """
        covered = self.covered(standing)
        missed = {mark for mark in self.covers if _failed(mark, standing)}
        found = {}
        for mark, below in self.covers.items():
            if mark in covered or mark in missed or mark in standing.said or mark in standing.placed or not missed.isdisjoint(below):
                continue
            known = standing.belief(mark).known
            found[mark] = known * (1 - known) * _count_new(below, covered) * (_GO_ON if mark in asked else 1.0)
        return found


def _is_passed(mark: str, standing: Standing) -> bool:
    tally = standing.tally(mark)
    return tally.right_in_a_row >= _RIGHT_TWICE and not _failed(mark, standing) and standing.belief(mark).known >= standing.rule.skip_chance


def _failed(skill: str, standing: Standing) -> bool:
    return "-" in standing.tally(skill).recent


def _count_new(below: Collection[str], covered: Collection[str]) -> int:
    return sum(skill not in covered for skill in below)
