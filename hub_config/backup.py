"""A backup is whole or it is not there: databases are copied as they stand at one moment, every file is counted and hashed."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import chain, count
from pathlib import Path

from hub_config.errors import BackupBroken
from hub_config.manifest import MANIFEST, Entry, read_manifest, write_manifest
from hub_config.site import Site, open_site
from hub_config.site_lock import hold_site

_SQLITE = b"SQLite format 3\0"
_LEFT_OUT = {"run", "log", "new-secrets"}
"""Sockets and logs; and PINs that are still to be printed, which would outlive their deletion on a stick."""
_SHADOWS = ("-wal", "-shm", "-journal", ".lock", ".new", ".part")


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
    with _in_one_line():
        part = _fresh(to.with_name(f"{to.name}.part"))
        _check_room(site.root, part)
        entries = [entry for path in _databases_first(site.root) if (entry := _copy_one(site.root, path, part))]
        write_manifest(part, entries)
        _put_in_place(part, to, to.with_name(f"{to.name}.old"))
        shutil.rmtree(to.with_name(f"{to.name}.old"), ignore_errors=True)
    return entries


def restore(backup: Path, root: Path, replace: bool = False) -> list[Entry]:
    """Check a backup and make a site of it; a site that stood there is kept beside it as `<name>.before-restore`, `-2`, `-3` and so on.

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
    with _in_one_line():
        part = _fresh(root.with_name(f"{root.name}.part"))
        _check_room(backup, part)
        for entry in entries:
            _copy_file(backup / entry.kept_as, part / entry.path)
            (part / entry.path).chmod(entry.mode)
        if root.exists():
            _give(part, root.stat())
        _put_in_place(part, root, _free_name(root.with_name(f"{root.name}.before-restore")))
    open_site(root)
    return entries


@contextmanager
def _in_one_line() -> Iterator[None]:
    """Say in one line that a disk is full or a stick was pulled out."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise BackupBroken(f"Copying ended: {error}. Nothing was replaced.") from None


def verify(backup: Path) -> list[Entry]:
    """Check every file of a backup against its manifest, and every database against itself.

    Raises:
        BackupBroken: names what is wrong.
    """
    entries = read_manifest(backup)
    there = {path.relative_to(backup).as_posix() for path in _walk(backup)} - {MANIFEST}
    wrong = [f"{name} does not belong to it" for name in sorted(there - {entry.kept_as for entry in entries})]
    for entry in entries:
        wrong += [why for why in [_find_fault(backup, entry)] if why]
    if wrong:
        raise BackupBroken(f"{backup} is not whole: " + "; ".join(wrong[:5]) + (f"; and {len(wrong) - 5} more" if len(wrong) > 5 else "") + ".")
    return entries


def _find_fault(backup: Path, entry: Entry) -> str | None:
    path = backup / entry.kept_as
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


def _copy_one(root: Path, path: Path, part: Path) -> Entry | None:
    """Copy one file; None where the running house has just removed it, as marking does with what it marks anew."""
    try:
        entry = Entry(path.relative_to(root).as_posix(), 0, "", path.stat().st_mode & 0o777)
        target = part / entry.kept_as
        (_copy_database if _is_database(path) else _copy_file)(path, target)
    except FileNotFoundError:
        if path.exists():
            raise
        return None
    return Entry(entry.path, target.stat().st_size, _hash(target), entry.mode)


def _copy_database(path: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    _keep_state(path, target)


def _copy_file(path: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(path, target, follow_symlinks=False)
    _keep_state(path, target)
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _keep_state(path: Path, target: Path) -> None:
    """Keep times, mode and owner where the file system can."""
    with suppress(PermissionError):
        shutil.copystat(path, target)
        if os.getuid() == 0:
            os.chown(target, path.stat().st_uid, path.stat().st_gid)


def _give(folder: Path, like: os.stat_result) -> None:
    """Give a restored site to the account of the one in whose place it comes: a stick knows no owners."""
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, like.st_uid, like.st_gid, follow_symlinks=False)


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            return database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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


def _free_name(folder: Path) -> Path:
    """Return the folder, or one numbered beside it: what a restore has put aside is never overwritten by the next."""
    names = chain([folder], (folder.with_name(f"{folder.name}-{number}") for number in count(2)))
    return next(name for name in names if not name.exists())


def _put_in_place(part: Path, folder: Path, before: Path) -> None:
    shutil.rmtree(before, ignore_errors=True)
    if folder.exists():
        folder.replace(before)
    part.replace(folder)
