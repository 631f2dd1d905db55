"""A backup lists its files: where each belongs in the site, and what the file system of a stick does not keep of it."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from hub_config.errors import BackupBroken

MANIFEST = "manifest.json"
_NOT_ON_A_STICK = re.compile(r'[%<>:"\\|?*\x00-\x1f]')
"""What the file systems of USB sticks take in no name; nbgrader's names of submissions hold colons."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a backup: its place in the site, and what a stick's file system does not keep."""

    path: str
    bytes: int
    sha256: str
    mode: int

    @property
    def kept_as(self) -> str:
        """Its place in the backup, in letters that every file system takes.

        >>> Entry("exchange/0007+test+12:30", 1, "", 0o600).kept_as
        'exchange/0007+test+12%3A30'
        """
        return _NOT_ON_A_STICK.sub(lambda found: f"%{ord(found[0]):02X}", self.path)


def write_manifest(folder: Path, entries: list[Entry]) -> None:
    """List the files of a backup, on disk before this returns."""
    what = {"version": 2, "made": datetime.now(UTC).isoformat(timespec="seconds"), "files": [asdict(entry) for entry in entries]}
    with (folder / MANIFEST).open("w", encoding="utf-8") as file:
        json.dump(what, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())


def read_manifest(backup: Path) -> list[Entry]:
    """Return the files of a backup.

    Raises:
        BackupBroken: there is no manifest, or one of its names leads out of the folder.
    """
    try:
        entries = [Entry(**one) for one in json.loads((backup / MANIFEST).read_text("utf-8"))["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        raise BackupBroken(f"{backup} is not a backup: it holds no {MANIFEST} that can be read.") from None
    for entry in entries:
        if PurePosixPath(entry.path).is_absolute() or ".." in PurePosixPath(entry.path).parts:
            raise BackupBroken(f"{backup} is not a backup of ours: {entry.path} leads out of it.")
    return entries
