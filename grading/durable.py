"""What is written is on disk, whole, before the writer is told so."""

from __future__ import annotations

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from courses.durable import ensure_folder, sync_folder, write_file, write_json, write_new_file
from grading.errors import Busy

__all__ = ["ensure_folder", "hold", "place_folder", "sync_folder", "write_file", "write_json"]


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
            write_new_file(fresh / name, data)
        sync_folder(fresh)
        fresh.rename(final)
        sync_folder(final.parent)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


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
