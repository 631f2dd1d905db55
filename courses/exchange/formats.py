"""Which format a file is in is seen from its content, never from its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from courses.exchange.bank import BankQuestion
from courses.exchange.errors import BankError, NotCarried
from courses.exchange.gift_reader import read_gift
from courses.exchange.limits import MAX_FILE_BYTES
from courses.exchange.moodle_reader import read_moodle

Reader = Callable[[Path], Iterator[BankQuestion | tuple[str, NotCarried]]]
READERS: dict[str, Reader] = {"moodle": read_moodle, "gift": read_gift}
_ARCHIVES = {b"PK\x03\x04": "a ZIP archive", b"\x1f\x8b": "a compressed archive, such as a backup of a Moodle course", b"%PDF": "a PDF"}
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def guess_format(head: bytes) -> str:
    """Return `moodle` or `gift` by the first bytes of a file."""
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return "moodle" if head.replace(b"\x00", b"").lstrip().startswith((b"<?", b"<quiz", b"<html", b"<!DOCTYPE", b"<!--")) else "gift"


def open_bank(path: Path, kind: str | None) -> Iterator[BankQuestion | tuple[str, NotCarried]]:
    """Return the questions of a file.

    Raises:
        BankError: too large, or no bank by its first bytes.
    """
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise BankError(path.name, f"a bank has at most {MAX_FILE_BYTES:,} bytes. Got {size:,}; export it in parts")
    with path.open("rb") as file:
        head = file.read(1024)
    if not head.strip():
        raise BankError(path.name, "the file is empty")
    for mark, what in _ARCHIVES.items():
        if head.startswith(mark):
            raise BankError(path.name, f"this is {what}; a bank is a file in Moodle XML or GIFT")
    if b"\x00" in head and not head.startswith(_MARKS):
        raise BankError(path.name, "this is no text; a bank is a file in Moodle XML or GIFT")
    return READERS[kind or guess_format(head)](path)
