"""What runs in a learner's kernel: widgets that ask the tutor over its socket. No store, no key, no model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.widgets.figure import Figure, make_figure
from tutor.widgets.practice import Practice


def practice(unit: str, lesson: str, skills: list[str], lang: str = "km") -> Practice:
    """Return the practice of a lesson: one exercise after the other, until the skills are mastered."""
    return Practice(ask={"unit": unit, "lesson": lesson, "skills": skills}, lang=lang)


def figure(name: str, lesson: str, options: Mapping[str, Any], values: Mapping[str, Any], lang: str = "km", item: str | None = None) -> Figure:
    """Return a figure to play with; with an item it is a question whose answer is the figure's state."""
    return make_figure(name, lesson, lang, item, options, values)


__all__ = ["Figure", "Practice", "figure", "practice"]
