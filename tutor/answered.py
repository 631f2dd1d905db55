"""What a learner answered, in words: the texts that were chosen in the place of their ids, and what was typed as it was typed."""

from __future__ import annotations

from sqlalchemy import Connection

from courses.answers import read_back
from courses.catalog import Catalog
from courses.errors import CoursesError
from courses.languages import Lang
from courses.markdown import as_words
from courses.variants import variant_with
from tutor.events.records import Attempt
from tutor.store import shown

_CHARS = 160


def say_answer(connection: Connection, catalog: Catalog, attempt: Attempt, lang: Lang) -> str:
    """Return one line of plain text; an exercise that is gone, or was changed since, leaves what was typed."""
    return _shortened(_in_words(connection, catalog, attempt, lang) or attempt.typed)


def _in_words(connection: Connection, catalog: Catalog, attempt: Attempt, lang: Lang) -> str:
    item, seen = catalog.find_item(attempt.task.item), shown.find(connection, attempt.learner, attempt.shown_id)
    if item is None or seen is None:
        return ""
    try:
        rows = read_back(variant_with(item, seen.drawn), attempt.typed, lang)
    except (CoursesError, KeyError):
        return ""
    return " · ".join(_row(as_words(said), raw, only=len(rows) == 1) for said, raw in rows)


def _row(said: str, raw: str, *, only: bool) -> str:
    """A bare number or letter before an answer is kept; ids behind the words they stand for are not."""
    if not said or (only and raw and said == raw):
        return raw
    return f"{said} {raw}".strip() if said.endswith(")") else said


def _shortened(text: str) -> str:
    return text if len(text) <= _CHARS else text[:_CHARS] + "…"
