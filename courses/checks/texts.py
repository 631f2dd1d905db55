"""Every text of a unit that a learner reads, with its language and its place: what the rules about language look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from courses.catalog import Catalog
from courses.checks.files import Files, head_of, item_file, lesson_file
from courses.errors import ContentError
from courses.item_checks import list_texts
from courses.languages import LANGS, Lang, Words
from courses.lesson_text import Part, read_lesson_text
from courses.model import Item, Unit
from courses.pictures import as_said
from courses.yaml_nodes import MISSING, Node

_LISTED = re.compile(r"\s*(?:[-*]\s|\d+\.\s|\|)")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one language.

    Args:
        place: what it is inside its file, such as `hints.1`; a line of a lesson is `body`.
        listed: whether it is a line of a list or a table.
    """

    file: str
    line: int
    place: str
    lang: Lang
    text: str
    listed: bool = False


def texts_of(unit: Unit, catalog: Catalog, files: Files) -> list[Text]:
    """Return every text of a unit, file by file."""
    return [*_of_head(unit, files), *_of_items(unit, files), *_of_assignments(unit, files), *_of_lessons(unit, files)]


def _in_both(file: str, place: str, words: Words, files: Files, review: Mapping[str, str] | None = None) -> Iterator[Text]:
    for lang in (lang for lang in LANGS if (review or {}).get(lang) != MISSING):
        yield Text(file, files.line(file, f"{place}.{lang}"), place, lang, as_said(words.in_lang(lang)))


def _of_head(unit: Unit, files: Files) -> Iterator[Text]:
    for place, words in titles_of(unit):
        yield from _in_both(head_of(unit), place, words, files, unit.review)
    for name, text in unit.texts.items():
        yield Text(head_of(unit), files.line(head_of(unit), f"texts.{name}"), f"texts.{name}", "km", text)


def titles_of(unit: Unit) -> Iterator[tuple[str, Words]]:
    """Yield the titles of a unit, its skills and its lessons, with their places."""
    yield "title", unit.title
    yield from ((f"skills.{s.id}.title", s.title) for s in unit.skills.values())
    yield from ((f"lessons.{x.id.rsplit('/', 1)[1]}.title", x.title) for x in unit.lessons)


def _of_items(unit: Unit, files: Files) -> Iterator[Text]:
    for item in unit.items.values():
        file = item_file(unit, item)
        for place, words in texts_of_item(item, files.node(file)):
            yield from _in_both(file, place, words, files, item.review)
        if item.text and item.text not in unit.texts.values():
            yield Text(file, files.line(file, "text"), "text", "km", item.text)


def texts_of_item(item: Item, node: Node | None) -> Iterator[tuple[str, Words]]:
    """Yield the texts of an item with their places in its file, the hints of parts where they stand."""
    places = hint_places(item, node)
    for place, words in list_texts(item):
        step = place.split(".")
        yield places[int(step[1])] if step[0] == "hints" else place, words


def hint_places(item: Item, node: Node | None) -> list[str]:
    """Return where each hint of an item stands: its own, then those of its parts."""
    fields = dict(node.pairs()) if node else {}
    places = [f"hints.{i}" for i, _ in enumerate(fields["hints"].items())] if "hints" in fields else []
    for number, part in enumerate(fields["parts"].items() if "parts" in fields else ()):
        given = dict(part.pairs())
        places += [f"parts.{number}.hints.{i}" for i, _ in enumerate(given["hints"].items())] if "hints" in given else []
    return places if len(places) == len(item.hints) else [f"hints.{i}" for i in range(len(item.hints))]


def _of_assignments(unit: Unit, files: Files) -> Iterator[Text]:
    file = f"{unit.id}/assignment.yaml"
    for assignment in unit.assignments:
        yield from _in_both(file, "title", assignment.title, files)
        for index, question in enumerate(assignment.questions):
            for name, words in (("ask", question.ask), ("rubric", question.rubric)):
                if words:
                    yield from _in_both(file, f"questions.{index}.{name}", words, files)


def _of_lessons(unit: Unit, files: Files) -> Iterator[Text]:
    for lang in LANGS:
        for file in (*(lesson_file(lesson, lang) for lesson in unit.lessons), f"{unit.id}/summary.{lang}.md"):
            yield from texts_of_markdown(file, lang, unit.id, files)


def texts_of_markdown(file: str, lang: Lang, unit_id: str, files: Files) -> Iterator[Text]:
    """Yield the lines of a lesson or a summary, directives left out; nothing where it cannot be read."""
    for part in find_parts(file, lang, unit_id, files):
        if part.kind == "box" and part.options.get("title"):
            yield Text(file, part.line, "title", lang, part.options["title"])
        first = part.line + (part.kind == "box")
        for number, line in enumerate(part.text.splitlines()):
            if line.strip():
                place, listed = "title" if line.startswith("#") else "body", bool(_LISTED.match(line))
                yield Text(file, first + number, place, lang, as_said(_without_marks(line)), listed)


def find_parts(file: str, lang: Lang, unit_id: str, files: Files) -> list[Part]:
    """Return the parts of a lesson or a summary; none where it is missing or cannot be read."""
    path = files.content / file
    if not path.exists():
        return []
    try:
        return read_lesson_text(path, lang, unit_id, file)
    except ContentError:
        return []


def _without_marks(line: str) -> str:
    return re.sub(r"^\s*(#+|[-*>]|\d+\.)\s+", "", line)
