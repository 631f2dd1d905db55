"""What an item file says about answers: one answer, or parts that each have one, with misconceptions and hints."""

from __future__ import annotations

from fractions import Fraction

from courses.answers.base import SpecError
from courses.answers.kinds import find_kind
from courses.answers.parts import MAX_PARTS, label
from courses.answers.saying import phrase
from courses.languages import LANGS, Words
from courses.model import AnswerSpec, Misconception, Part, Reply
from courses.yaml_nodes import Node

_PART = (("ask", "answer"), ("misconceptions", "hints", "points"))


def read_answer(node: Node, *, scored: bool = True) -> AnswerSpec:
    """Read what stands below `answer:`, by the kind it names; an item that is not scored has no key."""
    options = node.plain() if isinstance(node.plain(), dict) else node.fail("answer must be a mapping with kind")
    if "kind" not in options:
        node.fail("answer lacks kind")
    try:
        kind = find_kind(options.pop("kind"))
        return kind.read_spec(options) if scored else kind.read_opinion(options)
    except SpecError as error:
        node.fail(str(error))


def read_parts(node: Node, partial: Node | None) -> AnswerSpec:
    """Read the parts of an item."""
    parts = tuple(_read_part(part, number) for number, part in enumerate(node.items(), 1))
    if not 2 <= len(parts) <= MAX_PARTS:
        node.fail(f"parts are 2 to {MAX_PARTS}. Got {len(parts)}")
    if partial and partial.text() not in ("true", "false"):
        partial.fail(f"partial must be true or false. Got {partial.text()}")
    return AnswerSpec("parts", {"parts": parts, "partial": bool(partial) and partial.text() == "true"})  # type: ignore[union-attr]


def _read_part(node: Node, number: int) -> Part:
    fields = node.fields(*_PART)
    answer = read_answer(fields["answer"])
    if answer.kind in ("long_text", "parts"):
        fields["answer"].fail(f"a part cannot be of the kind {answer.kind}")
    points = Fraction(fields["points"].number(0.01, 100)).limit_denominator(100) if "points" in fields else Fraction(1)
    return Part(str(number), fields["ask"].words(), answer, read_misconceptions(fields.get("misconceptions")), points)


def read_part_hints(node: Node) -> tuple[Words, ...]:
    """Return the hints of all parts, each with the letter of its part."""
    hints = []
    for index, part in enumerate(node.items()):
        given = read_hints(part.fields(*_PART).get("hints"))
        hints += [Words(**{lang: f"{label(index, lang)} {hint.in_lang(lang)}" for lang in LANGS}) for hint in given]
    return tuple(hints)


def read_hints(node: Node | None) -> tuple[Words, ...]:
    """Read a list of hints."""
    return tuple(n.words() for n in node.items()) if node else ()


def read_misconceptions(node: Node | None) -> tuple[Misconception, ...]:
    """Read a list of misconceptions."""
    return tuple(_read_misconception(n) for n in node.items()) if node else ()


def _read_misconception(node: Node) -> Misconception:
    fields = node.fields(("name", "when"), ("say", "credit"))
    name = fields["name"].text()
    if name in ("right", "wrong", "ask_again", "unreadable", "taken"):
        fields["name"].fail(f"{name} is a verdict; a misconception has a name of its own")
    if not {"say", "credit"} & fields.keys():
        node.fail(f"{node.path} lacks say")
    credit = _read_credit(fields["credit"]) if "credit" in fields else Fraction(0)
    return Misconception(name, fields["when"].text(), fields["say"].words() if "say" in fields else phrase("partial.credit"), credit)


def _read_credit(node: Node) -> Fraction:
    try:
        credit = Fraction(node.text())
    except (ValueError, ZeroDivisionError):
        credit = Fraction(0)
    if not 0 < credit < 1:
        node.fail(f"{node.path} is above 0 and below 1, such as 1/2. Got {node.text()}")
    return credit


def read_replies(node: Node | None) -> tuple[Reply, ...]:
    """Read a list of replies; one without `when` is said to every answer that is left, so it stands last."""
    replies = tuple(_read_reply(n) for n in node.items()) if node else ()
    if node and not all(reply.when for reply in replies[:-1]):
        node.fail("replies: only the last one may be without when")
    return replies


def _read_reply(node: Node) -> Reply:
    fields = node.fields(("say",), ("when",))
    return Reply(fields["when"].text() if "when" in fields else "", fields["say"].words())
