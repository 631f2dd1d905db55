"""A site teaches the courses that were shipped, or a version of its own; a version is never changed, another one takes its place in one step.

<folder>/current.json     which version is taught, which one was before, who put it there and why
<folder>/versions/0003/   whole courses, as `rean courses check` found them sound
<folder>/draft/           the working copy of those who edit; made at the first edit
<folder>/kept/            what stood in a file of the draft before it was saved last
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from courses.durable import ensure_folder, sync_folder, write_file, write_json, write_new_file
from courses.errors import LibraryBusy, NotInLibrary
from courses.file_names import MAX_BYTES, find_kind_of
from courses.publish import ensure_built

_KEPT_VERSIONS = 5
ChangeKind = Literal["new", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One file that is other in one content folder than in another."""

    name: str
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class Current:
    """Which version is taught; empty names stand for the courses that were shipped."""

    version: str = ""
    before: str = ""
    why: str = ""
    by: str = ""
    at: str = ""
    shipped: str = ""
    """What the shipped courses were when the first version of the site's own was made of them."""


class Library:
    """The courses of one site.

    Args:
        folder: where the site keeps its own; it need not be there.
        shipped: the courses that came with Rean.
    """

    def __init__(self, folder: Path, shipped: Path) -> None:
        self.folder, self.shipped = folder, shipped

    @property
    def current(self) -> Current:
        """Which version is taught."""
        try:
            told = json.loads((self.folder / "current.json").read_text("utf-8"))
        except FileNotFoundError:
            return Current()
        return Current(**{name: str(told.get(name, "")) for name in Current.__slots__})

    @property
    def live(self) -> Path:
        """The courses that are taught.

        Raises:
            NotInLibrary: somebody has taken the version away.
        """
        path = self._path(self.current.version)
        if not path.is_dir():
            raise NotInLibrary(f"{path} is missing. Restore it from a backup, or remove {self.folder / 'current.json'} to teach the shipped courses.")
        return path

    @property
    def draft(self) -> Path:
        """The courses that are worked on: the draft, or what is taught where nobody has edited."""
        draft = self.folder / "draft"
        return draft if draft.is_dir() else self.live

    @property
    def shipped_moved_on(self) -> bool:
        """Tell whether Rean came with other courses since the site made its own of them."""
        return bool(self.current.version) and self.current.shipped != fingerprint(self.shipped)

    def bundles(self) -> dict[str, int]:
        """Return which version of which bundle is taught, by what the bundle holds: a course, a unit, or all (an empty name)."""
        try:
            return {str(scope): int(version) for scope, version in json.loads(self._bundles_file(self.current.version).read_text("utf-8")).items()}
        except FileNotFoundError:
            return {}

    def edits(self) -> list[Change]:
        """Return which files of the draft are other than what is taught."""
        return compare(self.live, self.draft) if self.draft != self.live else []

    def own_files(self) -> list[Change]:
        """Return which files that are taught are other than the shipped ones."""
        return compare(self.shipped, self.live) if self.current.version else []

    def read(self, name: str) -> str | None:
        """Return the text of a file of the draft, None where there is none.

        Raises:
            NotInLibrary: no text file may have this name.
        """
        path = self._text_path(self.draft, name)
        return path.read_text("utf-8", errors="replace") if path.is_file() else None

    def save(self, name: str, text: str) -> None:
        """Save a file of the draft; what stood there before is kept for `undo`.

        Raises:
            NotInLibrary: no text file may have this name, or the text is too long.
        """
        data = text.encode()
        if len(data) > MAX_BYTES["text"]:
            raise NotInLibrary(f"{name}: a text has at most {MAX_BYTES['text']:,} bytes")
        with self._hold():
            path = self._text_path(self._ensure_draft(), name)
            before = path.read_bytes() if path.is_file() else None
            if before == data:
                return
            self._keep(name, before)
            ensure_folder(path.parent)
            write_file(path, data)

    def can_undo(self, name: str) -> bool:
        """Tell whether it is known what stood in a file before it was saved last."""
        kept = self.folder / "kept" / name
        return find_kind_of(name) == "text" and (kept.is_file() or kept.with_name(f"{kept.name}.absent").is_file())

    def undo(self, name: str) -> None:
        """Put back what stood in a file before it was saved last; once more brings the newer text back.

        Raises:
            NotInLibrary: nothing is kept of this file.
        """
        if not self.can_undo(name):
            raise NotInLibrary(f"nothing is kept of {name}")
        with self._hold():
            path, kept = self._text_path(self._ensure_draft(), name), self.folder / "kept" / name
            back = kept.read_bytes() if kept.is_file() else None
            self._keep(name, path.read_bytes() if path.is_file() else None)
            if back is None:
                path.unlink(missing_ok=True)
                sync_folder(path.parent)
            else:
                write_file(path, back)

    def discard(self) -> None:
        """Give up all edits that were not published."""
        with self._hold():
            for name in ("draft", "kept"):
                shutil.rmtree(self.folder / name, ignore_errors=True)

    def publish(
        self,
        source: Path,
        lessons: Path,
        why: str,
        by: str,
        progress: Callable[[str], None] = lambda _: None,
        bundles: Mapping[str, int] | None = None,
    ) -> Current:
        """Make a version of a content folder, check and build it, and teach it from now on.

        Args:
            source: the folder; only files that have a place in a content folder are taken.
            bundles: which bundles the version holds, by their scope; None for those of the version before.
            lessons: where the built lessons go; who reads there meets the old ones or the new.

        Raises:
            ContentErrors: the check found faults; what was taught is taught on.
            LibraryBusy: somebody else is at it.
        """
        with self._hold():
            before = self.current
            version = self._store(source)
            try:
                ensure_built(self._path(version), lessons, progress)
            except BaseException:
                shutil.rmtree(self._path(version), ignore_errors=True)
                raise
            write_json(self._bundles_file(version), dict(bundles) if bundles is not None else self.bundles())
            shipped = before.shipped if before.version else fingerprint(self.shipped)
            now = Current(version, before.version, why, by, _now(), shipped)
            self._switch(now)
            if source == self.folder / "draft":
                for name in ("draft", "kept"):
                    shutil.rmtree(self.folder / name, ignore_errors=True)
            self._forget_old(now)
        return now

    def go_back(self, lessons: Path, by: str) -> Current:
        """Teach the version that was taught before; once more brings the newer one back.

        Raises:
            NotInLibrary: nothing was taught before.
        """
        with self._hold():
            now = self.current
            if not now.at:
                raise NotInLibrary("nothing else was taught before")
            if not self._path(now.before).is_dir():
                raise NotInLibrary(f"the version {now.before} is no longer kept")
            ensure_built(self._path(now.before), lessons)
            back = Current(now.before, now.version, "undo", by, _now(), now.shipped)
            self._switch(back)
        return back

    def _path(self, version: str) -> Path:
        return self.folder / "versions" / version if version else self.shipped

    def _bundles_file(self, version: str) -> Path:
        return self.folder / "versions" / f"{version or 'shipped'}.bundles.json"

    def _text_path(self, root: Path, name: str) -> Path:
        path = root / name
        if find_kind_of(name) != "text" or not path.resolve().is_relative_to(root.resolve()):
            raise NotInLibrary(f"{name[:200]} is not the name of a text in a content folder")
        return path

    def _ensure_draft(self) -> Path:
        draft = self.folder / "draft"
        if not draft.is_dir():
            part = self.folder / "draft.part"
            shutil.rmtree(part, ignore_errors=True)
            copy_content(self.live, part)
            part.rename(draft)
            sync_folder(self.folder)
        return draft

    def _keep(self, name: str, data: bytes | None) -> None:
        kept = self.folder / "kept" / name
        absent = kept.with_name(f"{kept.name}.absent")
        ensure_folder(kept.parent)
        (kept if data is None else absent).unlink(missing_ok=True)
        write_file(absent if data is None else kept, data or b"")

    def _store(self, source: Path) -> str:
        versions = ensure_folder(self.folder / "versions")
        numbers = [int(path.name) for path in versions.iterdir() if path.name.isdigit()]
        version, part = f"{max(numbers, default=0) + 1:04}", versions / "part"
        shutil.rmtree(part, ignore_errors=True)
        copy_content(source, part)
        part.rename(versions / version)
        sync_folder(versions)
        return version

    def _switch(self, current: Current) -> None:
        write_json(self.folder / "current.json", asdict(current))

    def _forget_old(self, now: Current) -> None:
        versions = sorted(path for path in (self.folder / "versions").iterdir() if path.name.isdigit())
        for path in versions[:-_KEPT_VERSIONS]:
            if path.name not in (now.version, now.before):
                shutil.rmtree(path, ignore_errors=True)
                self._bundles_file(path.name).unlink(missing_ok=True)

    @contextmanager
    def _hold(self) -> Iterator[None]:
        handle = os.open(ensure_folder(self.folder) / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError:
            raise LibraryBusy("somebody else is publishing or saving; try again in a moment") from None
        finally:
            os.close(handle)


def list_files(folder: Path) -> dict[str, Path]:
    """Return the files of a content folder by name; what has no place there, and links, are left out."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()}
    return {name: path for name, path in sorted(found.items()) if find_kind_of(name)}


def compare(old: Path, new: Path) -> list[Change]:
    """Return what is other in the new content folder, by name."""
    before, after = list_files(old), list_files(new)
    changes = [Change(name, "new") for name in after.keys() - before.keys()] + [Change(name, "removed") for name in before.keys() - after.keys()]
    changes += [Change(n, "changed") for n in before.keys() & after.keys() if before[n].read_bytes() != after[n].read_bytes()]
    return sorted(changes, key=lambda change: change.name)


def copy_content(source: Path, to: Path) -> None:
    """Copy a content folder to a place where nothing is yet; every byte is on disk when this returns."""
    folders = {ensure_folder(to)}
    for name, path in list_files(source).items():
        target = to / name
        folders.add(ensure_folder(target.parent))
        write_new_file(target, path.read_bytes())
    for folder in folders:
        sync_folder(folder)


def fingerprint(folder: Path) -> str:
    """Return what stands for every file of a content folder."""
    digest = hashlib.sha256()
    for name, path in list_files(folder).items():
        digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
