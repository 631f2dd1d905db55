"""Moodle XML is read question by question; what is no plain element or text is refused before anybody looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
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
            for event, element in iterparse(file, ("start", "end"), forbid_dtd=True):
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
        raise BankError(path.name, f"not XML: {str(error).partition(':')[0]}", error.position[0]) from None
    except DefusedXmlException as error:
        raise BankError(path.name, f"a bank has no document type, no entities and nothing from outside: {_said(error)}") from None
    except (LookupError, ValueError) as error:
        raise BankError(path.name, f"cannot be read: {error}; save it as UTF-8") from None


def _said(error: Any) -> str:
    return f"{type(error).__name__}({getattr(error, 'name', '')})"


def _check_root(element: Element, file: str) -> Element:
    if element.tag != "quiz":
        raise BankError(file, f"a bank in Moodle XML begins with <quiz>. Got <{element.tag[:40]}>")
    return element
