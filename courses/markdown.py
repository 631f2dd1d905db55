"""Markdown becomes HTML without raw HTML and without outside addresses; TeX stays TeX, between `\\( \\)`, for the browser to set."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from courses.errors import ExpressionError
from courses.model import Value
from courses.numbers import as_decimal, is_finite
from courses.pictures import picture_rule

_NAME = re.compile(r"@(?:([A-Za-z_]\w*)|\(([^()]+)\)|@)", re.ASCII)
"""A name is of Latin letters, so that Khmer may follow it without a space, which would be read as a pause."""
_TAG = re.compile(r"<[^>]*>")
_PICTURE = re.compile(r'<img [^>]*alt="([^"]*)"[^>]*>')
_FRACTION = re.compile(r"\\d?frac\{([^}]*)\}\{([^}]*)\}")
_TEX = re.compile(r"\\[()\[\]]|\\(?:mathrm|left|right|,|;)|[{}]")
_SIGNS = {r"\rightarrow": "→", r"\cdot": "·", r"\le": "≤", r"\ge": "≥", r"\infty": "∞", r"\cup": "∪", r"\times": "×"}
_MATH = re.compile(r"(\$\$.*?\$\$|\$[^$]*\$)", re.DOTALL)
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def _math(content: str, options: dict[str, Any]) -> str:
    left, right = (r"\[", r"\]") if options["display_mode"] else (r"\(", r"\)")
    return f"{left}{html.escape(content)}{right}"


_PARSER = MarkdownIt("js-default", {"html": False, "linkify": False}).disable(["link", "image", "autolink", "html_inline", "html_block", "reference"])
_PARSER.use(dollarmath_plugin, allow_space=True, double_inline=True, renderer=_math)
_PARSER.use(picture_rule)


def names_inserted(text: str) -> set[str]:
    """Return the names that a text inserts with `@name` or `@(name)`."""
    return {name for match in _NAME.finditer(text) if (name := match[1] or match[2])}


def fill(text: str, values: Mapping[str, Value]) -> str:
    """Insert values: `@name` becomes the number or the word; inside `$...$` a fraction becomes TeX.

    `@(name)` is written as a decimal and without gaps, as a year is; `@@` as one @.

    Raises:
        ExpressionError: names the unknown name and the known ones.
    """
    parts = _MATH.split(text)
    return "".join(_fill_part(part, values, tex=i % 2 == 1) for i, part in enumerate(parts))


def _fill_part(text: str, values: Mapping[str, Value], *, tex: bool) -> str:
    def insert(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        if name is None:
            return "@"
        if name not in values:
            raise ExpressionError(f"uses @{name}; this item defines {', '.join(values) or 'nothing'}")
        return write_decimal(values[name]) if match[2] else write_value(values[name], tex=tex)

    return _NAME.sub(insert, text)


def keep_numbers_whole(text: str) -> str:
    """Join the thousands of a number with a space at which no line breaks; TeX stays as it is.

    >>> keep_numbers_whole("12 500 riel, $1 + 2 000$")
    '12\\xa0500 riel, $1 + 2 000$'
    """
    parts = _MATH.split(text)
    return "".join(part if i % 2 else _THOUSANDS.sub("\N{NO-BREAK SPACE}", part) for i, part in enumerate(parts))


def write_value(value: Value, *, tex: bool = False) -> str:
    """Return a value as an author would write it: thousands stand apart, in a text by a space at which no line breaks.

    >>> write_value(Fraction(12500), tex=True)
    '12\\\\,500'
    """
    if isinstance(value, str):
        return value
    if value.denominator == 1:
        return f"{value.numerator:,}".replace(",", r"\," if tex else "\N{NO-BREAK SPACE}")
    sign = "-" if value < 0 else ""
    top, bottom = abs(value.numerator), value.denominator
    return rf"{sign}\frac{{{top}}}{{{bottom}}}" if tex else f"{sign}{top}/{bottom}"


def write_decimal(value: Value) -> str:
    """Return a value as a decimal; one that never ends is rounded to six places."""
    return value if isinstance(value, str) else as_decimal(value if is_finite(value) else Fraction(round(value * 10**6), 10**6))


@functools.lru_cache(maxsize=8192)
def to_html(markdown: str) -> str:
    """Return Markdown as HTML; raw HTML in it is shown as text, links and pictures are not made."""
    return _PARSER.render(keep_numbers_whole(markdown)).strip()


@functools.lru_cache(maxsize=8192)
def to_html_inline(markdown: str) -> str:
    """Return one line of Markdown as HTML without a paragraph around it."""
    return _PARSER.renderInline(keep_numbers_whole(markdown)).strip()


def draw_reading(text: str) -> str:
    """Return a text that is to be read, in a box of its own; it is Khmer in both languages."""
    return f'<div class="reading" lang="km">{to_html(text)}</div>'


def as_words(rendered: str) -> str:
    """Return our own HTML as plain words, for a place that holds no more: fractions as `1/2`, small numbers on the line.

    >>> as_words("<b>x</b> \\\\(\\\\frac{1}{2}\\\\)")
    'x 1/2'
    """
    text = _FRACTION.sub(r"\1/\2", _TAG.sub("", _PICTURE.sub(r"\1", rendered)))
    for tex, sign in _SIGNS.items():
        text = re.sub(re.escape(tex) + r"(?![A-Za-z])", sign, text)
    text = re.sub(r"_\{?(\w)\}?", r"\1", text)
    return html.unescape(_TEX.sub("", text)).strip()
