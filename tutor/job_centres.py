"""The job centres that a site knows: one CSV file in its folder, which staff fill in on a page or with a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from grading.durable import write_file

FILE = "job-centres.csv"
MOST_CENTRES = 100
MOST_CHARACTERS = 160
_MOST_BYTES = 200_000
_HEADS = {
    "place": ("place", "ទីកន្លែង", "ខេត្ត"),
    "name": ("name", "ឈ្មោះ"),
    "address": ("address", "អាសយដ្ឋាន"),
    "phone": ("phone", "ទូរសព្ទ", "លេខទូរសព្ទ"),
    "note": ("note", "កំណត់សម្គាល់"),
}


@dataclass(frozen=True, slots=True)
class JobCentre:
    """One place where people find work."""

    place: str
    name: str
    address: str = ""
    phone: str = ""
    note: str = ""


class UnreadableList(ValueError):
    """The file holds no list of job centres; the text says what is missing."""


def read_centres(site: Path) -> list[JobCentre]:
    """Return the site's list, empty where there is none yet.

    Raises:
        UnreadableList: the file is too large, not UTF-8, or lacks the columns place and name.
    """
    path = site / FILE
    if not path.exists():
        return []
    if path.stat().st_size > _MOST_BYTES:
        raise UnreadableList(f"larger than {_MOST_BYTES // 1000} kB")
    try:
        return parse_centres(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise UnreadableList("not UTF-8") from None


def parse_centres(text: str) -> list[JobCentre]:
    """Return the rows of a CSV text; columns may stand in any order, under English or Khmer names, parted by comma, semicolon or tab.

    >>> parse_centres("name;place\\nJob Centre;Pursat")[0].place
    'Pursat'

    Raises:
        UnreadableList: there is no column for the place or for the name.
    """
    head, _, _ = text.partition("\n")
    sign = max(",;\t", key=head.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=sign))
    names = [_column(cell) for cell in rows[0]] if rows else []
    missing = [name for name in ("place", "name") if name not in names]
    if missing:
        raise UnreadableList(f"no column {', '.join(missing)}")
    return _clean({n: c for n, c in zip(names, row, strict=False) if n} for row in rows[1:])


def keep_centres(site: Path, rows: Iterable[dict[str, str]]) -> list[JobCentre]:
    """Keep a list in the place of the old one, on disk before this returns; rows without place and name are left out."""
    kept = _clean(rows)
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(f.name for f in fields(JobCentre))
    writer.writerows(astuple(centre) for centre in kept)
    write_file(site / FILE, out.getvalue().encode("utf-8-sig"))
    return kept


def _column(cell: str) -> str:
    word = cell.strip().casefold()
    return next((name for name, heads in _HEADS.items() if word in heads), "")


def _clean(rows: Iterable[dict[str, str]]) -> list[JobCentre]:
    columns = [f.name for f in fields(JobCentre)]
    cleaned = [JobCentre(*(" ".join(row.get(name, "").split())[:MOST_CHARACTERS] for name in columns)) for row in rows]
    return [centre for centre in cleaned if centre.place or centre.name][:MOST_CENTRES]
