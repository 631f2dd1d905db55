"""Only the known plain files of the house's own account are collected; links, guests and strangers are dropped and named."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from grading.errors import SubmissionBroken
from grading.submissions.files import ANSWERS, known_files, parse_answers

_MAX_BYTES = 16_000_000


@dataclass(slots=True)
class Parcel:
    """What may be taken out of one folder of the inbound folder, and what was left there."""

    files: dict[str, bytes] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)


def open_parcel(folder: Path, assignment: str, *, owner: int) -> Parcel:
    """Read a submission without following a link.

    Args:
        owner: the Unix account that alone may have written it.

    Raises:
        SubmissionBroken: it is no folder of the owner's, or a file is missing, or the answers are no answers.
    """
    handle = _open_folder(folder, owner)
    try:
        parcel = Parcel()
        for name in sorted(os.listdir(handle)):
            data = _read_plain(handle, name, owner) if name in known_files(assignment) else None
            if data is None:
                parcel.dropped.append(name)
            else:
                parcel.files[name] = data
    finally:
        os.close(handle)
    _check_whole(folder, parcel, assignment)
    return parcel


def _open_folder(folder: Path, owner: int) -> int:
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        raise SubmissionBroken(f"{folder.name} is no folder: {error.strerror}") from error
    if os.fstat(handle).st_uid != owner:
        os.close(handle)
        raise SubmissionBroken(f"{folder.name} belongs to another Unix account")
    return handle


def _read_plain(folder: int, name: str, owner: int) -> bytes | None:
    try:
        handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError:
        return None
    if not _is_plain(os.fstat(handle), owner):
        os.close(handle)
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read(_MAX_BYTES)


def _is_plain(found: os.stat_result, owner: int) -> bool:
    return stat.S_ISREG(found.st_mode) and found.st_uid == owner and found.st_nlink == 1 and found.st_size <= _MAX_BYTES


def _check_whole(folder: Path, parcel: Parcel, assignment: str) -> None:
    missing = [name for name in known_files(assignment) if name not in parcel.files]
    if missing:
        raise SubmissionBroken(f"{folder.name} lacks a plain file {' and '.join(missing)}")
    parse_answers(parcel.files[ANSWERS])
