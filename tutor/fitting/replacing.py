"""A file is replaced in one step, or stays as it was."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(file: Path, *, keep_old: bool = False) -> Iterator[Path]:
    """Give a temporary name beside a file; when the block ends well, what was written there is on disk and takes the file's place.

    Args:
        keep_old: what stood there before is kept under the name with `.old` added.
    """
    temporary = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        yield temporary
        with temporary.open("rb") as written:
            os.fsync(written.fileno())
        if keep_old and file.exists():
            _keep(file)
        temporary.replace(file)
        _sync_folder(file.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _keep(file: Path) -> None:
    """Give the file a second name; the first is never missing."""
    spare = file.with_name(f".{file.name}.{os.getpid()}.old")
    spare.unlink(missing_ok=True)
    spare.hardlink_to(file)
    spare.replace(file.with_name(f"{file.name}.old"))


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
