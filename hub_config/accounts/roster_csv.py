"""Text is text: a CSV file's cells come through exactly as they stand, leading zeros, quotes and invisible letters too."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from hub_config.accounts.errors import BadRosterFile, Remark
from hub_config.accounts.roster_table import Cell

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SEPARATORS = "\t;,"
_FORMULA = ("'=", "'+", "'-", "'@")


def read_csv(data: bytes) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Yield the lines of a CSV file, numbered from 1.

    Raises:
        BadRosterFile: not UTF-8 or UTF-16, or quotes that do not close.
    """
    text = decode(data)
    first, _, rest = text.partition("\n")
    told = first.strip().lower()
    separator = told[4] if told.startswith("sep=") and len(told) == 5 else find_separator(text)
    return _read_lines(rest if told.startswith("sep=") else text, separator, 2 if told.startswith("sep=") else 1)


def _read_lines(text: str, separator: str, first: int) -> Iterator[tuple[int, Sequence[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = first - 1
    try:
        for number, values in enumerate(reader, start=first):
            yield number, [Cell(_unguard(value)) for value in values]
    except csv.Error as error:
        raise BadRosterFile([Remark(number + 1, "", "", "file.csv", {"error": str(error)})]) from None


def _unguard(value: str) -> str:
    """Take away the apostrophe that our own files put before what a spreadsheet would run as a formula."""
    return value[1:] if value.startswith(_FORMULA) else value


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8 or UTF-16, with or without a byte order mark."""
    encoding, mark = next(((name, bom) for bom, name in _BOMS if data.startswith(bom)), (_guess(data), b""))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        raise BadRosterFile([Remark(0, "", "", "file.encoding")]) from None
    if "\0" in text:
        raise BadRosterFile([Remark(0, "", "", "file.encoding")])
    return text


def _guess(data: bytes) -> str:
    sample = data[:2000]
    zeros = [sample[start::2].count(0) for start in (0, 1)]
    if max(zeros) > len(sample) / 20 and min(zeros) * 5 < max(zeros):
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    return "utf-8"


def find_separator(text: str) -> str:
    """Return what separates the headers: the tab, semicolon or comma that stands there most often outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = "".join(first.split('"')[::2])
    return max(_SEPARATORS, key=lambda sign: (bare.count(sign), sign == ","))
