"""Moodle XML is read question by question; what is no plain element or text is refused before anybody looks at it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from courses.exchange.bank import BankQuestion
from courses.exchange.categories import read_category
from courses.exchange.errors import BankError, NotCarried
from courses.exchange.limits import MAX_DEPTH, MAX_QUESTIONS
from courses.exchange.moodle_question import read_question

Found = BankQuestion | tuple[str, NotCarried]
"""A question, or the name of one that cannot be read and why."""
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML = {b"amp", b"lt", b"gt", b"quot", b"apos"}


def read_moodle(path: Path) -> Iterator[Found]:
    """Yield the questions of a Moodle XML file, each with its category.

    Raises:
        BankError: not XML, no `quiz`, entities or a document type, too deep, too many questions.
    """
    category: tuple[str, ...] = ()
    count = 0
    for element in _questions(path):
        kind = element.get("type", "")
        if kind == "category":
            category = read_category(element.findtext("category/text") or element.findtext("category") or "")
            continue
        count += 1
        if count > MAX_QUESTIONS:
            raise BankError(path.name, f"a file has at most {MAX_QUESTIONS:,} questions; export it in parts")
        name = (element.findtext("name/text") or element.findtext("name") or "").strip() or f"question {count}"
        try:
            yield read_question(element, kind, name, category)
        except NotCarried as reason:
            yield name, reason


def _questions(path: Path) -> Iterator[Element]:
    depth, root = 0, None
    try:
        with path.open("rb") as file:
            for event, element in iterparse(_Numbered(file), ("start", "end"), forbid_dtd=True):
                depth += 1 if event == "start" else -1
                if depth > MAX_DEPTH:
                    raise BankError(path.name, f"elements lie at most {MAX_DEPTH} deep")
                if root is None:
                    root = _check_root(element, path.name)
                if event == "end" and depth == 1:
                    if element.tag == "question":
                        yield element
                    root.clear()
    except ParseError as error:
        raise BankError(path.name, _why_no_xml(path, error), error.position[0]) from None
    except DefusedXmlException as error:
        raise BankError(path.name, f"a bank has no document type, no entities and nothing from outside: {_said(error)}") from None
    except (LookupError, ValueError) as error:
        raise BankError(path.name, f"cannot be read: {error}; save it as UTF-8") from None


def _why_no_xml(path: Path, error: ParseError) -> str:
    try:
        path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as no_text:
        return f"not XML: byte {no_text.start} is no UTF-8, and no other encoding is named; save it as UTF-8"
    return f"not XML: {str(error).partition(':')[0]}"


class _Numbered:
    """A file in which the names that HTML gives to signs, such as `&nbsp;`, are numbers, since XML does not know them."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._kept = file, b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        more = self._file.read(size)
        data = self._kept + more
        cut = data.rfind(b"&", max(len(data) - 40, 0)) if more else -1
        self._kept = data[cut:] if cut >= 0 and b";" not in data[cut:] else b""
        return _ENTITY.sub(_as_number, data[: len(data) - len(self._kept)]) or (self.read(size) if self._kept and more else b"")


def _as_number(match: re.Match[bytes]) -> bytes:
    sign = html5.get(match[1].decode() + ";", "")
    return match[0] if match[1] in _XML or not sign else "".join(f"&#{ord(c)};" for c in sign).encode()


def _said(error: Any) -> str:
    return f"{type(error).__name__}({getattr(error, 'name', '')})"


def _check_root(element: Element, file: str) -> Element:
    if element.tag != "quiz":
        raise BankError(file, f"a bank in Moodle XML begins with <quiz>. Got <{element.tag[:40]}>")
    return element
