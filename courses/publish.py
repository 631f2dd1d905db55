"""What a learner's server may read is built in one step, or stays as it was."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat

from courses.catalog import Catalog, load_catalog
from courses.check import lesson_path
from courses.checks.report import check_units
from courses.checks.rule import Finding
from courses.checks.rules import as_error
from courses.errors import ContentErrors
from courses.languages import LANGS
from courses.lesson_text import read_lesson_text
from courses.model import Lesson, Unit
from courses.notebooks import build_notebook, with_readings
from courses.pictures import names_in, read_pictures

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    catalog: Catalog
    lessons: int
    notebooks: int
    warnings: tuple[Finding, ...] = ()
    """What the check advises; it stopped nothing."""


def build(content: Path, out: Path, progress: Progress = lambda _: None, *, workers: int = 1) -> Built:
    """Check all content and write the lessons' notebooks to `<out>/<course>/<unit>/<lesson>.<lang>.ipynb`.

    Args:
        out: replaced as a whole; whoever reads meets the old lessons or the new.
        progress: told each unit when it is checked.
        workers: processes that check beside each other.

    Raises:
        ContentErrors: nothing was written.
    """
    catalog = load_catalog(content)
    report = check_units(catalog, workers=workers, progress=progress)
    if report.errors:
        raise ContentErrors(map(as_error, report.errors))
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    fresh.chmod(0o755)
    written = [_write(lesson, unit, catalog, fresh) for unit in catalog.units for lesson in unit.lessons]
    _replace(out, fresh)
    return Built(catalog, len(written), sum(written), tuple(report.warnings))


def ensure_built(content: Path, out: Path, progress: Progress = lambda _: None) -> bool:
    """Build where the content, or the code that builds, is another than the last time; tell whether it was.

    Raises:
        ContentErrors: nothing was written.
    """
    stamp, fresh = out.with_name(f"{out.name}.stamp"), _fingerprint(content)
    if out.is_dir() and stamp.exists() and stamp.read_text() == fresh:
        return False
    before = stamp.read_text() if stamp.exists() else ""
    stamp.unlink(missing_ok=True)  # a power cut after the lessons are replaced must not leave a stamp of the old ones
    try:
        build(content, out, progress, workers=os.cpu_count() or 1)
    except ContentErrors:
        if before:
            stamp.write_text(before)
        raise
    os.sync()
    stamp.write_text(fresh)
    return True


def _fingerprint(content: Path) -> str:
    """Return what stands for every file of the content and of this package."""
    digest = hashlib.sha256()
    for root in (content, Path(__file__).parent):
        for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            digest.update(str(path.relative_to(root)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _write(lesson: Lesson, unit: Unit, catalog: Catalog, out: Path) -> int:
    for lang in LANGS:
        source = lesson_path(catalog.folder, lesson, lang)
        parts = with_readings(read_lesson_text(source, lang, unit.id, source.name), unit.texts)
        pictures = read_pictures(catalog.folder / unit.id, names_in([part.text for part in parts]))
        notebook = build_notebook(lesson, unit.id, lang, parts, pictures)
        target = out / f"{lesson.id}.{lang}.ipynb"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(nbformat.writes(notebook) + "\n", "utf-8")
    return len(LANGS)


def _replace(out: Path, fresh: Path) -> None:
    """Put the fresh folder in the old one's place; a sandbox that holds the old one keeps reading it."""
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    if out.exists():
        out.rename(old / "gone")
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)
