"""A figure's state is its traits; what it looks like is the browser's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from traitlets import Dict, Unicode

from tutor.widgets.asking import AskingWidget


class Figure(AskingWidget):
    """A picture whose `values` change with keys and fingers, such as `{top: 3}` on a number line in quarters.

    Which options and values a figure has is told by `courses.figures`; the build checks them and writes them into the lesson complete.
    """

    kind = Unicode("figure").tag(sync=True)
    name = Unicode().tag(sync=True)
    options = Dict().tag(sync=True)
    values = Dict().tag(sync=True)


def make_figure(name: str, lesson: str, lang: str, item: str | None, options: Mapping[str, Any], values: Mapping[str, Any], **more: Any) -> Figure:
    """Return a figure in its first state; with an item it is a question."""
    unit, _, short = lesson.rpartition("/")
    ask = {"unit": unit, "lesson": short, "skills": []} | ({"item": item} if item else {})
    return Figure(name=name, lang=lang, ask=ask, options=dict(options), values=dict(values), **more)
