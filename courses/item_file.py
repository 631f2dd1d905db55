"""An item file is read from top to bottom in the order in which a teacher thinks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from courses.item_answer import read_answer, read_hints, read_misconceptions, read_part_hints, read_parts, read_replies
from courses.model import Item, ItemTest, Value
from courses.pictures import names_in, read_pictures
from courses.variants import as_value
from courses.yaml_nodes import Node, read_review, read_yaml

_REQUIRED = ("skills", "level", "source", "review", "ask")
_ANSWERED = ("answer", "parts", "partial", "draw", "together", "keep", "let", "misconceptions", "replies", "otherwise", "hints", "explain", "tests")
_OPTIONAL = (*_ANSWERED, "was", "figure", "scored", "skip", "text", "sound", "tags")


def read_item(path: Path, item_id: str, shown_as: str) -> Item:
    """Read one item file.

    Raises:
        ContentError: at the place of the first fault.
    """
    file = read_yaml(path, shown_as)
    fields = file.in_review().fields(_REQUIRED, _OPTIONAL)
    if ("answer" in fields) == ("parts" in fields):
        file.fail("an item has either answer, or parts")
    if "parts" in fields and "misconceptions" in fields:
        fields["misconceptions"].fail("misconceptions of an item with parts stand in its parts")
    if "partial" in fields and "parts" not in fields:
        fields["partial"].fail("partial stands beside parts, or below answer")
    scored = _read_one_of(fields.get("scored"), "scored", ("yes", "no")) != "no"
    if scored is False:
        _refuse_judging(fields)
    if "replies" in fields and "parts" in fields:
        fields["replies"].fail("replies belong to an item with one answer, not to parts")
    item = Item(
        id=item_id,
        skills=fields["skills"].texts(),
        level=int(fields["level"].number(1, 3)),
        source=fields["source"].text(),
        review=read_review(fields["review"]),
        ask=fields["ask"].words(),
        answer=read_answer(fields["answer"], scored=scored) if "answer" in fields else read_parts(fields["parts"], fields.get("partial")),
        draw=_read_draw(fields.get("draw")),
        keep=fields["keep"].text() if "keep" in fields else None,
        let={name: node.text() for name, node in fields["let"].pairs()} if "let" in fields else {},
        misconceptions=read_misconceptions(fields.get("misconceptions")),
        replies=read_replies(fields.get("replies")),
        hints=(*read_hints(fields.get("hints")), *(read_part_hints(fields["parts"]) if "parts" in fields else ())),
        tests=tuple(_read_test(n, fields.get("draw")) for n in fields["tests"].items()) if "tests" in fields else (),
        was=fields["was"].texts() if "was" in fields else (),
        figure=fields["figure"].text() if "figure" in fields else None,
        together=_read_together(fields["together"], fields.get("draw")) if "together" in fields else (),
        otherwise=fields["otherwise"].words() if "otherwise" in fields else None,
        explain=fields["explain"].words() if "explain" in fields else None,
        tags=fields["tags"].texts() if "tags" in fields else (),
        scored=scored,
        skip=_read_one_of(fields.get("skip"), "skip", ("tell_teacher",)),  # type: ignore[arg-type]
        text=fields["text"].text().strip() if "text" in fields else "",
        sound=fields["sound"].text() if "sound" in fields else "",
    )
    return replace(item, pictures=read_pictures(path.parent.parent, names_in(file.plain())))


def _read_one_of(node: Node | None, name: str, allowed: tuple[str, ...]) -> str:
    if node is None:
        return ""
    if node.text() not in allowed:
        node.fail(f"{name} must be {' or '.join(allowed)}. Got {node.text()}")
    return node.text()


def _refuse_judging(fields: Mapping[str, Node]) -> None:
    """Refuse what belongs to a judgement in an item that is not scored."""
    for name in ("parts", "misconceptions", "otherwise", "hints", "explain", "figure"):
        if name in fields:
            fields[name].fail(f"an item that is not scored has no {name}")


def _read_draw(node: Node | None) -> dict[str, tuple[Value, ...]]:
    if node is None:
        return {}
    drawn = {}
    for name, values in node.pairs():
        if not name.isidentifier():
            values.fail(f"draw: {name} is not a name; use letters, digits and _")
        drawn[name] = tuple(as_value(text) for text in values.texts())
    return drawn


def _read_together(node: Node, draw: Node | None) -> tuple[str, ...]:
    drawn, names = _read_draw(draw), node.texts()
    if len(names) < 2 or not set(names) <= drawn.keys():
        node.fail(f"together names at least two of what is drawn: {', '.join(drawn) or 'nothing'}")
    if len({len(drawn[name]) for name in names}) > 1:
        node.fail("what is drawn together has equally many values")
    return names


def _read_test(node: Node, draw: Node | None) -> ItemTest:
    names = [name for name, _ in draw.pairs()] if draw else []
    fields = node.fields(("typed", "verdict"), names)
    drawn = {name: str(as_value(fields[name].text())) for name in names if name in fields}
    return ItemTest(drawn, fields["typed"].text(), fields["verdict"].text(), node.line)
