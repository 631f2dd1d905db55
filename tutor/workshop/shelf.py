"""The content as its files stand now; what cannot be read any more is shown as it was when it could."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from courses.errors import ContentError, UnknownContent
from courses.languages import Lang, Words
from courses.lesson_text import Part, read_lesson_text
from courses.model import Item, Lesson, Unit
from courses.pictures import names_in, read_pictures
from courses.unit_file import Faults, read_what_can_be
from courses.yaml_nodes import read_yaml

Stamp = tuple[tuple[str, int, int], ...]
"""Name, time and size of each file: another stamp, another unit."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A unit as its files stand now."""

    id: str
    unit: Unit | None
    """All that can be read, and what could be read before; None where nothing ever could."""
    faults: tuple[ContentError, ...]
    stamp: Stamp

    @property
    def broken(self) -> frozenset[str]:
        """The files that cannot be read; what is shown of them is older."""
        return frozenset(fault.file for fault in self.faults)


@dataclass(frozen=True, slots=True)
class CourseDraft:
    """A course as its file stands now, with every unit that has a folder."""

    id: str
    title: Words
    faults: tuple[ContentError, ...]
    planned: tuple[Words, ...]
    units: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class CourseHead:
    """What a `course.yaml` says."""

    title: Words
    place: float = 1000.0
    folders: tuple[str, ...] = ()
    planned: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class LessonDraft:
    """One language of a lesson: the parts that could be read last, and why the file cannot be read now."""

    parts: tuple[Part, ...]
    fault: ContentError | None = None
    pictures: Mapping[str, str] = field(default_factory=dict)
    """What its texts show, by name, each as a `data:` address."""


@dataclass
class Shelf:
    """A content folder; asked again, it reads only what has changed."""

    folder: Path
    _drafts: dict[str, Draft] = field(default_factory=dict)
    _lessons: dict[Path, LessonDraft] = field(default_factory=dict)
    _heads: dict[str, CourseHead] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def courses(self) -> list[CourseDraft]:
        """Return all courses in the order of a learner's home."""
        with self._lock:
            found = [self._read_course(path.parent) for path in self.folder.glob("*/course.yaml")]
        return [course for _, course in sorted(found, key=lambda pair: (pair[0], pair[1].id))]

    def draft(self, unit_id: str) -> Draft:
        """Return a unit as it stands now.

        Raises:
            UnknownContent: there is no such folder.
        """
        folder = self.folder / unit_id
        if unit_id.count("/") != 1 or not (folder / "unit.yaml").is_file() or not folder.resolve().is_relative_to(self.folder.resolve()):
            raise UnknownContent(f"no unit {unit_id}")
        with self._lock:
            before, stamp = self._drafts.get(unit_id), stamp_of(folder)
            if before is None or before.stamp != stamp:
                before = self._drafts[unit_id] = self._read_unit(unit_id, stamp, before)
            return before

    def unit(self, unit_id: str) -> Unit:
        """Return what can be shown of a unit.

        Raises:
            UnknownContent: there is none, or it could never be read.
        """
        unit = self.draft(unit_id).unit
        if unit is None:
            raise UnknownContent(f"{unit_id} cannot be read")
        return unit

    def item(self, item_id: str) -> Item:
        """Return an item.

        Raises:
            UnknownContent: there is none.
        """
        unit = self.unit(item_id.rpartition("/")[0])
        if item_id not in unit.items:
            raise UnknownContent(f"no item {item_id}")
        return unit.items[item_id]

    def lesson(self, lesson: Lesson, lang: Lang) -> LessonDraft:
        """Return one language of a lesson."""
        unit_id, _, name = lesson.id.rpartition("/")
        return self.text(f"{unit_id}/lessons/{name}.{lang}.md", unit_id, lang)

    def text(self, file: str, unit_id: str, lang: Lang) -> LessonDraft:
        """Return a Markdown file of a unit, read as a lesson is."""
        path = self.folder / file
        before = self._lessons.get(path, LessonDraft(()))
        try:
            parts = tuple(read_lesson_text(path, lang, unit_id, file))
            read = LessonDraft(parts, None, read_pictures(self.folder / unit_id, names_in([part.text for part in parts])))
        except ContentError as error:
            read = LessonDraft(before.parts, error)
        except UnicodeDecodeError as error:
            read = LessonDraft(before.parts, ContentError(file, 1, f"not UTF-8 at byte {error.start}"))
        self._lessons[path] = read
        return read

    def line_of(self, fault: ContentError) -> str:
        """Return the line of a file that a fault is told at, empty where there is none."""
        path = (self.folder / fault.file).resolve()
        if not path.is_relative_to(self.folder.resolve()) or not path.is_file():
            return ""
        lines = path.read_text("utf-8", errors="replace").splitlines()
        return lines[fault.line - 1].strip()[:300] if 0 < fault.line <= len(lines) else ""

    def _read_course(self, folder: Path) -> tuple[float, CourseDraft]:
        faults = Faults()
        head = faults.catch(_read_head, folder / "course.yaml") or self._heads.get(folder.name) or CourseHead(Words(folder.name, folder.name))
        self._heads[folder.name] = head
        listed = [name for name in head.folders if (folder / name / "unit.yaml").is_file()]
        others = sorted(path.parent.name for path in folder.glob("*/unit.yaml") if path.parent.name not in listed)
        units = tuple(self.draft(f"{folder.name}/{name}") for name in [*listed, *others])
        return head.place, CourseDraft(folder.name, head.title, tuple(faults.found), head.planned, units)

    def _read_unit(self, unit_id: str, stamp: Stamp, before: Draft | None) -> Draft:
        unit, faults = read_what_can_be(self.folder / unit_id, unit_id, self.folder)
        kept = before.unit if before else None
        return Draft(unit_id, _keep_older(unit, kept, {f.file for f in faults}) if unit else kept, tuple(faults), stamp)


def stamp_of(folder: Path) -> Stamp:
    """Return what tells whether a folder's files are others than before."""
    return tuple((str(path.relative_to(folder)), stat.st_mtime_ns, stat.st_size) for path, stat in _walk(folder))


def _walk(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    for path in sorted(folder.rglob("*")):
        try:
            stat = path.lstat()
        except FileNotFoundError:  # an editor's own file, gone by now
            continue
        if path.suffix in (".yaml", ".md"):
            yield path, stat


def _keep_older(unit: Unit, before: Unit | None, broken: set[str]) -> Unit:
    """Return the unit with the older version of each file that cannot be read now."""
    if before is None or not broken:
        return unit
    items = {i: item for i, item in before.items.items() if i not in unit.items and _file_of(i) in broken} | dict(unit.items)
    tests = unit.assignments or (before.assignments if f"{unit.id}/assignment.yaml" in broken else ())
    return replace(unit, items=dict(sorted(items.items())), assignments=tests)


def _file_of(item_id: str) -> str:
    unit_id, _, name = item_id.rpartition("/")
    return f"{unit_id}/items/{name}.yaml"


def _read_head(path: Path) -> CourseHead:
    """Read what the workshop shows of a `course.yaml`; what else is wrong with it, the check tells."""
    node = read_yaml(path, f"{path.parent.name}/{path.name}").in_review()
    fields = dict(node.pairs())
    if missing := [name for name in ("title", "units") if name not in fields]:
        node.fail(f"the file lacks {', '.join(missing)}")
    entries = [dict(entry.pairs()) for entry in fields["units"].items()]
    return CourseHead(
        fields["title"].words(),
        fields["place"].number(0, 1000) if "place" in fields else 1000.0,
        tuple(entry["folder"].text() for entry in entries if "folder" in entry),
        tuple(entry["title"].words() for entry in entries if "folder" not in entry and "title" in entry),
    )
