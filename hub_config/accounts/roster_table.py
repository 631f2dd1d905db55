"""A roster file of any kind becomes the same plain table; nothing is guessed about its people yet."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hub_config.accounts.columns import BY_NAME, HEADERS, NEEDED, NEEDED_NAMES, fold_header
from hub_config.accounts.errors import BadRosterFile, Remark

MOST_COLUMNS = 60
LONGEST_CELL = 1_000


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell; `numeric` where a spreadsheet kept a number and so ate leading zeros."""

    text: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One person's line; `number` is the row as a spreadsheet counts it, the header being row 1."""

    number: int
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class RosterTable:
    """The known columns of a roster file, and remarks about the rest."""

    headers: dict[str, str]
    """Field of `Person` -> the header as it was written."""
    rows: tuple[Row, ...]
    notes: tuple[Remark, ...] = field(default=())


def make_table(lines: Iterable[tuple[int, Sequence[Cell]]], most_rows: int, notes: Sequence[Remark] = ()) -> RosterTable:
    """Make a table of numbered lines, the first of which that is not empty holds the headers.

    Raises:
        BadRosterFile: no headers, a header twice, too many rows, cells beyond the headers.
    """
    filled = ((number, cells) for number, cells in lines if any(cell.text.strip() for cell in cells))
    first = next(filled, None)
    if first is None:
        raise BadRosterFile([Remark(0, "", "", "file.empty")])
    places, unread = _read_headers(first[0], first[1])
    rows: list[Row] = []
    problems: list[Remark] = []
    for number, cells in filled:
        if len(rows) >= most_rows:
            raise BadRosterFile([Remark(number, "", "", "file.too_many_rows", {"most": most_rows})])
        problems += _find_misfits(number, cells, len(first[1]))
        rows.append(Row(number, {name: cells[place] if place < len(cells) else Cell("") for name, place in places.items()}))
    if problems:
        raise BadRosterFile(problems)
    return RosterTable({name: first[1][place].text.strip() for name, place in places.items()}, tuple(rows), (*notes, *unread))


def _find_misfits(number: int, cells: Sequence[Cell], width: int) -> list[Remark]:
    beyond = [cell.text for cell in cells[width:] if cell.text.strip()]
    long = [cell.text for cell in cells if len(cell.text) > LONGEST_CELL]
    found = [Remark(number, "", beyond[0][:40], "file.too_many_cells")] if beyond else []
    return found + [Remark(number, "", text[:40], "file.long_cell", {"most": LONGEST_CELL}) for text in long]


def _read_headers(row: int, cells: Sequence[Cell]) -> tuple[dict[str, int], list[Remark]]:
    places: dict[str, int] = {}
    unread: list[Remark] = []
    problems: list[Remark] = []
    for place, cell in enumerate(cells[:MOST_COLUMNS]):
        name = HEADERS.get(fold_header(cell.text))
        if name is None:
            (problems if (near := _find_near(cell.text)) else unread).extend(_about_unknown(row, cell.text, near))
        elif name in places:
            problems.append(Remark(row, cell.text.strip(), "", "file.header_twice", {"other": cells[places[name]].text.strip()}))
        else:
            places[name] = place
    problems += [Remark(row, BY_NAME[name].headers[0], "", "file.header_missing") for name in NEEDED if name not in places]
    if not any(name in places for name in NEEDED_NAMES):
        problems.append(Remark(row, BY_NAME[NEEDED_NAMES[0]].headers[0], "", "file.header_missing"))
    if problems:
        raise BadRosterFile(problems)
    return places, unread


def _find_near(header: str) -> str:
    near = difflib.get_close_matches(fold_header(header), HEADERS, n=1, cutoff=0.85)
    return BY_NAME[HEADERS[near[0]]].headers[0] if near else ""


def _about_unknown(row: int, header: str, near: str) -> list[Remark]:
    if not header.strip():
        return []
    if near:
        return [Remark(row, header.strip()[:60], "", "file.header_near", {"near": near})]
    return [Remark(row, header.strip()[:60], "", "file.header_unread")]
