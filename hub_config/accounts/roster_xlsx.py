"""A spreadsheet is somebody else's archive: it is measured before it is opened, and only its first sheet's values are read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from hub_config.accounts.errors import BadRosterFile, Remark
from hub_config.accounts.roster_table import MOST_COLUMNS, Cell

_MOST_PARTS = 300
_MOST_UNPACKED = 60_000_000
_SAFE_DIGITS = 15
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZEROS = re.compile(r"0+")


def is_workbook(data: bytes) -> bool:
    """Tell whether the bytes are an archive, as an .xlsx file is, or an old or locked Excel file."""
    return data.startswith((b"PK\x03\x04", _OLD_EXCEL))


def read_xlsx(data: bytes, most_rows: int) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Yield the rows of the first sheet, numbered from 1, at most one more than is allowed.

    Raises:
        BadRosterFile: not an .xlsx file, locked, or larger inside than any roster.
    """
    check_archive(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = next(s for s in book.worksheets if s.sheet_state == "visible")
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(max_row=most_rows + 2, max_col=MOST_COLUMNS), start=1):
            yield number, [_read_cell(number, cell) for cell in row]
        book.close()
    except BadRosterFile:
        raise
    except Exception:  # openpyxl meets broken files with errors of many kinds
        raise _refuse("file.xlsx_broken") from None


def check_archive(data: bytes) -> None:
    """Refuse what is no workbook, or would grow beyond all measure when it is unpacked."""
    if data.startswith(_OLD_EXCEL):
        raise _refuse("file.xlsx_old")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise _refuse("file.xlsx_large")
            if "xl/workbook.xml" not in archive.namelist() or any(_declares_entities(archive, part) for part in parts):
                raise _refuse("file.xlsx_broken")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error):
        raise _refuse("file.xlsx_broken") from None


def _declares_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    return part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part)


def _refuse(text_id: str) -> BadRosterFile:
    return BadRosterFile([Remark(0, "", "", text_id)])


def _read_cell(row: int, cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell("")
    if cell.data_type == "e":
        raise BadRosterFile([Remark(row, "", str(value), "file.xlsx_error_cell")])
    if isinstance(value, bool):
        return Cell(str(value).lower())
    if isinstance(value, (int, float)):
        return _read_amount(row, value, cell.number_format or "")
    if isinstance(value, (date, datetime)):
        return Cell(value.date().isoformat() if isinstance(value, datetime) else value.isoformat())
    return Cell(str(value))


def _read_amount(row: int, value: float, shown_as: str) -> Cell:
    """Return a number as it is seen on the sheet where its format keeps zeros, and say that it was a number where not."""
    if value != int(value):
        return Cell(repr(value))
    digits = str(int(value))
    if len(digits) > _SAFE_DIGITS:
        raise BadRosterFile([Remark(row, "", digits, "file.xlsx_long_number", {"most": _SAFE_DIGITS})])
    if _ZEROS.fullmatch(shown_as) and len(shown_as) > 1:
        return Cell(digits.zfill(len(shown_as)))
    return Cell(digits, numeric=True)
