"""What is written is on disk, whole, before the writer is told so."""

from __future__ import annotations

import json
import os
import uuid
from pathlib import Path
from typing import Any


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
        write_new_file(fresh, data)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_json(path: Path, value: Any) -> None:
    """Replace one JSON file in one step."""
    write_file(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def write_new_file(path: Path, data: bytes) -> None:
    """Write a file that must not be there yet."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
