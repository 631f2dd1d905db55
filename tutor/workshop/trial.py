"""A text is checked before it is saved: in a copy of the courses that lasts as long as the check."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from courses.catalog import load_catalog
from courses.errors import ContentErrors
from courses.library import list_files
from tutor.workshop.findings import Finding, run_check


async def check_text(content: Path, name: str, text: str) -> list[Finding]:
    """Return what the check would say about the unit of a file if the file held this text.

    Of a file of a course, or of all, only what cannot be read is told; the whole check comes before publishing.
    """
    async with _copy(content) as copy:
        path = copy / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        if name.count("/") >= 2:
            return await run_check(copy, "/".join(name.split("/")[:2]))
        return await run_in_threadpool(_read, copy)


@asynccontextmanager
async def _copy(content: Path) -> AsyncIterator[Path]:
    with tempfile.TemporaryDirectory(prefix="rean-trial-") as folder:
        await run_in_threadpool(_fill, content, Path(folder))
        yield Path(folder)


def _fill(content: Path, copy: Path) -> None:
    for name, path in list_files(content).items():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy / name)


def _read(copy: Path) -> list[Finding]:
    try:
        load_catalog(copy)
    except ContentErrors as errors:
        return [Finding(error.file, error.line, error.message) for error in errors.errors]
    return []
