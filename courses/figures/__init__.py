"""The figures that a lesson may show: one table, read by the check, the build and the manual."""

from __future__ import annotations

from collections.abc import Mapping

from courses.figures.figure import Figure
from courses.figures.numbers import NUMBERS
from courses.figures.options import FigureError
from courses.figures.science import SCIENCE
from courses.figures.shapes import SHAPES

FIGURES: Mapping[str, Figure] = {figure.name: figure for figure in (*NUMBERS, *SHAPES, *SCIENCE)}


def get_figure(name: str) -> Figure:
    """Return a figure.

    Raises:
        FigureError: names those that there are.
    """
    if name not in FIGURES:
        raise FigureError(f"unknown figure {name}; known are {', '.join(FIGURES)}")
    return FIGURES[name]


__all__ = ["FIGURES", "Figure", "FigureError", "get_figure"]
