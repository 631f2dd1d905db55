"""What a learner typed is text wherever it is shown."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from grading.formgrader.inert import make_inert
from grading.submissions.inert import as_inert_html, as_plain_text, as_typed_block

NASTY = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</pre><script>alert(1)</script>",
    "$\\frac{1}{2}$ \\(x\\) \\[y\\] $$z$$",
    "\\begin{equation}x\\end{equation}",
    "# not a title\n\n- no list\n\n```\nno code\n```",
    "[no link](javascript:alert(1)) ![](x) `no` **no** _no_",
    "&lt;b&gt; &amp; &#60;",
    "ខ្ញុំ\u200bគិត\n\n\nថា ៥/៦ 😀",
    "\n\nfirst lines are empty",
    "{{ 7 * 7 }} {% raw %} ${x} <%= x %>",
    "a\ttab and    spaces   ",
]


def render(markdown: str) -> str:
    return MarkdownWithMath(renderer=IPythonRenderer(escape=False)).render(markdown)


def shown(page: str) -> str:
    """Return what a browser shows of the one block: it drops one line break right after <pre>."""
    return BeautifulSoup(page, "html.parser").find("pre").get_text().removeprefix("\n")


@pytest.mark.parametrize("typed", NASTY)
def test_a_foreign_nbconvert_shows_it_as_text_too(typed):
    """Without any of our walls, the block alone is text."""
    page = render(as_typed_block(typed))
    assert shown(page) == typed
    assert [tag.name for tag in BeautifulSoup(page, "html.parser").find_all()] == ["pre"]


@pytest.mark.parametrize("typed", NASTY)
def test_markdown_shows_exactly_what_was_typed(typed):
    """nbconvert's Markdown leaves the block as it is, and the block holds the text and no tag."""
    page = make_inert(render(as_typed_block(typed)))
    assert typed == shown(page)
    assert [tag.name for tag in BeautifulSoup(page, "html.parser").find_all()] == ["pre"]


@given(st.text())
def test_any_text_comes_back_from_a_rendered_notebook(typed):
    """Whatever is typed, the rendered page shows it, and shows nothing else."""
    page = make_inert(render(as_typed_block(typed)))
    assert as_plain_text(typed) == shown(page)


@given(st.text())
def test_inert_html_holds_no_character_with_a_meaning(typed):
    """Only letters, digits, spaces and numbered entities are left of ASCII."""
    marks = {c for c in as_inert_html(typed) if c.isascii() and not c.isalnum()}
    assert marks <= set(" &#;")


def test_control_characters_and_turning_marks_are_made_visible():
    """A character that is no text, or turns the text around it, becomes one visible mark."""
    assert as_plain_text("a\x00b\u202ec\ud800d") == "a\ufffdb\ufffdc\ufffdd"


def test_line_breaks_are_of_one_kind():
    """The three kinds of line breaks count as one."""
    assert as_plain_text("a\r\nb\rc\nd") == "a\nb\nc\nd"
