"""What is written is on disk, whole, before the writer is told so."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from grading.errors import Busy


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def ensure_folder(folder: Path) -> Path:
    """Make a folder that only this account may enter, its name on disk, and return it."""
    if not folder.is_dir():
        ensure_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder.parent)
    return folder


def write_file(path: Path, data: bytes) -> None:
    """Replace one file in one step; a reader sees the old bytes or the new ones, never half."""
    fresh = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        _write_new(fresh, data)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_json(path: Path, value: Any) -> None:
    """Replace one JSON file in one step."""
    write_file(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def place_folder(final: Path, files: Mapping[str, bytes], *, workplace: Path) -> None:
    """Write the files into a fresh folder and give it its name in one step.

    Args:
        final: the name of the folder; it must not exist.
        files: plain names and bytes.
        workplace: a folder on the same disk where half-written folders may lie.
    """
    fresh = ensure_folder(workplace) / uuid.uuid4().hex
    fresh.mkdir(mode=0o700)
    try:
        for name, data in files.items():
            _write_new(fresh / name, data)
        sync_folder(fresh)
        fresh.rename(final)
        sync_folder(final.parent)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _write_new(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def hold(path: Path, *, wait: bool = True) -> Iterator[None]:
    """Keep others out, in this process and in every other, for as long as the block runs.

    Raises:
        Busy: somebody else is in, and `wait` is False.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    except BlockingIOError:
        raise Busy(f"{path.name} is held by another run") from None
    finally:
        os.close(handle)
