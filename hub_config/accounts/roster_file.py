"""A roster file is taken for what it holds, whatever its name says."""

from __future__ import annotations

from pathlib import Path

from hub_config.accounts.errors import BadRosterFile, Remark
from hub_config.accounts.roster_csv import read_csv
from hub_config.accounts.roster_table import RosterTable, make_table
from hub_config.accounts.roster_xlsx import is_workbook, read_xlsx

MOST_BYTES = 8_000_000


def read_roster_path(path: Path, most_rows: int) -> RosterTable:
    """Read a roster file from the disk.

    Raises:
        BadRosterFile: it is missing, too large, or cannot be read as a table.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadRosterFile([Remark(0, "", "", "file.unreadable", {"path": str(path), "error": error.strerror or ""})]) from None
    return read_roster_bytes(data, most_rows)


def read_roster_bytes(data: bytes, most_rows: int) -> RosterTable:
    """Read a roster file's bytes, CSV or XLSX.

    >>> table = read_roster_bytes("number,name\\n007,Sok\\n".encode(), 100)
    >>> table.rows[0].cells["number"].text
    '007'
    """
    if len(data) > MOST_BYTES:
        raise BadRosterFile([Remark(0, "", "", "file.large", {"most": MOST_BYTES // 1_000_000})])
    return make_table(read_xlsx(data, most_rows) if is_workbook(data) else read_csv(data), most_rows)
