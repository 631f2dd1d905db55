"""HTML of a stranger becomes Markdown that a person can go on writing: no tag, no address and no script is left of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from markdownify import MarkdownConverter

from courses.exchange.errors import NotCarried
from courses.exchange.limits import MAX_DEPTH, MAX_TEXT
from courses.exchange.tex import TexShelf

MAX_ELEMENTS = 4000
_RAISED = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_GONE = ("script", "style", "template", "noscript", "head", "title", "meta", "link")
_PLAYED = ("audio", "video", "iframe", "object", "embed", "applet", "canvas", "svg")
_CODE = ("pre", "code", "kbd", "samp")
_AT = re.compile(r"@(?=[A-Za-z_(@])")
_SPECIAL = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)|~(?=~)")
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s)|[+-](?=\s)|>|(?<=\n)=+\s*$|-{2,}\s*$|:{3,})", re.MULTILINE)
_PARAGRAPH = re.compile(r"\s*<(p|div)(?:\s[^<>]*)?>([^<&]*)</\1>\s*", re.IGNORECASE)
_BAR = re.compile(r"(?<!\\)[|]")
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s)", re.MULTILINE)

PictureOf = Callable[[str, str], str]
"""Takes a picture's address and what is said to be on it, and returns the Markdown that shows it."""


def escape_text(text: str) -> str:
    """Return plain text as Markdown in which nothing begins: no list, no TeX, no inserted name."""
    text = _SPECIAL.sub(r"\\\g<0>", text)
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text)
    text = re.sub(r"<(?=[A-Za-z/!?])", "&lt;", text).replace("$", "&#36;")
    return _NUMBERED.sub(r"\1\\\2", _LINE_START.sub(r"\1\\\2", _AT.sub("@@", text)))


def to_markdown(source: str, tex: TexShelf, picture_of: PictureOf, lost: set[str], *, line: bool) -> str:
    """Return HTML as Markdown, TeX still as tokens.

    Args:
        lost: gets the names of what cannot be carried, such as `a film or a sound`.
        line: the text stands in a row of choices: no paragraphs, lists and blocks.

    Raises:
        NotCarried: too deep, or too many elements.
    """
    if plain := _PARAGRAPH.fullmatch(source):
        source = plain[2]
    if "<" not in source and "&" not in source:
        written = escape_text(tex.take_out(source))
        return " ".join(written.split()) if line else written.strip()
    soup = _read(source)
    for gone in soup(_GONE):
        gone.decompose()
    for text in list(soup.find_all(string=True)):
        if text.find_parent(_CODE) is None and type(text) is NavigableString:
            text.replace_with(NavigableString(tex.take_out(str(text))))
    writer = _Writer(tex, picture_of, lost, line=line)
    written = writer.convert_soup(soup)
    if len(written) > MAX_TEXT:
        raise NotCarried(f"a text has at most {MAX_TEXT:,} characters. Got {len(written):,}")
    return _as_line(written) if line else re.sub(r"\n{3,}", "\n\n", re.sub(r"(?m)^[ \t]+$", "", written)).strip()


def keep_words_in_brackets(text: str, *, only_unknown: bool) -> str:
    """Return HTML in which what only looks like a tag is text: `<iostream>`, and in a text that nobody wrote as HTML a tag that is never closed.

    Args:
        only_unknown: a known tag is a tag, closed or not.
    """
    closed = {name.lower() for name in re.findall(r"</([A-Za-z][\w-]*)", text)}

    def keep(match: re.Match[str]) -> str:
        name = match[1].lower()
        is_tag = name in _TAGS and (only_unknown or name in _VOID or name in closed)
        return match[0] if is_tag else f"&lt;{match[0][1:]}"

    return re.sub(r"</?([A-Za-z][\w:.-]*)[^<>]*>", keep, text)


def _read(source: str) -> BeautifulSoup:
    if source.count("<") > 2 * MAX_ELEMENTS:
        raise NotCarried(f"a text has at most {MAX_ELEMENTS:,} elements")
    depth = deepest = 0
    for tag in re.finditer(r"<(/?)([A-Za-z][\w-]*)[^<>]*?(/?)>", source):
        if tag[2].lower() not in _VOID and not tag[3]:
            depth = max(depth + (-1 if tag[1] else 1), 0)
            deepest = max(deepest, depth)
    if deepest > MAX_DEPTH * 3:
        raise NotCarried(f"elements of a text lie at most {MAX_DEPTH * 3} deep. Got {deepest}")
    return BeautifulSoup(f"<div>{source}</div>", "html.parser")


_TAG_NAMES = (
    "a abbr acronym address annotation applet area article aside audio b base basefont bdi bdo big blockquote body br button canvas"
    " caption center circle cite code col colgroup data dd del details dfn dir div dl dt ellipse em embed fieldset figcaption figure"
    " font footer form g h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li line link main map mark math"
    " menu meta meter mfenced mfrac mi mn mo mover mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder"
    " munderover nav nolink noscript o:p object ol optgroup option p param path picture polygon polyline pre q rect rp rt ruby s samp"
    " script section select semantics small source span strike strong style sub summary sup svg table tbody td template text textarea"
    " tfoot th thead time title tr track tspan tt u ul var video wbr"
)
_TAGS = frozenset(_TAG_NAMES.split())
_VOID = {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "source", "track", "wbr"}


def _as_line(written: str) -> str:
    lines = [re.sub(r"^[*+-] ", "• ", line.strip()) for line in written.split("\n") if line.strip(" \t\\")]
    return "\\\n".join(line.removesuffix("\\") for line in lines)


class _Writer(MarkdownConverter):
    """Markdownify with our own escaping, pictures and small signs."""

    def __init__(self, tex: TexShelf, picture_of: PictureOf, lost: set[str], *, line: bool) -> None:
        super().__init__(heading_style="atx", newline_style="backslash", bullets="-")
        self.tex, self.picture_of, self.lost, self.line = tex, picture_of, lost, line

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return escape_text(text) if text else ""

    def process_text(self, el: Any, parent_tags: Any = None) -> str:
        text = str(super().process_text(el, parent_tags))  # type: ignore[misc]
        if "_noformat" in (parent_tags or ()):
            return _AT.sub("@@", text)
        return text.replace("\n", " ") if self.line else text

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if str(el.get("href") or "#")[:1] != "#":
            self.lost.add("where a link leads")
        return text

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self.picture_of(str(el.get("src") or ""), str(el.get("alt") or ""))

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"**{text.strip()}**" if self.line and text.strip() else str(super().convert_hN(max(n, 3), el, text, parent_tags))  # type: ignore[misc]

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        lines = text.strip("\n").split("\n")
        if self.line or "_inline" in parent_tags:
            return "\\\n".join(_code(line) for line in lines if line.strip())
        fence = max(re.findall("`{3,}", text) or ["``"], key=len) + "`"
        return f"\n\n{fence}\n" + "\n".join(lines) + f"\n{fence}\n\n" if text.strip() else ""

    def convert_sub(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self._small(text, _LOWERED, "_", parent_tags)

    def convert_sup(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self._small(text, _RAISED, "^", parent_tags)

    def _small(self, text: str, signs: dict[str, str], sign: str, parent_tags: set[str]) -> str:
        bare = text.strip().replace("−", "-").replace("–", "-")
        if all(c in signs for c in bare):
            return "".join(signs[c] for c in bare)
        plain = re.fullmatch(r"[A-Za-z0-9+−,. -]+", bare)
        return self.tex.add(f"{sign}{{{bare}}}") if plain and "_noformat" not in parent_tags else f"{sign}({text})"

    def convert_math(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        note = el.find("annotation", attrs={"encoding": re.compile("tex", re.IGNORECASE)})
        if note is not None:
            return self.tex.add(" ".join(note.get_text().split()))
        self.lost.add("the layout of a formula in MathML")
        return text

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        self.tex.for_a_cell(text)
        cell = _BAR.sub(r"\\|", re.sub(r"\\?\n", " ", text.strip()))
        return f" {cell} |" + " |" * (_span(el) - 1)

    convert_th = convert_td

    def convert_input(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        self.lost.add("a field of a form")
        return ""

    def convert_u(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"*{text}*" if text.strip() and text == text.strip() and "em" not in parent_tags and "i" not in parent_tags else text

    def _played(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        self.lost.add("a film, a sound or a drawing that is no picture")
        return text


for _name in _PLAYED:
    setattr(_Writer, f"convert_{_name}", _Writer._played)


def _span(el: Tag) -> int:
    said = str(el.get("colspan") or "1")
    return min(max(int(said), 1), 50) if said.isdigit() else 1


def _code(text: str) -> str:
    body = text.rstrip().replace("\t", "    ")
    body = "\u00a0" * (len(body) - len(body.lstrip(" "))) + body.lstrip(" ")
    fence = "`" * (max((len(run) for run in re.findall("`+", body)), default=0) + 1)
    return f"{fence} {body} {fence}" if len(fence) > 1 else f"{fence}{body}{fence}"
