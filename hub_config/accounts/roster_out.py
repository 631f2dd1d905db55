"""What we write, we read back; and no spreadsheet runs it as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from grading.records.roster import Person
from hub_config.accounts.columns import COLUMNS

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(people: Iterable[Person]) -> str:
    """Return the people as a CSV file that `rean accounts import` and spreadsheets read: UTF-8 with a mark at its start."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.headers[0] for column in COLUMNS])
    writer.writerows([guard(_as_text(person, column.name)) for column in COLUMNS] for person in people)
    return "\ufeff" + out.getvalue()


def guard(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return "'" + text if text.startswith(_FORMULA) else text


def _as_text(person: Person, name: str) -> str:
    value = getattr(person, name)
    if isinstance(value, tuple):
        return " ".join(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")
