"""A bank comes in whole or not at all: everything is made beside its place, and moved there at the end."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from courses.durable import write_file
from courses.exchange.bank import BankQuestion
from courses.exchange.carriers import DESCRIPTION
from courses.exchange.carrying import carry, write_checked
from courses.exchange.errors import NotCarried
from courses.exchange.formats import open_bank
from courses.exchange.item_writing import write_yaml
from courses.exchange.unit_writing import UnitBeingMade, find_target
from courses.languages import Lang

Progress = Callable[[str], None]
_EVERY = 200
_MADE_BY = "Made by `rean courses import`"


@dataclass
class Imported:
    """What an import did."""

    by_kind: Counter = field(default_factory=Counter)
    not_carried: list[dict[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """What of a question that was carried could not be, by the question's name."""
    units: list[Path] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many questions are items or texts now."""
        return sum(self.by_kind.values())


def import_bank(path: Path, into: Path, *, kind: str | None = None, lang: Lang | None = None, progress: Progress = lambda _: None) -> Imported:
    """Bring a question bank into a folder of units.

    Args:
        path: a file in Moodle XML or GIFT.
        into: made when it is missing; nothing in it is overwritten.
        kind: `moodle` or `gift`; by the content where it is None.
        lang: the language of texts that name none; by their letters where it is None.

    Raises:
        BankError: the file is refused, and nothing was written.
    """
    found = open_bank(path, kind)
    new = not into.exists()
    into.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".import-", dir=into))
    try:
        return _Import(path.name, into, beside, lang, progress).run(found)
    except BaseException:
        if new:
            shutil.rmtree(into, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


class _Import:
    def __init__(self, file: str, into: Path, beside: Path, lang: Lang | None, progress: Progress) -> None:
        self.file, self.into, self.beside, self.lang, self.progress = file, into, beside, lang, progress
        self.done = Imported()
        self.units: dict[tuple[tuple[str, ...], bool], UnitBeingMade] = {}

    def run(self, found: Iterator[BankQuestion | tuple[str, NotCarried]]) -> Imported:
        for number, question in enumerate(found, 1):
            if number % _EVERY == 0:
                self.progress(f"{self.file}: {number} questions read, {self.done.count} carried")
            if isinstance(question, tuple):
                self._refuse(*question)
                continue
            try:
                notes = self._take(question)
            except NotCarried as reason:
                self._refuse(question.name, reason)
                continue
            except RecursionError:
                self._refuse(question.name, NotCarried("it holds too much inside itself"))
                continue
            self.done.by_kind[question.kind] += 1
            self.done.notes += [(question.name, note) for note in notes]
        self._finish()
        return self.done

    def _refuse(self, name: str, reason: NotCarried) -> None:
        self.done.not_carried.append({"question": name, "reason": str(reason)})

    def _take(self, question: BankQuestion) -> tuple[str, ...]:
        unit = self._unit_of(question)
        if question.kind == DESCRIPTION:
            notes = unit.add_text(question, self.lang)
            unit.keep_pictures()
            return tuple(notes)
        item, draft = carry(question, unit.shelf, self.file, self.lang)
        unit.keep_pictures()
        path = unit.item_path(question.name)
        carried = write_checked(item, draft, path, f"Imported from {self.file}, {question.kind}.")
        unit.names.add(path.stem)
        unit.langs.update([carried.lang] if carried.lang else [])
        return carried.notes

    def _unit_of(self, question: BankQuestion) -> UnitBeingMade:
        apart = question.kind == DESCRIPTION and any(u.is_there for u in self.units.values() if u.category == question.category)
        key = question.category, apart
        if key not in self.units:
            taken = {unit.target.name for unit in self.units.values()}
            target, is_there = find_target(self.into, question.category, Path(self.file).stem, taken, lessons=question.kind == DESCRIPTION)
            self.units[key] = UnitBeingMade(question.category, self.beside / target.name, target, is_there)
        return self.units[key]

    def _finish(self) -> None:
        made = [unit for unit in self.units.values() if not unit.is_empty()]
        for unit in made:
            unit.finish(f"{_MADE_BY} from {self.file}, category {' / '.join(unit.category) or 'none'}.")
        placed: list[Path] = []
        try:
            for unit in made:
                unit.put_in_place(placed)
            self._list_units([unit.target.name for unit in made if not unit.is_there])
        except BaseException:
            _take_away(placed)
            raise
        self.done.units = [unit.target for unit in made]

    def _list_units(self, names: list[str]) -> None:
        """Name new units in the course's own file where an import made it; a file that a person wrote is left alone."""
        course = self.into / "course.yaml"
        if not course.exists():
            if not names:
                return
            title = {"en": self.into.resolve().name}
            about = {
                "title": title,
                "about": dict(title),
                "review": {"km": "missing", "en": "imported"},
                "icon": "book",
                "units": [{"folder": n} for n in names],
            }
            write_file(course, write_yaml(about, f"{_MADE_BY}.").encode())
        elif (text := course.read_text("utf-8")).startswith(f"# {_MADE_BY}"):
            write_file(course, (text.rstrip() + "".join(f"\n- {{folder: {name}}}" for name in names) + "\n").encode())


def _take_away(placed: list[Path]) -> None:
    """Remove files that were put in place, and the folders that are empty without them."""
    for path in reversed(placed):
        path.unlink(missing_ok=True)
        for folder in (path.parent, path.parent.parent):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
