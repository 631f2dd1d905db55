"""What a learner was asked and answered, in words: the texts that were chosen in the place of their ids, and what was typed as it was typed."""

from __future__ import annotations

from sqlalchemy import Connection

from courses.answers import read_back, show
from courses.catalog import Catalog
from courses.errors import CoursesError
from courses.languages import Lang
from courses.markdown import as_words
from courses.model import Variant
from courses.variants import variant_with
from tutor.events.records import Attempt
from tutor.store import shown

_CHARS = 160


def say_answer(connection: Connection, catalog: Catalog, attempt: Attempt, lang: Lang) -> str:
    """Return plain text: in one line, but for writing, which stands whole; an exercise that is gone, or was changed since, leaves what was typed."""
    variant = _find_variant(connection, catalog, attempt)
    if attempt.task.kind == "long_text":
        return attempt.typed
    return say_typed(variant, attempt.typed, lang) if variant else _shortened(attempt.typed)


def say_asked(connection: Connection, catalog: Catalog, attempt: Attempt, lang: Lang) -> str:
    """Return what was asked, in one line; empty where the exercise is gone."""
    variant = _find_variant(connection, catalog, attempt)
    return say_question(variant, lang) if variant else ""


def say_question(variant: Variant, lang: Lang) -> str:
    """Return the question of an exercise in plain words."""
    return as_words(show(variant, lang).ask_html)


def say_typed(variant: Variant, typed: str, lang: Lang) -> str:
    """Return an answer to an exercise in plain words."""
    try:
        rows = read_back(variant, typed, lang)
    except (CoursesError, KeyError):
        return _shortened(typed)
    return _shortened(" · ".join(_row(as_words(said), raw, only=len(rows) == 1) for said, raw in rows) or typed)


def _find_variant(connection: Connection, catalog: Catalog, attempt: Attempt) -> Variant | None:
    item, seen = catalog.find_item(attempt.task.item), shown.find(connection, attempt.learner, attempt.shown_id)
    if item is None or seen is None:
        return None
    try:
        return variant_with(item, seen.drawn)
    except (CoursesError, KeyError):
        return None


def _row(said: str, raw: str, *, only: bool) -> str:
    """A bare number or letter before an answer is kept; ids behind the words they stand for are not."""
    if not said or (only and raw and said == raw):
        return raw
    return f"{said} {raw}".strip() if said.endswith(")") else said


def _shortened(text: str) -> str:
    return text if len(text) <= _CHARS else text[:_CHARS] + "…"
