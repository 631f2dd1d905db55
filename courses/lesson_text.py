"""A lesson is Markdown with a few directives; nothing else can be in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from courses.errors import ContentError
from courses.figures import FigureError, get_figure
from courses.languages import Lang
from courses.pictures import without_pictures
from courses.unit_file import full_id

BOXES = ("note", "example", "tip", "important")
_OPEN = re.compile(r"(:{3,})\{([\w-]+)\}\s*(.*)")
_OPTION = re.compile(r":?([A-Za-z][\w-]*):\s*(.*)")
ACCEPTED = re.compile(r"%\s*accept\s+(\w+)\s*:\s*(.*)")
"""A line that says why a warning about the lines below it may stand: `% accept long_sentence: a proverb`; it is not shown."""
_OUTSIDE = re.compile(r"(?:https?:)?//[\w.-]+\.\w+|\]\([^)]*\)|<[A-Za-z/!]")
_MATH = re.compile(r"(?<!\\)\$[^$]*\$")
"""What stands between dollar signs is TeX; `\\$` is a dollar."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a lesson: text, a figure, a practice, or a box around text.

    Args:
        kind: what it is.
        text: the Markdown of a text or a box.
        name: the figure's or the box's name; of a reading, the name of the unit's text.
        options: what the directive says, as texts.
        line: where it begins, from 1.
    """

    kind: Literal["text", "figure", "practice", "box", "reading"]
    text: str = ""
    name: str = ""
    options: dict[str, str] = field(default_factory=dict)
    line: int = 1

    @property
    def figure_options(self) -> dict[str, str]:
        """Return what a figure itself takes: all but the item."""
        return {name: text for name, text in self.options.items() if name != "item"}


def read_lesson_text(path: Path, lang: Lang, unit_id: str, shown_as: str) -> list[Part]:
    """Read one language of a lesson.

    Raises:
        ContentError: a missing file, an unknown directive, one that is not closed, raw HTML, a link.
    """
    try:
        lines = ["" if ACCEPTED.fullmatch(line.strip()) else line for line in path.read_text("utf-8").splitlines()]
    except FileNotFoundError:
        raise ContentError(shown_as, 1, f"the lesson has no {lang} text", "missing_translation") from None
    parts: list[Part] = []
    text: list[str] = []
    start, at = 1, 0
    while at < len(lines):
        _refuse_outside(lines[at], shown_as, at + 1)
        if match := _OPEN.fullmatch(lines[at].rstrip()):
            _flush(parts, text, start)
            end = _find_close(lines, at, match[1], shown_as)
            parts.append(_read_directive(match[2], match[3].strip(), lines[at + 1 : end], unit_id, shown_as, at + 1))
            at, start, text = end + 1, end + 2, []
            continue
        text.append(lines[at])
        at += 1
    _flush(parts, text, start)
    return parts


def _flush(parts: list[Part], text: list[str], start: int) -> None:
    blank = next((number for number, line in enumerate(text) if line.strip()), None)
    if blank is not None:
        parts.append(Part("text", "\n".join(text).strip(), line=start + blank))


def _find_close(lines: list[str], at: int, fence: str, shown_as: str) -> int:
    for end in range(at + 1, len(lines)):
        if lines[end].rstrip() == fence:
            return end
    raise ContentError(shown_as, at + 1, f"the directive is not closed by {fence}")


def _read_directive(name: str, argument: str, body: list[str], unit_id: str, shown_as: str, line: int) -> Part:
    if name in BOXES:
        for number, one in enumerate(body):
            _refuse_outside(one, shown_as, line + 1 + number)
        return Part("box", "\n".join(body).strip(), name, {"title": argument}, line)
    options, lines = _read_options(body, shown_as, line)
    if name == "practice":
        return Part("practice", "", "practice", {"skills": argument or options.get("skills", "")}, line)
    if name == "text":
        return Part("reading", "", argument, {}, line)
    if name == "figure-widget":
        item = options.pop("item", None)
        try:
            get_figure(argument).read(options)
        except FigureError as error:
            raise ContentError(shown_as, lines.get(error.option or "", line), str(error)) from None
        return Part("figure", "", argument, options | ({"item": full_id(item, unit_id)} if item else {}), line)
    raise ContentError(shown_as, line, f"unknown directive {name}; known are figure-widget, practice, text, {', '.join(BOXES)}")


def _read_options(body: list[str], shown_as: str, line: int) -> tuple[dict[str, str], dict[str, int]]:
    """Return what the options say, and the line of each."""
    options, lines = {}, {}
    for number, text in enumerate(body, line + 1):
        if not text.strip():
            continue
        _refuse_outside(text, shown_as, number)
        if not (match := _OPTION.fullmatch(text.strip())):
            raise ContentError(shown_as, number, f"an option is written `name: value`. Got {text.strip()}")
        options[match[1]], lines[match[1]] = match[2].strip().strip("\"'"), number
    return options, lines


def _refuse_outside(line: str, shown_as: str, number: int) -> None:
    if match := _OUTSIDE.search(_MATH.sub("", without_pictures(line))):
        raise ContentError(shown_as, number, f"links, outside addresses and raw HTML have no place in a lesson: {match[0]}", "outside_link")
