"""What the workshop's pages show of a unit, a lesson, an item: plain values for their templates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from courses import answers
from courses.answers.judging import as_html
from courses.answers.kinds import find_kind
from courses.answers.parts import PartsKind
from courses.errors import CoursesError
from courses.figures import get_figure
from courses.item_checks import variant_text
from courses.languages import LANGS, Lang, Words
from courses.lesson_text import Part
from courses.markdown import draw_reading, to_html, write_value
from courses.model import Assignment, Item, Lesson, Question, Unit, Variant
from courses.notebooks import box_html, list_practised
from courses.pictures import with_pictures
from courses.variants import count_drawings, sample_variants, variant_with
from tutor.workshop.shelf import LessonDraft, Shelf

SAMPLE = 200
"""So many drawings are shown, and checked, where an item has more."""


@dataclass(frozen=True, slots=True)
class PieceView:
    """One piece of a lesson on a page: text as HTML, or a widget with its state as JSON."""

    kind: str
    html: Markup = Markup("")
    state: str = ""


def view_lesson(shelf: Shelf, lesson: Lesson, unit_id: str) -> dict[Lang, dict[str, Any]]:
    """Return both languages of a lesson, piece by piece."""
    texts = shelf.unit(unit_id).texts
    return {lang: view_text(shelf.lesson(lesson, lang), lesson, unit_id, lang, texts) for lang in LANGS}


def view_text(read: LessonDraft, lesson: Lesson, unit_id: str, lang: Lang, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return one language of a lesson, piece by piece, and why its file cannot be read now."""
    shown = [_view_part(part, lesson, unit_id, lang, texts, read.pictures) for part in read.parts]
    return {"pieces": shown, "fault": read.fault}


def _view_part(part: Part, lesson: Lesson, unit_id: str, lang: Lang, texts: Mapping[str, str], pictures: Mapping[str, str]) -> PieceView:
    if part.kind == "text":
        return PieceView("text", Markup(with_pictures(to_html(part.text), pictures)))
    if part.kind == "box":
        return PieceView("text", Markup(with_pictures(box_html(part), pictures)))
    if part.kind == "reading":
        return PieceView("text", Markup(draw_reading(texts.get(part.name, ""))))
    about: dict[str, Any] = {"unit": unit_id, "lesson": lesson.id.rpartition("/")[2], "skills": []}
    if part.kind == "practice":
        about["skills"] = list_practised(part, lesson)
        return PieceView("practice", state=_as_state(lang, ask=about))
    figure = get_figure(part.name)
    options = figure.read(part.figure_options)
    about |= {"item": part.options["item"]} if "item" in part.options else {}
    return PieceView("figure", state=_as_state(lang, ask=about, name=part.name, options=options, values=figure.start(options)))


def _as_state(lang: Lang, **state: Any) -> str:
    return json.dumps({"lang": lang, "learner": f"workshop-{lang}", **state}, ensure_ascii=False)


def view_item(shelf: Shelf, item: Item, number: int, test: int | None) -> dict[str, Any]:
    """Return an item with one of its drawings: the key, the mistakes it knows, the hints, in both languages; and what its tests say.

    Args:
        number: which drawing, from 0; a larger one begins again.
        test: show the drawing of this test instead, from 0.
    """
    variants = sample_variants(item, SAMPLE)
    if not variants:
        return {"item": item, "total": 0, "tests": [], "variant": None}
    number %= len(variants)
    variant = variants[number] if test is None or not 0 <= test < len(item.tests) else variant_with(item, item.tests[test].drawn)
    ask = {"item": item.id, "variant": number, "test": test, "skills": []}
    return {
        "item": item,
        "total": len(variants),
        "drawings": count_drawings(item) if count_drawings(item) > len(variants) >= SAMPLE else 0,
        "number": number,
        "choices": [(at, variant_text(one)) for at, one in enumerate(variants)],
        "variant": variant,
        "values": [(name, write_value(value)) for name, value in variant.values.items()],
        "key": answers.key_as_typed(variant),
        "figures": {lang: _find_figure(shelf, item, lang) for lang in LANGS},
        "states": {lang: _as_state(lang, ask=ask, **_find_figure(shelf, item, lang)) for lang in LANGS},
        "solutions": {lang: Markup(answers.solution(variant, lang)) for lang in LANGS},
        "hints": {lang: [Markup(answers.hint(variant, n, lang)) for n in range(1, len(item.hints) + 1)] for lang in LANGS},
        "mistakes": [mistake for piece in _pieces(variant) for mistake in _view_mistakes(*piece)],
        "heard": shelf.unit(item.id.rpartition("/")[0]).texts.get(item.sound.rpartition("/")[2], "") if item.sound else "",
        "replies": [{"when": one.when, "say": _in_both(one.say, variant)} for one in item.replies],
        "tests": run_tests(item),
    }


def _find_figure(shelf: Shelf, item: Item, lang: Lang) -> dict[str, Any]:
    """Return the figure that asks an item in one of its unit's lessons, as a widget's state; nothing where there is none."""
    for lesson in shelf.unit(item.id.rpartition("/")[0]).lessons if item.figure else ():
        for part in shelf.lesson(lesson, lang).parts:
            if part.options.get("item") == item.id:
                figure = get_figure(part.name)
                options = figure.read(part.figure_options)
                return {"name": part.name, "options": options, "values": figure.start(options)}
    return {}


def _pieces(variant: Variant) -> list[tuple[str, Any, Variant]]:
    kind = find_kind(variant.item.answer.kind)
    if isinstance(kind, PartsKind):
        return [(str(number), inner, piece) for number, (inner, piece) in enumerate(kind.pieces(variant), 1)]
    return [("", kind, variant)]


def _view_mistakes(part: str, kind: Any, variant: Variant) -> list[dict[str, Any]]:
    rows = []
    for one in variant.item.misconceptions:
        try:
            typed = kind.example_of(one.when, variant)
        except (CoursesError, ValueError, ArithmeticError):
            typed = ""
        rows.append({"name": one.name, "part": part, "when": one.when, "typed": typed, "say": _in_both(one.say, variant)})
    return rows


def _in_both(words: Words, variant: Variant) -> dict[Lang, Markup]:
    rendered = as_html(words, variant)
    return {lang: Markup(rendered.in_lang(lang)) for lang in LANGS}


def run_tests(item: Item) -> list[dict[str, Any]]:
    """Run the tests that stand in an item's file."""
    rows = []
    for test in item.tests:
        try:
            got = answers.check(variant_with(item, test.drawn), test.typed).name
        except (CoursesError, ValueError, ArithmeticError) as error:
            got = str(error)
        rows.append({"drawn": dict(test.drawn), "typed": test.typed, "wanted": test.verdict, "got": got, "line": test.line})
    return rows


def view_unit(unit: Unit) -> dict[str, Any]:
    """Return what a unit holds: skills with how many items of each level train them, and how the items' tests went."""
    items = list(unit.items.values())
    skills = [
        {
            "skill": skill,
            "needs": [unit.skills[need].title if need in unit.skills else Words(need, need) for need in skill.needs],
            "levels": [sum(skill.id in item.skills and item.level == level for item in items) for level in (1, 2, 3)],
        }
        for skill in unit.skills.values()
    ]
    failed = {item.id: sum(row["got"] != row["wanted"] for row in run_tests(item)) for item in items}
    return {"skills": skills, "items": items, "failed": failed}


def view_assignment(shelf: Shelf, assignment: Assignment) -> list[dict[str, Any]]:
    """Return the questions of a unit test, each with one drawing of its item, or with its rubric."""
    return [_view_question(shelf, question) for question in assignment.questions]


def _view_question(shelf: Shelf, question: Question) -> dict[str, Any]:
    row: dict[str, Any] = {"id": question.id, "points": question.points, "item": question.item, "ask": None, "more": None, "missing": False}
    if question.item is None:
        return row | {"ask": _both(question.ask), "more": _both(question.rubric)}
    try:
        variants = sample_variants(shelf.item(question.item))
    except CoursesError:
        variants = []
    if not variants:
        return row | {"missing": True}
    shown = {lang: answers.show(variants[0], lang) for lang in LANGS}
    keys = {lang: Markup(answers.solution(variants[0], lang)) for lang in LANGS}
    return row | {"ask": {lang: Markup(shown[lang].ask_html) for lang in LANGS}, "more": keys}


def _both(words: Words | None) -> dict[Lang, Markup] | None:
    return {lang: Markup(to_html(words.in_lang(lang))) for lang in LANGS} if words else None
