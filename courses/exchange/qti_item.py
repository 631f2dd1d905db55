"""One assessment item of QTI 3.0 being written: declarations, what is shown, and how points are given, each rule written out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from courses.exchange.bank import BankQuestion
from courses.exchange.qti_body import Body, Media

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_XML = "{http://www.w3.org/XML/1998/namespace}lang"


class ItemXml:
    """One item being written."""

    def __init__(self, question: BankQuestion, identifier: str, lang: str, media: Media) -> None:
        self.question, self.media = question, media
        about = {"identifier": identifier, "title": question.name, "adaptive": "false", "time-dependent": "false", _XML: lang}
        self.root = Element("qti-assessment-item", {"xmlns": NAMESPACE, **about})
        self.declared: list[Element] = []
        self.rules: list[Element] = []
        self.feedback: list[tuple[str, str]] = []

    def write(self, interact: Callable[[ItemXml, Element], None]) -> bytes:
        """Return the item's file.

        Args:
            interact: puts the question and its interactions into the body.
        """
        body = Element("qti-item-body")
        interact(self, body)
        outcomes = [_outcome("SCORE", "float", "0"), _outcome("MAXSCORE", "float", "1")]
        if self.feedback:
            outcomes.append(_outcome("FEEDBACK", "identifier"))
        if self.question.general:
            outcomes.append(_outcome("EXPLAIN", "identifier", "explain"))
        self.root.extend([*self.declared, *outcomes, body])
        if self.rules:
            SubElement(self.root, "qti-response-processing").extend(self.rules)
        shown = [*(("FEEDBACK", name, html) for name, html in self.feedback)]
        shown += [("EXPLAIN", "explain", self.question.general.text)] if self.question.general else []
        for outcome, name, html in shown:
            about = {"outcome-identifier": outcome, "show-hide": "show", "identifier": name}
            content = SubElement(SubElement(self.root, "qti-modal-feedback", about), "qti-content-body")
            Body(self.media).put(content, html, block=True)
        _indent(self.root)
        return tostring(self.root, encoding="UTF-8", xml_declaration=True) + b"\n"

    def declare(self, name: str, cardinality: str, base: str, right: Sequence[str], shares: Sequence[tuple[str, float]] = (), **mapping: str) -> None:
        """Declare a response, what is right of it, and what each answer is worth."""
        about = {"identifier": name, "cardinality": cardinality} | ({"base-type": base} if base else {})
        declared = Element("qti-response-declaration", about)
        if right:
            correct = SubElement(declared, "qti-correct-response")
            for value in right:
                SubElement(correct, "qti-value").text = value
        if shares:
            mapped = SubElement(declared, "qti-mapping", {"default-value": "0", **mapping})
            for key, share in shares:
                case = {"case-sensitive": "true" if self.question.case else "false"} if base == "string" else {}
                SubElement(mapped, "qti-map-entry", {"map-key": key, "mapped-value": f"{share:.6g}", **case})
        self.declared.append(declared)

    def score(self, *values: Element) -> None:
        """Give the sum of values as points."""
        rule = Element("qti-set-outcome-value", identifier="SCORE")
        if len(values) == 1:
            rule.append(values[0])
        else:
            SubElement(rule, "qti-sum").extend(values)
        self.rules.append(rule)

    def ask(self, body: Element, fields: list[Element] | None = None) -> None:
        """Put the question into the body."""
        Body(self.media, fields).put(body, self.question.ask.text, block=True)


def _outcome(name: str, base: str, default: str = "") -> Element:
    declared = Element("qti-outcome-declaration", {"identifier": name, "cardinality": "single", "base-type": base})
    if default:
        SubElement(SubElement(declared, "qti-default-value"), "qti-value").text = default
    return declared


def _indent(root: Element) -> None:
    """Lay the item out without touching what learners read."""
    for child in root:
        if child.tag not in ("qti-item-body", "qti-modal-feedback"):
            indent(child, level=1)
