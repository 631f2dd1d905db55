"""What a policy costs and what it brings: means over learners, then over draws; compared only where as much is mastered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np

from tutor.simulate.classroom import Classroom
from tutor.simulate.days import POST_TEST_DAYS
from tutor.simulate.worlds import CAP, SKILLS


@dataclass(frozen=True, slots=True)
class Outcome:
    """Figures by learner and skill, except minutes (by learner) and the post-test (a share)."""

    exercises: float
    mastered: float
    """Share truly mastered when the policy stops."""
    over_practice: float
    """Exercises after true mastery."""
    premature: float
    """Share stopped by the policy, not by the cap, and not mastered in the end."""
    capped: float
    minutes: float
    placement: float
    """Questions of the placement, by learner."""
    delayed_post_test: float
    """World `forgetting`; 0 in the others."""

    def to_plain(self) -> dict[str, float]:
        """Return the figures, rounded."""
        return {name: round(value, 4) for name, value in asdict(self).items()}

    def plus(self, other: Outcome, minus: Outcome) -> Outcome:
        """Return these figures moved by the difference of two others; the placement's questions are the other's."""
        moved = {one.name: getattr(self, one.name) + getattr(other, one.name) - getattr(minus, one.name) for one in fields(Outcome)}
        return Outcome(**moved | {"placement": other.placement})


def mean(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the mean over draws, or over groups of learners of one size."""
    return Outcome(**{one.name: float(np.mean([getattr(outcome, one.name) for outcome in outcomes])) for one in fields(Outcome)})


def look_at(room: Classroom) -> Outcome:
    """Return what came of a classroom."""
    mastered = np.stack([room.mastered(skill) for skill in range(SKILLS)], 1)
    post = room.post_test(POST_TEST_DAYS) if room.learners.skills.world == "forgetting" else np.zeros(1)
    return _of(room.tries, mastered, room.over, room.capped, room.seconds, 0.0, float(post.mean()))


def of_pupils(rows: Sequence[tuple[list[int], list[bool], list[int], float, int, float]]) -> Outcome:
    """Return what came of learners, each as tries, mastered and exercises after mastery by skill, seconds, placement questions, post-test."""
    tries, mastered, over, seconds, placement, post = (np.array(column) for column in zip(*rows, strict=True))
    return _of(tries, mastered.astype(bool), over, tries >= CAP, seconds, float(placement.mean()), float(post.mean()))


def _of(tries: Any, mastered: Any, over: Any, capped: Any, seconds: Any, placement: float, post: float) -> Outcome:
    return Outcome(
        exercises=float(tries.mean()),
        mastered=float(mastered.mean()),
        over_practice=float(over.mean()),
        premature=float((~mastered & ~capped).mean()),
        capped=float(capped.mean()),
        minutes=float(seconds.mean()) / 60,
        placement=placement,
        delayed_post_test=post,
    )


def exercises_at(frontier: Sequence[Outcome], mastered: float) -> float:
    """Return how many exercises buy this share of mastery, between the points of a frontier, on the logit scale of the share.

    Beyond its ends the line through the last two points goes on.
    """
    return _at([(_logit(one.mastered), one.exercises) for one in frontier], _logit(mastered))


def minutes_at(frontier: Sequence[Outcome], post_test: float) -> float:
    """Return how many minutes buy this result of the delayed post-test."""
    return _at([(one.delayed_post_test, one.minutes) for one in frontier], post_test)


def _at(points: list[tuple[float, float]], x: float) -> float:
    points = sorted(points)
    if len(points) == 1:
        return points[0][1]
    places = [place for place in range(len(points) - 2) if points[place + 1][0] < x]
    (x0, y0), (x1, y1) = points[len(places)], points[len(places) + 1]
    return max(y0 + (y1 - y0) * (x - x0) / (x1 - x0), 0.0) if x1 > x0 else y1


def _logit(share: float) -> float:
    share = min(max(share, 1e-4), 1 - 1e-4)
    return float(np.log(share / (1 - share)))
