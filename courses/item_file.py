"""An item file is read from top to bottom in the order in which a teacher thinks."""

from __future__ import annotations

from pathlib import Path

from courses.answers.base import SpecError
from courses.answers.kinds import find_kind
from courses.model import AnswerSpec, Item, ItemTest, Misconception, Value
from courses.variants import as_value
from courses.yaml_nodes import Node, read_yaml

_REQUIRED = ("skills", "level", "source", "review", "ask", "answer")
_OPTIONAL = ("draw", "keep", "let", "misconceptions", "hints", "tests", "was", "figure")


def read_item(path: Path, item_id: str, shown_as: str) -> Item:
    """Read one item file.

    Raises:
        ContentError: at the place of the first fault.
    """
    fields = read_yaml(path, shown_as).fields(_REQUIRED, _OPTIONAL)
    return Item(
        id=item_id,
        skills=fields["skills"].texts(),
        level=int(fields["level"].number(1, 3)),
        source=fields["source"].text(),
        review={lang: node.text() for lang, node in fields["review"].fields(("km", "en")).items()},
        ask=fields["ask"].words(),
        answer=_read_answer(fields["answer"]),
        draw=_read_draw(fields.get("draw")),
        keep=fields["keep"].text() if "keep" in fields else None,
        let={name: node.text() for name, node in fields["let"].pairs()} if "let" in fields else {},
        misconceptions=tuple(_read_misconception(n) for n in fields["misconceptions"].items()) if "misconceptions" in fields else (),
        hints=tuple(n.words() for n in fields["hints"].items()) if "hints" in fields else (),
        tests=tuple(_read_test(n, fields.get("draw")) for n in fields["tests"].items()) if "tests" in fields else (),
        was=fields["was"].texts() if "was" in fields else (),
        figure=fields["figure"].text() if "figure" in fields else None,
    )


def _read_answer(node: Node) -> AnswerSpec:
    options = node.plain() if isinstance(node.plain(), dict) else node.fail("answer must be a mapping with kind")
    if "kind" not in options:
        node.fail("answer lacks kind")
    try:
        return find_kind(options.pop("kind")).read_spec(options)
    except SpecError as error:
        node.fail(str(error))


def _read_draw(node: Node | None) -> dict[str, tuple[Value, ...]]:
    if node is None:
        return {}
    drawn = {}
    for name, values in node.pairs():
        if not name.isidentifier():
            values.fail(f"draw: {name} is not a name; use letters, digits and _")
        drawn[name] = tuple(as_value(text) for text in values.texts())
    return drawn


def _read_misconception(node: Node) -> Misconception:
    fields = node.fields(("name", "when", "say"))
    return Misconception(fields["name"].text(), fields["when"].text(), fields["say"].words())


def _read_test(node: Node, draw: Node | None) -> ItemTest:
    names = [name for name, _ in draw.pairs()] if draw else []
    fields = node.fields(("typed", "verdict"), names)
    drawn = {name: str(as_value(fields[name].text())) for name in names if name in fields}
    return ItemTest(drawn, fields["typed"].text(), fields["verdict"].text(), node.line)
