"""Questions as Moodle XML, with their pictures inside."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from courses.exchange.bank import Answer, BankQuestion, Embedded, RichText
from courses.exchange.tex import FIELD_CLOSE, FIELD_OPEN

_PICTURE = re.compile(r'src="data:image/([\w.+-]+);base64,([A-Za-z0-9+/=]*)"')
_COMBINED = {"right": "correctfeedback", "partly": "partiallycorrectfeedback", "wrong": "incorrectfeedback"}
_TOKEN = re.compile(f"{FIELD_OPEN}(\\d+){FIELD_CLOSE}")
_EMBEDDED = {"number": "NUMERICAL", "text": "SHORTANSWER", "choice": "MULTICHOICE", "choices": "MULTIRESPONSE"}


def write_moodle(questions: Sequence[BankQuestion]) -> bytes:
    """Return the bytes of a Moodle XML file."""
    quiz, category = Element("quiz"), None
    for question in questions:
        if question.category != category:
            category = question.category
            path = "/".join(name.replace("/", "//") for name in category)
            _add(SubElement(quiz, "question", type="category"), "category", f"$course$/top/{path}")
        quiz.append(_write(question))
    indent(quiz)
    return tostring(quiz, encoding="UTF-8", xml_declaration=True) + b"\n"


def _add(parent: Element, tag: str, text: str) -> Element:
    element = SubElement(parent, tag)
    SubElement(element, "text").text = text
    return element


def _plain(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _rich(parent: Element, tag: str, text: RichText) -> Element:
    """Add a text with its pictures as files."""
    element = SubElement(parent, tag, format=text.format)
    files: dict[str, str] = {}

    def keep(match: re.Match[str]) -> str:
        name = f"picture{len(files) + 1}.{match[1].replace('jpeg', 'jpg')}"
        files[name] = match[2]
        return f'src="@@PLUGINFILE@@/{name}"'

    SubElement(element, "text").text = _PICTURE.sub(keep, text.text)
    for name, data in files.items():
        SubElement(element, "file", name=name, path="/", encoding="base64").text = data
    return element


def _write(question: BankQuestion) -> Element:
    element = Element("question", type=question.kind)
    _add(element, "name", question.name)
    _rich(element, "questiontext", RichText(_TOKEN.sub(lambda m: _gap(question.gaps[int(m[1])]), question.ask.text)))
    _rich(element, "generalfeedback", question.general)
    _plain(element, "defaultgrade", "1")
    _plain(element, "penalty", "0.3333333")
    _plain(element, "hidden", "0")
    _OF_KIND.get(question.kind, lambda *_: None)(element, question)
    for name, tag in _COMBINED.items() if question.kind in ("multichoice", "matching", "ordering") else ():
        _rich(element, tag, question.combined.get(name, RichText()))
    for hint in question.hints:
        _rich(element, "hint", hint)
    if question.tags:
        tags = SubElement(element, "tags")
        for tag in question.tags:
            _add(tags, "tag", tag)
    return element


def _choices(element: Element, question: BankQuestion) -> None:
    _plain(element, "single", "true" if question.single else "false")
    _plain(element, "shuffleanswers", "true" if question.shuffled else "false")
    _plain(element, "answernumbering", "none")
    for answer in question.answers:
        _answer(element, answer)


def _answer(element: Element, answer: Answer) -> Element:
    added = _rich(element, "answer", answer.text)
    added.set("fraction", f"{answer.share:.5f}".rstrip("0").rstrip("."))
    _rich(added, "feedback", answer.feedback)
    return added


def _with_otherwise(question: BankQuestion) -> Sequence[Answer]:
    wrong = question.combined.get("wrong")
    return (*question.answers, *([Answer(RichText("*", "plain_text"), 0.0, wrong)] if wrong else []))


def _short(element: Element, question: BankQuestion) -> None:
    _plain(element, "usecase", "1" if question.case else "0")
    for answer in _with_otherwise(question):
        _answer(element, answer)


def _number(element: Element, question: BankQuestion) -> None:
    for answer in _with_otherwise(question):
        _plain(_answer(element, answer), "tolerance", answer.tolerance)
    if question.units:
        units = SubElement(element, "units")
        for unit in question.units:
            one = SubElement(units, "unit")
            _plain(one, "multiplier", unit.multiplier)
            _plain(one, "unit_name", unit.name)
    _plain(element, "unitgradingtype", "1" if question.unit_counts else "0")
    _plain(element, "unitpenalty", "1" if question.unit_counts else "0.1")
    _plain(element, "showunits", "0" if question.units else "3")
    _plain(element, "unitsleft", "0")


def _matching(element: Element, question: BankQuestion) -> None:
    _plain(element, "shuffleanswers", "true")
    for pair in question.pairs:
        row = _rich(element, "subquestion", pair.left)
        _add(row, "answer", pair.right.text if "<" in pair.right.text else html.unescape(pair.right.text))


def _ordering(element: Element, question: BankQuestion) -> None:
    for tag, text in (("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", "0"), ("gradingtype", "LONGEST_ORDERED_SUBSET")):
        _plain(element, tag, text)
    for place, answer in enumerate(question.answers, 1):
        _rich(element, "answer", answer.text).set("fraction", f"{place}.0000000")


def _essay(element: Element, question: BankQuestion) -> None:
    _plain(element, "responseformat", "editor")
    _plain(element, "responserequired", "1")
    _plain(element, "responsefieldlines", "15")
    _plain(element, "attachments", "0")
    _rich(element, "graderinfo", question.rubric)


_OF_KIND = {
    "multichoice": _choices,
    "shortanswer": _short,
    "numerical": _number,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _essay,
}


def _gap(gap: Embedded) -> str:
    kind = _EMBEDDED[gap.kind] + ("_C" if gap.case else "_S" if gap.shuffled and gap.kind in ("choice", "choices") else "")
    return f"{{{gap.weight}:{kind}:{'~'.join(_embedded(a, gap.kind) for a in gap.answers)}}}"


def _embedded(answer: Answer, kind: str) -> str:
    sign = "=" if answer.share == 100 else f"%{answer.share:.5f}".rstrip("0").rstrip(".") + "%" if answer.share else ""
    text = answer.text.text if answer.text.format == "html" else html.escape(answer.text.text, quote=False)
    near = f":{answer.tolerance}" if kind == "number" else ""
    feedback = f"#{_escape(answer.feedback.text)}" if answer.feedback else ""
    return f"{sign}{_escape(text)}{near}{feedback}"


def _escape(text: str) -> str:
    return re.sub(r"([}#~/\"\\])", r"\\\1", text.replace("&#", "&\0")).replace("&\0", "&#")
