"""A picture lies in its unit's folder `pictures/`, and no text shows it without words that say what it shows.

A text names it as `![what it shows](pictures/market.png)`. What a browser gets holds the picture itself, so that it is there in a lesson,
in a test, on paper and in a mark, and nothing is fetched from anywhere.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from courses.picture_files import BadPicture, check_picture

FOLDER = "pictures"
_SHOWN = re.compile(rf"!\[((?:[^\[\]\\\n]|\\.){{0,500}})\]\({FOLDER}/([A-Za-z0-9][\w.-]*)\)")
_MADE = re.compile(rf'<img class="picture" src="{FOLDER}/([\w.-]+)" alt="([^"]*)">')
_ESCAPED = re.compile(r"\\(.)")


def pictures_shown(text: str) -> list[tuple[str, str]]:
    """Return the pictures a text shows, each with what is said to be on it.

    >>> pictures_shown("Look: ![a cat](pictures/cat.png)")
    [('cat.png', 'a cat')]
    """
    return [(match[2], _ESCAPED.sub(r"\1", match[1]).strip()) for match in _SHOWN.finditer(text)]


def faults_of_pictures(text: str, pictures: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield the rules that a text's pictures break, and what is wrong."""
    for name, said in pictures_shown(text):
        if name not in pictures:
            yield "missing_picture", f"the picture {FOLDER}/{name} is missing, or is no PNG, JPEG, GIF or WebP that we show"
        if not said:
            yield "no_alternative", f"the picture {FOLDER}/{name} needs words that say what it shows: ![a market]({FOLDER}/{name})"


def as_said(text: str) -> str:
    """Return a text with the words of its pictures in their places."""
    return _SHOWN.sub(lambda match: _ESCAPED.sub(r"\1", match[1]), text)


def without_pictures(text: str) -> str:
    """Return a text without its pictures."""
    return _SHOWN.sub("", text)


def with_tags(text: str, pictures: Mapping[str, str]) -> str:
    """Return Markdown in which pictures are HTML, since a notebook's page would look for a Markdown picture as a file."""
    return _SHOWN.sub(lambda match: with_pictures(_tag(match[2], _ESCAPED.sub(r"\1", match[1])), pictures), text)


def picture_rule(parser: MarkdownIt) -> None:
    """Teach a Markdown parser our pictures, and no others."""
    parser.inline.ruler.before("escape", "picture", _read_picture)
    parser.add_render_rule("picture", _draw_picture)


def _read_picture(state: StateInline, silent: bool) -> bool:
    match = _SHOWN.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("picture", "img", 0)
        token.meta = {"name": match[2], "alt": _ESCAPED.sub(r"\1", match[1])}
    state.pos = match.end()
    return True


def _draw_picture(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    return _tag(**tokens[index].meta)


def _tag(name: str, alt: str) -> str:
    return f'<img class="picture" src="{FOLDER}/{name}" alt="{html.escape(alt)}">'


def with_pictures(rendered: str, pictures: Mapping[str, str]) -> str:
    """Return HTML with the pictures in it; in the place of one that is missing stands what it shows."""

    def fill(match: re.Match[str]) -> str:
        if address := pictures.get(match[1]):
            return f'<img class="picture" src="{address}" alt="{match[2]}">'
        return f'<span class="picture picture-missing" role="img">{match[2] or match[1]}</span>'

    return _MADE.sub(fill, rendered)


def names_in(plain: Any) -> set[str]:
    """Return the names of all pictures that a file's texts show."""
    if isinstance(plain, str):
        return {name for name, _ in pictures_shown(plain)}
    inner: Iterable[Any] = plain.values() if isinstance(plain, Mapping) else plain if isinstance(plain, list | tuple) else ()
    return {name for piece in inner for name in names_in(piece)}


def read_pictures(unit: Path, names: Iterable[str]) -> dict[str, str]:
    """Return pictures of a unit as `data:` addresses; one that is missing or unfit is left out, and the check tells it."""
    found = {}
    for name in sorted(names):
        try:
            found[name] = as_address((unit / FOLDER / name).read_bytes())
        except (OSError, BadPicture):
            continue
    return found


def as_address(data: bytes) -> str:
    """Return a picture as a `data:` address.

    Raises:
        BadPicture: it is no picture that we show.
    """
    return f"data:{check_picture(data)};base64,{base64.b64encode(data).decode()}"
