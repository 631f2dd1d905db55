"""What an import would do is known, whole, before anything is done; one thing wrong and nothing is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from grading.records.roster import Person
from hub_config.accounts.columns import BY_NAME, NEEDED_NAMES
from hub_config.accounts.errors import BadRosterFile, BadValue, Remark
from hub_config.accounts.numbers import fill_with_zeros, parse_number, without_zeros
from hub_config.accounts.roster_table import Cell, RosterTable, Row


@dataclass(frozen=True, slots=True)
class Change:
    """One person before and after; `before` is None for somebody new."""

    before: Person | None
    after: Person

    @property
    def fields(self) -> dict[str, tuple[Any, Any]]:
        """The fields that change, with their old and new values."""
        if self.before is None:
            return {}
        pairs = {f.name: (getattr(self.before, f.name), getattr(self.after, f.name)) for f in fields(Person)}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    @property
    def needs_secret(self) -> bool:
        """Tell whether the person gets a new secret: somebody new, or a learner's PIN that would open a staff account."""
        return self.before is None or (self.before.role == "learner") != (self.after.role == "learner")


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do."""

    changes: tuple[Change, ...]
    same: int
    notes: tuple[Remark, ...]

    @property
    def added(self) -> list[Person]:
        """The people who would be new."""
        return [change.after for change in self.changes if change.before is None]

    @property
    def changed(self) -> list[Change]:
        """The people who would be other than they are."""
        return [change for change in self.changes if change.before is not None]


def plan_import(table: RosterTable, people: Mapping[str, Person], courses: Collection[str], number_digits: int = 0) -> Plan:
    """Compare a roster file with the people there are.

    Args:
        table: the file.
        people: everybody of the house by number, inactive ones too.
        courses: ids of the site's courses, in their order.
        number_digits: numbers made of digits are filled with zeros to this length; 0: not.

    Raises:
        BadRosterFile: one remark for everything that is wrong in it.
    """
    reading = _Reading(table, people, courses, number_digits)
    found = [change for row in table.rows if (change := reading.read_row(row))]
    if reading.problems:
        raise BadRosterFile(reading.problems)
    changes = tuple(change for change in found if change.before != change.after)
    return Plan(changes, len(found) - len(changes), (*table.notes, *reading.notes, *_note_courses(table, changes)))


def _note_courses(table: RosterTable, changes: tuple[Change, ...]) -> list[Remark]:
    added = any(change.before is None for change in changes)
    return [Remark(0, BY_NAME["courses"].headers[0], "", "file.all_courses")] if added and "courses" not in table.headers else []


class _Reading:
    """One pass over a file: what was wrong and what was mended on the way."""

    def __init__(self, table: RosterTable, people: Mapping[str, Person], courses: Collection[str], number_digits: int) -> None:
        self.problems: list[Remark] = []
        self.notes: list[Remark] = []
        self._table, self._people, self._courses, self._digits = table, people, courses, number_digits
        self._rows: dict[str, int] = {}
        self._stripped = Counter(without_zeros(number) for number in people)

    def read_row(self, row: Row) -> Change | None:
        """Return what the row would do, None where something is wrong in it."""
        before_problems = len(self.problems)
        values = {name: self._read_cell(row, name, cell) for name, cell in row.cells.items() if name != "number"}
        number = self._read_number(row)
        if number is None or len(self.problems) > before_problems:
            return None
        before = self._people.get(number)
        after = replace(before, **values) if before else self._make_person(number, values)
        if not any(getattr(after, name) for name in NEEDED_NAMES):
            self._complain(row, NEEDED_NAMES[0], "", "file.no_name")
        if before and not before.active:
            self.notes.append(Remark(row.number, self._header("number"), number, "file.inactive"))
        return Change(before, after)

    def _make_person(self, number: str, values: dict[str, Any]) -> Person:
        defaults = {"khmer_name": "", "latin_name": "", "courses": tuple(self._courses)}
        return Person(number, **(defaults | values))

    def _read_cell(self, row: Row, name: str, cell: Cell) -> Any:
        try:
            return BY_NAME[name].parse(cell.text, self._courses)
        except BadValue as error:
            self._complain(row, name, cell.text, error.text_id, **error.values)
            return None

    def _read_number(self, row: Row) -> str | None:
        cell = row.cells["number"]
        try:
            number = self._heal(row, cell, parse_number(cell.text))
        except BadValue as error:
            self._complain(row, "number", cell.text, error.text_id, **error.values)
            return None
        if number is None:
            return None
        first = self._rows.setdefault(without_zeros(number), row.number)
        if first != row.number:
            self._complain(row, "number", cell.text, "file.number_twice", other=first)
            return None
        return number

    def _heal(self, row: Row, cell: Cell, number: str) -> str | None:
        """Give back the zeros that a spreadsheet ate, where it is certain which they were."""
        if number in self._people:
            return self._say_mended(row, cell, number)
        filled = fill_with_zeros(number, self._digits)
        alike = [other for other in self._people if without_zeros(other) == without_zeros(filled)] if self._stripped[without_zeros(filled)] else []
        if filled in self._people or not alike:
            return self._say_mended(row, cell, filled)
        if number == without_zeros(number) and len(alike) == 1:
            return self._say_mended(row, cell, alike[0])
        self._complain(row, "number", cell.text, "file.zeros", other=", ".join(alike))
        return None

    def _say_mended(self, row: Row, cell: Cell, number: str) -> str:
        if number != cell.text.strip():
            self.notes.append(Remark(row.number, self._header("number"), cell.text, "file.mended", {"number": number}))
        return number

    def _header(self, name: str) -> str:
        return self._table.headers.get(name, BY_NAME[name].headers[0])

    def _complain(self, row: Row, name: str, value: str, text_id: str, **values: object) -> None:
        self.problems.append(Remark(row.number, self._header(name), value[:60], text_id, values))
