"""GIFT is plain text: a blank line ends a question, a backslash takes a sign's meaning away, braces hold the answers."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from courses.exchange.bank import BankQuestion
from courses.exchange.categories import read_category
from courses.exchange.errors import BankError, NotCarried
from courses.exchange.gift_answers import as_cloze, read_answers
from courses.exchange.gift_signs import find_sign, hide, rich, show
from courses.exchange.limits import MAX_GIFT_BYTES, MAX_QUESTIONS, MAX_TEXT
from courses.exchange.wording import as_plain

_CATEGORY = re.compile(r"\$CATEGORY\s*:\s*(.+)", re.IGNORECASE)
_TAG = re.compile(r"\[tag:((?:[^\]\\]|\\.)*)\]")
_ID = re.compile(r"\[id:((?:[^\]\\]|\\.)*)\]")
_BOM = "\ufeff"

Found = BankQuestion | tuple[str, NotCarried]


@dataclass(frozen=True, slots=True)
class Chunk:
    """The lines of one question, its signs hidden, with the marks of the comments before it."""

    text: str
    line: int
    category: tuple[str, ...]
    tags: tuple[str, ...]


def read_gift(path: Path) -> Iterator[Found]:
    """Yield the questions of a GIFT file, each with its category.

    Raises:
        BankError: not UTF-8, or too many questions.
    """
    for count, chunk in enumerate(_chunks(_read_lines(path)), 1):
        if count > MAX_QUESTIONS:
            raise BankError(path.name, f"a file has at most {MAX_QUESTIONS:,} questions; export it in parts", chunk.line)
        name = f"question {count} (line {chunk.line})"
        try:
            yield read_question(chunk, name)
        except NotCarried as reason:
            yield _name_of(chunk.text)[0] or name, reason


def _read_lines(path: Path) -> list[str]:
    if (size := path.stat().st_size) > MAX_GIFT_BYTES:
        raise BankError(path.name, f"a GIFT file has at most {MAX_GIFT_BYTES:,} bytes. Got {size:,}; export it in parts")
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BankError(path.name, "a GIFT file is UTF-8. This one is UTF-16; save it as UTF-8", 1)
    try:
        return data.decode("utf-8").removeprefix(_BOM).splitlines()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BankError(
            path.name, f"a GIFT file is UTF-8. Byte {error.start} is none; save the file as UTF-8, not as Latin-1 or Windows text", line
        ) from None


def _chunks(lines: list[str]) -> Iterator[Chunk]:
    held: list[str] = []
    category: tuple[str, ...] = ()
    start, depth = 1, 0
    tags: list[str] = []
    for number, raw in enumerate([*lines, ""], 1):
        line = hide(raw.rstrip())
        if line.lstrip().startswith("//"):
            tags += [show(tag).strip() for tag in (*_TAG.findall(line), *_ID.findall(line))]
            continue
        if match := _CATEGORY.match(line.strip()):
            if any(text.strip() for text in held):
                yield Chunk("\n".join(held), start, category, tuple(tags))
            held, tags, depth, category = [], [], 0, read_category(show(match[1]))
            continue
        is_named = line.lstrip().startswith("::")
        is_lost = is_named and depth > 0 and bool(held) and not held[-1].strip()
        ends = is_lost or (depth <= 0 and (not line.strip() or (is_named and any("}" in text for text in held))))
        if ends and held and (not _awaits_braces(held, lines, number) or line.strip()):
            yield Chunk("\n".join(held), start, category, tuple(tags))
            held, tags, depth = [], [], 0
        if line.strip() or held:
            start = start if held else number
            held.append(line)
            depth = max(depth + line.count("{") - line.count("}"), 0)
    if any(text.strip() for text in held):
        yield Chunk("\n".join(held), start, category, tuple(tags))


def _awaits_braces(held: list[str], lines: list[str], number: int) -> bool:
    """Tell whether a question without answers is followed, after blank lines, by answers alone."""
    if any("{" in text for text in held):
        return False
    rest = next((line.strip() for line in lines[number:] if line.strip()), "")
    return rest.startswith("{")


def read_question(chunk: Chunk, name: str) -> BankQuestion:
    """Return what one chunk says.

    Raises:
        NotCarried: braces that are not closed, answers that are none.
    """
    if len(chunk.text) > MAX_TEXT:
        raise NotCarried(f"a question has at most {MAX_TEXT:,} characters. Got {len(chunk.text):,}")
    own, rest = _name_of(chunk.text)
    kind, rest = _format_of(rest)
    opening = find_sign(rest, "{")
    if opening < 0:
        question = BankQuestion("description", own or _first_words(rest, kind) or name, rich(rest, kind))
    elif gaps := as_cloze(rest):
        question = BankQuestion("cloze", own or _first_words(re.sub(r"\{[^{}]*\}", "……", rest), kind) or name, rich(gaps, kind))
    else:
        closing = find_sign(rest, "}", opening)
        if closing < 0:
            raise NotCarried(f"line {chunk.line}: the brace {{ is not closed by }}")
        before, inside, after = rest[:opening].strip(), rest[opening + 1 : closing], rest[closing + 1 :].strip()
        ask = f"{before} …… {after}" if after else before
        question = replace(read_answers(inside, kind), name=own or _first_words(ask, kind) or name, ask=rich(ask, kind))
    return replace(question, category=chunk.category, tags=chunk.tags, line=chunk.line)


def _name_of(text: str) -> tuple[str, str]:
    text = text.strip()
    if text.startswith("::") and (end := text.find("::", 2)) > 0:
        return " ".join(show(text[2:end]).split()), text[end + 2 :].strip()
    return "", text


def _format_of(text: str) -> tuple[str, str]:
    match = re.match(r"\[(html|moodle|plain|markdown)\]", text, re.IGNORECASE)
    kinds = {"html": "html", "moodle": "moodle_auto_format", "plain": "plain_text", "markdown": "markdown"}
    return (kinds[match[1].lower()], text[match.end() :].lstrip()) if match else ("moodle_auto_format", text)


def _first_words(text: str, kind: str) -> str:
    """Return what names a question that has no name."""
    return textwrap.shorten(as_plain(rich(text, kind).text, kind), 60, placeholder="…")
