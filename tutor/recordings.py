"""A recording is a file of the site: made by a teacher, never part of the courses; what was said to be kept is on disk, whole."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from courses.model import Item
from grading.durable import ensure_folder, sync_folder, write_file, write_json
from tutor.errors import SoundRefused
from tutor.sound_types import find_sound_type

LICENCE = "CC BY 4.0"
"""Under this a recording may go on to other centres, as the courses do."""
_NAME = re.compile(r"[a-z0-9_-]+/[a-z0-9_-]+/[a-z0-9-]+")
_LEAST_BYTES = 200


@dataclass(frozen=True, slots=True)
class Recording:
    """What is known of one recording."""

    file: str
    """The name of its file, which changes with its content."""
    media_type: str
    bytes: int
    by: str
    """The number of whoever recorded or brought it."""
    at: str
    licence: str = LICENCE

    @property
    def version(self) -> str:
        """What stands for its content in an address."""
        return self.file.split(".")[-2]


@dataclass(frozen=True, slots=True)
class Recordings:
    """The recordings of a site: for each sound a file, and beside it what is known of it.

    Args:
        folder: `recordings` in the site's folder.
        most_bytes: the largest file that is kept.
    """

    folder: Path
    most_bytes: int

    def find(self, sound: str) -> Recording | None:
        """Return what is known of the recording of a sound, or None where there is none."""
        try:
            about = json.loads(self._about(sound).read_text("utf-8"))
            return Recording(**about) if (self._about(sound).parent / about["file"]).is_file() else None
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def lacks(self, item: Item) -> bool:
        """Tell whether an exercise needs a recording that is not there."""
        return bool(item.sound) and self.find(item.sound) is None

    def path(self, sound: str, recording: Recording) -> Path:
        """Return the file of a recording."""
        return self._about(sound).parent / recording.file

    def keep(self, sound: str, data: bytes, by: str, at: datetime) -> Recording:
        """Keep a recording in the place of the one before, on disk before this returns.

        Raises:
            SoundRefused: it is too large, empty, or no sound.
        """
        if len(data) > self.most_bytes:
            raise SoundRefused("too_large")
        if len(data) < _LEAST_BYTES:
            raise SoundRefused("empty")
        kind = find_sound_type(data)
        if kind is None:
            raise SoundRefused("no_sound")
        about, name = self._about(sound), sound.rsplit("/", 1)[1]
        fresh = Recording(
            f"{name}.{hashlib.sha256(data).hexdigest()[:12]}.{kind.suffix}", kind.media_type, len(data), by, at.isoformat("T", "seconds")
        )
        ensure_folder(about.parent)
        write_file(about.parent / fresh.file, data)
        write_json(about, asdict(fresh))
        self._forget_others(about, name, fresh.file)
        return fresh

    def delete(self, sound: str) -> bool:
        """Take a recording away; tell whether there was one."""
        about = self._about(sound)
        if not about.exists():
            return False
        about.unlink()
        self._forget_others(about, sound.rsplit("/", 1)[1], "")
        return True

    def _forget_others(self, about: Path, name: str, kept: str) -> None:
        for path in about.parent.glob(f"{name}.*.*"):
            if path.name != kept:
                path.unlink(missing_ok=True)
        sync_folder(about.parent)

    def _about(self, sound: str) -> Path:
        if not _NAME.fullmatch(sound):
            raise ValueError(f"{sound!r} is not the name of a sound")
        return self.folder / f"{sound}.json"
