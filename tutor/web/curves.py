"""A learning curve is the model's belief after each answer, drawn from the learner's own events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tutor.events.records import Attempt
from tutor.learner.base import LearnerModel

_STEP, _HEIGHT, _MARGIN, _MOST = 11, 44, 5, 24


@dataclass(frozen=True, slots=True)
class Dot:
    """One answer on a curve."""

    x: float
    y: float
    right: bool
    helped: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """One skill's newest answers, ready to be drawn; x to the right, y down, in units of the picture."""

    dots: tuple[Dot, ...]
    goal: float
    """Where the line of mastery lies."""
    tries: int
    right: int

    @property
    def width(self) -> int:
        """Width of the picture."""
        return 2 * _MARGIN + _STEP * max(len(self.dots) - 1, 1)

    @property
    def height(self) -> int:
        """Height of the picture."""
        return _HEIGHT

    @property
    def line(self) -> str:
        """The points of the line, as SVG writes them."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


def draw_curves(model: LearnerModel, attempts: Iterable[Attempt], goal: float) -> dict[str, Curve]:
    """Return a curve for each skill that was answered, by skill.

    Args:
        attempts: all events of one learner, in their order.
        goal: the chance from which a skill counts as mastered.
    """
    state, seen = model.fresh(), dict[str, list[tuple[float, Attempt]]]()
    for attempt in attempts:
        state = model.learn_one(state, attempt)
        for skill in attempt.task.skills if attempt.counts else ():
            seen.setdefault(skill, []).append((model.mastery(state, skill), attempt))
    return {skill: _draw(points, goal) for skill, points in seen.items()}


def _draw(points: Sequence[tuple[float, Attempt]], goal: float) -> Curve:
    shown = points[-_MOST:]
    dots = tuple(Dot(_MARGIN + _STEP * i, _y(chance), a.right, a.hints > 0) for i, (chance, a) in enumerate(shown))
    return Curve(dots, _y(goal), len(points), sum(a.right for _chance, a in points))


def _y(chance: float) -> float:
    return round(_HEIGHT - _MARGIN - chance * (_HEIGHT - 2 * _MARGIN), 1)
