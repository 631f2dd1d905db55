"""The whole content is checked before any of it is shown; every fault is told at its file and line."""

from __future__ import annotations

from pathlib import Path

from courses.catalog import Catalog
from courses.checks.report import Progress, check_units
from courses.checks.rules import as_error
from courses.errors import ContentError
from courses.languages import LANGS, Lang
from courses.model import Lesson


def check_catalog(catalog: Catalog, progress: Progress = lambda _: None) -> list[ContentError]:
    """Return every error of the content, in the order of files and lines; warnings stop nothing and are told by `rean courses check`.

    Args:
        progress: told each unit when it is checked.
    """
    return [as_error(finding) for finding in check_units(catalog, progress=progress).errors]


def lesson_path(content: Path, lesson: Lesson, lang: Lang) -> Path:
    """Return the file of one language of a lesson; the other language's where the unit says that this one is still to be written."""
    unit_id, name = lesson.id.rsplit("/", 1)
    stands_in = LANGS[1 - LANGS.index(lang)] if lesson.missing == lang else lang
    return content / unit_id / "lessons" / f"{name}.{stands_in}.md"
