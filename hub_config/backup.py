"""A backup is whole or it is not there: databases are copied as they stand at one moment, every file is counted and hashed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from hub_config.errors import BackupBroken
from hub_config.site import Site, open_site
from hub_config.site_lock import hold_site

MANIFEST = "manifest.json"
_SQLITE = b"SQLite format 3\0"
_LEFT_OUT = {"run", "log"}
_SHADOWS = ("-wal", "-shm", "-journal", ".lock", ".new", ".part")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a backup."""

    path: str
    bytes: int
    sha256: str
    mode: int


def back_up(site: Site, to: Path, replace: bool = False) -> list[Entry]:
    """Copy a site, running or not, into a folder of its own.

    Args:
        to: the folder to make.
        replace: whether a backup of that name may be replaced.

    Raises:
        BackupBroken: the folder is there already, lies inside the site, or the disk is too small.
    """
    to = to.absolute()
    if to.is_relative_to(site.root):
        raise BackupBroken(f"{to} lies inside the site. Name a folder elsewhere, best on another disk.")
    _check_free(to, replace, "Add --yes to replace it.")
    part = _fresh(to.with_name(f"{to.name}.part"))
    _check_room(site.root, part)
    entries = [_copy_one(site.root, path, part) for path in _databases_first(site.root)]
    _write_manifest(part, entries)
    _put_in_place(part, to)
    return entries


def restore(backup: Path, root: Path, replace: bool = False) -> list[Entry]:
    """Check a backup and make a site of it; a site that stood there is kept beside it as `<name>.before-restore`.

    Raises:
        BackupBroken: a file is missing, changed or too many; a database is damaged; the site is there already.
        AlreadyRunning: the site is being served.
    """
    root = root.absolute()
    _check_free(root, replace, "Add --yes to put the backup in its place.")
    entries = verify(backup)
    if root.exists():
        with hold_site(root):
            pass
    part = _fresh(root.with_name(f"{root.name}.part"))
    _check_room(backup, part)
    for entry in entries:
        _copy_file(backup / entry.path, part / entry.path)
    _put_in_place(part, root, keep=True)
    open_site(root)
    return entries


def verify(backup: Path) -> list[Entry]:
    """Check every file of a backup against its manifest, and every database against itself.

    Raises:
        BackupBroken: names what is wrong.
    """
    entries = _read_manifest(backup)
    there = {path.relative_to(backup).as_posix() for path in _walk(backup)} - {MANIFEST}
    wrong = [f"{name} does not belong to it" for name in sorted(there - {entry.path for entry in entries})]
    for entry in entries:
        wrong += [why for why in [_find_fault(backup, entry)] if why]
    if wrong:
        raise BackupBroken(f"{backup} is not whole: " + "; ".join(wrong[:5]) + (f"; and {len(wrong) - 5} more" if len(wrong) > 5 else "") + ".")
    return entries


def _find_fault(backup: Path, entry: Entry) -> str | None:
    path = backup / entry.path
    if not path.is_file() or path.is_symlink():
        return f"{entry.path} is missing"
    if path.stat().st_size != entry.bytes or _hash(path) != entry.sha256:
        return f"{entry.path} was changed"
    return f"the database {entry.path} is damaged" if _is_database(path) and not _is_sound(path) else None


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        yield from (path for name in sorted(files) if (path := Path(place) / name).is_file() and not path.is_symlink())


def _databases_first(root: Path) -> list[Path]:
    kept = [path for path in _walk(root) if path.relative_to(root).parts[0] not in _LEFT_OUT and not path.name.endswith(_SHADOWS)]
    return sorted(kept, key=lambda path: not _is_database(path))


def _copy_one(root: Path, path: Path, part: Path) -> Entry:
    target = part / path.relative_to(root)
    if _is_database(path):
        _copy_database(path, target)
    else:
        _copy_file(path, target)
    return Entry(target.relative_to(part).as_posix(), target.stat().st_size, _hash(target), path.stat().st_mode & 0o777)


def _copy_database(path: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    shutil.copystat(path, target)
    _keep_owner(path, target)


def _copy_file(path: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copy2(path, target, follow_symlinks=False)
    _keep_owner(path, target)
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _keep_owner(path: Path, target: Path) -> None:
    if os.getuid() == 0:
        shutil.chown(target, path.stat().st_uid, path.stat().st_gid)


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
            return database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_manifest(part: Path, entries: list[Entry]) -> None:
    what = {"version": 1, "made": datetime.now(UTC).isoformat(timespec="seconds"), "files": [asdict(entry) for entry in entries]}
    with (part / MANIFEST).open("w", encoding="utf-8") as file:
        json.dump(what, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())


def _read_manifest(backup: Path) -> list[Entry]:
    try:
        entries = [Entry(**one) for one in json.loads((backup / MANIFEST).read_text("utf-8"))["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        raise BackupBroken(f"{backup} is not a backup: it holds no {MANIFEST} that can be read.") from None
    for entry in entries:
        if PurePosixPath(entry.path).is_absolute() or ".." in PurePosixPath(entry.path).parts:
            raise BackupBroken(f"{backup} is not a backup of ours: {entry.path} leads out of it.")
    return entries


def _check_free(folder: Path, replace: bool, advice: str) -> None:
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not replace)):
        raise BackupBroken(f"{folder} is there already. {advice}")


def _check_room(source: Path, part: Path) -> None:
    needed = sum(path.stat().st_size for path in _walk(source))
    free = shutil.disk_usage(part).free
    if needed * 1.1 > free:
        raise BackupBroken(f"{part.parent} has room for {free >> 20} MB, and {needed >> 20} MB are to be copied.")


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise BackupBroken(f"{folder.parent} cannot be written: {error.strerror}.") from None
    return folder


def _put_in_place(part: Path, folder: Path, keep: bool = False) -> None:
    before = folder.with_name(f"{folder.name}.before-restore" if keep else f"{folder.name}.old")
    shutil.rmtree(before, ignore_errors=True)
    if folder.exists():
        folder.replace(before)
    part.replace(folder)
    if not keep:
        shutil.rmtree(before, ignore_errors=True)
