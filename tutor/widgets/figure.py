"""A figure's state is its traits; what it looks like is the browser's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from traitlets import Dict, Unicode

from tutor.widgets.asking import AskingWidget

_DEFAULTS: dict[str, dict[str, int]] = {
    "number-line": {"denominator": 4, "from": 0, "to": 1, "start": 0},
    "fraction-bar": {"denominator": 4, "shaded": 0},
    "fraction-circle": {"denominator": 4, "shaded": 0},
    "area-model": {"rows": 3, "columns": 4, "across": 0, "down": 0},
}
NAMES = tuple(_DEFAULTS)
MOST = 1000


class UnknownFigure(ValueError):
    """A lesson asks for a figure or an option that the house does not have."""


class Figure(AskingWidget):
    """A picture whose `values` change with keys and fingers, such as `{top: 3}` on a number line in quarters."""

    kind = Unicode("figure").tag(sync=True)
    name = Unicode().tag(sync=True)
    options = Dict().tag(sync=True)
    values = Dict().tag(sync=True)


def make_figure(name: str, lesson: str, lang: str, item: str | None, options: Mapping[str, Any], **more: Any) -> Figure:
    """Return a figure with checked options.

    Raises:
        UnknownFigure: names the figure or the option, and what is allowed.
    """
    if name not in _DEFAULTS:
        raise UnknownFigure(f"no figure {name}; known are {', '.join(NAMES)}")
    checked = _DEFAULTS[name] | _as_numbers(name, options)
    unit, _, short = lesson.rpartition("/")
    ask = {"unit": unit, "lesson": short, "skills": []} | ({"item": item} if item else {})
    return Figure(name=name, lang=lang, ask=ask, options=checked, values=_first_values(name, checked), **more)


def _as_numbers(name: str, options: Mapping[str, Any]) -> dict[str, int]:
    numbers = {}
    for option, value in options.items():
        if option not in _DEFAULTS[name]:
            raise UnknownFigure(f"{name} has no option {option}; it takes {', '.join(_DEFAULTS[name])}")
        try:
            numbers[option] = int(value)
        except (TypeError, ValueError):
            raise UnknownFigure(f"{option} of {name} must be a whole number. Got {value}") from None
        if not -MOST <= numbers[option] <= MOST:
            raise UnknownFigure(f"{option} of {name} must be {-MOST} to {MOST}. Got {value}")
    return numbers


def _first_values(name: str, options: Mapping[str, int]) -> dict[str, int]:
    if name == "number-line":
        return {"top": options["start"] * options["denominator"] if options["start"] else options["from"] * options["denominator"]}
    if name == "area-model":
        return {"across": options["across"], "down": options["down"]}
    return {"bottom": options["denominator"], "top": options["shaded"]}
