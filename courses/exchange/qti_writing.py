"""What is asked of a learner in QTI 3.0: an interaction for each kind of question, and the rules that give its points."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from courses.exchange.bank import Answer, BankQuestion, Embedded
from courses.exchange.errors import NotCarried
from courses.exchange.qti_body import Body, Media
from courses.exchange.qti_item import ItemXml

_KINDS = {"multichoice", "matching", "ordering", "shortanswer", "numerical", "essay", "cloze"}


def check_qti(question: BankQuestion) -> list[str]:
    """Return what of a question QTI cannot say, as we write it.

    Raises:
        NotCarried: it cannot ask so.
    """
    if question.kind not in _KINDS or any(gap.kind == "choices" for gap in question.gaps):
        raise NotCarried("QTI has no interaction that ticks several things inside a text")
    if any("*" in a.text.text.replace(r"\*", "") for a in question.answers if question.kind == "shortanswer"):
        raise NotCarried("QTI compares no text with stars")
    lost = {
        "hints": question.hints,
        "tags": question.tags,
        "the rubric": question.rubric,
        "what is said to any other mistake": question.combined.get("wrong"),
    }
    if question.kind in ("shortanswer", "numerical") and any(a.feedback for a in question.answers):
        lost["what is said to likely mistakes"] = True  # type: ignore[assignment]
    return [name for name, value in lost.items() if value]


def write_item(question: BankQuestion, identifier: str, lang: str, media: Media) -> bytes:
    """Return the file of a question."""
    return ItemXml(question, identifier, lang, media).write(_WRITERS[question.kind])


def _map(name: str) -> Element:
    return Element("qti-map-response", identifier=name)


def _matched(name: str, points: str = "1") -> Element:
    """Return points where a response equals what is right."""
    match = Element("qti-match")
    SubElement(match, "qti-variable", identifier=name)
    SubElement(match, "qti-correct", identifier=name)
    return _if(match, points)


def _if(condition: Element, points: str) -> Element:
    """Return points where a condition holds: as a rule's value, so that sums can be made of it."""
    rule = Element("qti-response-condition")
    branch = SubElement(rule, "qti-response-if")
    branch.append(condition)
    value = SubElement(SubElement(branch, "qti-set-outcome-value", identifier="SCORE"), "qti-sum")
    SubElement(value, "qti-variable", identifier="SCORE")
    SubElement(value, "qti-base-value", {"base-type": "float"}).text = points
    return rule


def _choice(item: ItemXml, body: Element) -> None:
    question, names = item.question, [f"c{i}" for i in range(1, len(item.question.answers) + 1)]
    shares = [(name, a.share / 100) for name, a in zip(names, question.answers, strict=True)]
    right = [name for name, share in shares if (share > 0.999 if question.single else share > 0)]
    item.declare("RESPONSE", "single" if question.single else "multiple", "identifier", right[:1] if question.single else right, shares, **_BOUNDS)
    item.ask(body)
    about = {"response-identifier": "RESPONSE", "shuffle": str(question.shuffled).lower(), "max-choices": "1" if question.single else "0"}
    asked = SubElement(body, "qti-choice-interaction", about)
    for name, answer in zip(names, question.answers, strict=True):
        Body(item.media).put(SubElement(asked, "qti-simple-choice", identifier=name), answer.text.text, block=False)
        if answer.feedback and question.single:
            item.feedback.append((name, answer.feedback.text))
    item.score(_map("RESPONSE"))
    if item.feedback:
        rule = Element("qti-set-outcome-value", identifier="FEEDBACK")
        SubElement(rule, "qti-variable", identifier="RESPONSE")
        item.rules.append(rule)


_BOUNDS = {"lower-bound": "0", "upper-bound": "1"}


def _match(item: ItemXml, body: Element) -> None:
    rows = [p for p in item.question.pairs if p.left]
    texts = list(dict.fromkeys(p.right.text for p in item.question.pairs))
    pairs = [f"l{i} r{texts.index(p.right.text) + 1}" for i, p in enumerate(rows, 1)]
    item.declare("RESPONSE", "multiple", "directedPair", pairs, [(pair, 1 / len(rows)) for pair in pairs], **_BOUNDS)
    item.ask(body)
    about = {"response-identifier": "RESPONSE", "shuffle": "true", "max-associations": str(len(rows)), "min-associations": "0"}
    asked = SubElement(body, "qti-match-interaction", about)
    for letter, side, most in (("l", [p.left.text for p in rows], "1"), ("r", texts, str(len(rows)))):
        offered = SubElement(asked, "qti-simple-match-set")
        for place, text in enumerate(side, 1):
            one = SubElement(offered, "qti-simple-associable-choice", {"identifier": f"{letter}{place}", "match-max": most})
            Body(item.media).put(one, text, block=False)
    item.score(_map("RESPONSE"))


def _order(item: ItemXml, body: Element) -> None:
    names = [f"c{i}" for i in range(1, len(item.question.answers) + 1)]
    item.declare("RESPONSE", "ordered", "identifier", names)
    item.ask(body)
    asked = SubElement(body, "qti-order-interaction", {"response-identifier": "RESPONSE", "shuffle": "true"})
    for name, answer in zip(names, item.question.answers, strict=True):
        Body(item.media).put(SubElement(asked, "qti-simple-choice", identifier=name), answer.text.text, block=False)
    item.rules.append(_matched("RESPONSE"))


def _essay(item: ItemXml, body: Element) -> None:
    item.declare("RESPONSE", "single", "string", [])
    item.ask(body)
    SubElement(body, "qti-extended-text-interaction", {"response-identifier": "RESPONSE", "expected-lines": "10"})


def _short(item: ItemXml, body: Element) -> None:
    item.ask(body)
    place = SubElement(body, "p")
    place.append(_text_entry(item, "RESPONSE", item.question.answers, "text", "1"))
    if item.question.units:
        place[-1].tail = f" {item.question.units[0].name}"


def _number(item: ItemXml, body: Element) -> None:
    item.ask(body)
    place = SubElement(body, "p")
    place.append(_text_entry(item, "RESPONSE", item.question.answers, "number", "1"))
    if item.question.units:
        place[-1].tail = f" {item.question.units[0].name}"


def _cloze(item: ItemXml, body: Element) -> None:
    total = sum(gap.weight for gap in item.question.gaps)
    fields = [_field(item, gap, f"RESPONSE{i}", f"{gap.weight / total:.6g}") for i, gap in enumerate(item.question.gaps, 1)]
    item.ask(body, fields)


def _field(item: ItemXml, gap: Embedded, name: str, points: str) -> Element:
    if gap.kind != "choice":
        return _text_entry(item, name, gap.answers, gap.kind, points)
    names = [f"{name.lower()}c{i}" for i in range(1, len(gap.answers) + 1)]
    right = next(n for n, a in zip(names, gap.answers, strict=True) if a.share == 100)
    item.declare(name, "single", "identifier", [right])
    field = Element("qti-inline-choice-interaction", {"response-identifier": name, "shuffle": str(gap.shuffled).lower()})
    for own, answer in zip(names, gap.answers, strict=True):
        Body(item.media).put(SubElement(field, "qti-inline-choice", identifier=own), answer.text.text, block=False)
    item.rules.append(_matched(name, points))
    return field


def _text_entry(item: ItemXml, name: str, answers: Sequence[Answer], kind: str, points: str) -> Element:
    right = [a for a in answers if a.share == 100]
    if kind == "number":
        item.declare(name, "single", "float", [right[0].text.text])
        for answer in sorted(answers, key=lambda a: a.share):
            if answer.share > 0:
                item.rules.append(_near(name, answer, f"{answer.share / 100 * float(points):.6g}"))
    else:
        forms = [(a.text.text.replace(r"\*", "*"), a.share / 100 * float(points)) for a in answers if a.share > 0]
        item.declare(name, "single", "string", [forms[0][0]], forms)
        value = Element("qti-set-outcome-value", identifier="SCORE")
        total = SubElement(value, "qti-sum")
        SubElement(total, "qti-variable", identifier="SCORE")
        total.append(_map(name))
        item.rules.append(value)
    return Element("qti-text-entry-interaction", {"response-identifier": name, "expected-length": "15"})


def _near(name: str, answer: Answer, points: str) -> Element:
    near = float(answer.tolerance)
    mode = {"tolerance-mode": "absolute", "tolerance": f"{near:g} {near:g}"} if near else {"tolerance-mode": "exact"}
    equal = Element("qti-equal", mode)
    SubElement(equal, "qti-variable", identifier=name)
    SubElement(equal, "qti-base-value", {"base-type": "float"}).text = answer.text.text
    rule = Element("qti-response-condition")
    branch = SubElement(rule, "qti-response-if")
    branch.append(equal)
    value = SubElement(branch, "qti-set-outcome-value", identifier="SCORE")
    if points == "1" and name == "RESPONSE":
        SubElement(value, "qti-base-value", {"base-type": "float"}).text = points
    else:
        total = SubElement(value, "qti-sum")
        SubElement(total, "qti-variable", identifier="SCORE")
        SubElement(total, "qti-base-value", {"base-type": "float"}).text = points
    return rule


_WRITERS = {
    "multichoice": _choice,
    "matching": _match,
    "ordering": _order,
    "essay": _essay,
    "shortanswer": _short,
    "numerical": _number,
    "cloze": _cloze,
}
