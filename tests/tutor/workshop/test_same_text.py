"""An author sees the text that a learner will see, though the workshop renders it without a notebook."""

import html
import re

import pytest
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from courses.commands import CONTENT
from courses.lesson_text import read_lesson_text
from courses.markdown import to_html

UNITS = sorted(path.parent for path in CONTENT.glob("*/*/unit.yaml"))
_SAME = (
    (r'<a class="anchor-link".*?</a>', ""),
    (r"<(h\d|table|thead|tbody|tr|t[hd]) [^>]*>", r"<\1>"),
    (r"\\\((.*?)\\\)", r"$\1$"),
    (r"\\\[(.*?)\\\]", r"$$\1$$"),
    (r'<span class="math[^>]*>(.*?)</span>', r"\1"),
    (r'<div class="math[^>]*>(.*?)</div>', r"<p>\1</p>"),
    (r"\s+", ""),
)
"""What differs and is not seen: links of headings, the signs and the boxes around TeX, spaces between tags."""


def as_seen(rendered):
    """Return HTML without what a reader does not see."""
    for sought, put in _SAME:
        rendered = re.sub(sought, put, rendered, flags=re.DOTALL)
    return html.unescape(rendered)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_the_workshop_renders_as_the_lesson_does(unit):
    """Every text of every lesson, in both languages: the same paragraphs, lists, tables, headings, emphasis and TeX."""
    name = f"{unit.parent.name}/{unit.name}"
    for path in sorted((unit / "lessons").glob("*.md")):
        for part in read_lesson_text(path, path.name.split(".")[-2], name, path.name):
            if part.kind == "text" and "](pictures/" not in part.text:
                assert as_seen(markdown2html_mistune(part.text)) == as_seen(to_html(part.text)), f"{path}:{part.line}"
