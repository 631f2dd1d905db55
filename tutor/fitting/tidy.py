"""The tidy file of answers: one line an answer, plain or gzipped, other columns tolerated."""

from __future__ import annotations

import csv
import gzip
import io
import math
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from tutor.fitting.answers import Answers, AnswersMaker
from tutor.fitting.errors import BadAnswers
from tutor.fitting.replacing import replacing

COLUMNS = ("user_id", "item_id", "skill_id", "skills", "correct", "order", "timestamp", "level")
_NEEDED = ("user_id", "item_id", "correct")
_SHOWN = 10
Tell = Callable[[int], None]


def read_answers(file: Path, *, skip_bad: bool = False, tell: Tell | None = None) -> Answers:
    """Return the answers of a tidy CSV or CSV.GZ.

    `skills` is split at `;`; where it is empty `skill_id` counts, and where that is empty too the exercise trains itself. Without `order` the
    order of the lines counts. A `timestamp` that is missing, not a number, negative or going back is read as not known.

    Args:
        skip_bad: leave bad lines out and say how many, instead of refusing the file.
        tell: is told the number of lines read, now and then.

    Raises:
        BadAnswers: names file, line, what is wrong and what is allowed.
        OSError: the file cannot be read.
    """
    maker = AnswersMaker()
    return maker.make(read_rows(file, maker.add, skip_bad=skip_bad, tell=tell))


def read_rows(file: Path, add: Callable[..., None], *, skip_bad: bool = False, tell: Tell | None = None) -> tuple[str, ...]:
    """Give every good row to `add`, and return what was odd; otherwise as `read_answers`."""
    bad = []
    for number, problem in _read_rows(file, add, tell):
        bad.append(f"{file}:{number}: {problem}")
        if len(bad) > _SHOWN and not skip_bad:
            break
    if bad and not skip_bad:
        raise BadAnswers("\n".join([*bad[:_SHOWN], *(["and more"] if len(bad) > _SHOWN else [])]))
    return (f"{len(bad)} bad lines were left out, the first: {bad[0]}",) if bad else ()


def open_text(file: Path) -> TextIO:
    """Open a file for reading as text, unpacked where it is gzipped, whatever its name ends in."""
    if is_packed(file):
        return io.TextIOWrapper(gzip.open(file, "rb"), "utf-8-sig", newline="")  # type: ignore[arg-type]
    return file.open(encoding="utf-8-sig", newline="")


def is_packed(file: Path) -> bool:
    """Tell whether a file begins as gzip does."""
    with file.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"


def read_header(file: Path, reader: Iterator[list[str]]) -> dict[str, int]:
    """Return the place of each known column.

    Raises:
        BadAnswers: names the columns that are not there.
    """
    header = [name.strip() for name in next(reader, [])]
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        raise BadAnswers(f"{file}:1: {', '.join(missing)} missing. The columns are {', '.join(COLUMNS)}; got {', '.join(header) or 'nothing'}")
    return {name: header.index(name) for name in COLUMNS if name in header}


def _read_rows(file: Path, add: Callable[..., None], tell: Tell | None) -> Iterator[tuple[int, str]]:
    """Add the good rows, and yield the line and the fault of each bad one."""
    with open_text(file) as stream:
        reader = csv.reader(stream)
        try:
            place = read_header(file, reader)
            columns = [place.get(name, -1) for name in COLUMNS]
            for count, row in enumerate(reader):
                if not row:
                    continue
                try:
                    add(*parse_row([row[column] if column >= 0 else "" for column in columns], count))
                except IndexError:
                    yield reader.line_num, f"{len(row)} columns; the header has more"
                except ValueError as error:
                    yield reader.line_num, str(error)
                if tell and count % 10_000 == 0:
                    tell(count)
        except (csv.Error, UnicodeDecodeError, EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise BadAnswers(f"{file}:{reader.line_num}: not a readable CSV: {error}") from error


def parse_row(row: list[str], count: int) -> tuple[Any, ...]:
    """Return learner, item, skills, credit, order, time and level of one line.

    Raises:
        ValueError: what is wrong, and what is allowed.
    """
    user, item, skill_id, skills, correct, order, timestamp, level = row
    if not user or not item:
        raise ValueError(f"{'item_id' if user else 'user_id'} must not be empty")
    named = tuple(skill for skill in skills.split(";") if skill) or ((skill_id,) if skill_id else (item,))
    return user, item, named, _credit(correct), _number(order, "order") if order else count, _time(timestamp), _level(level)


def _credit(text: str) -> float:
    if text in ("0", "1"):
        return float(text)
    value = _number(text, "correct")
    if not 0 <= value <= 1:
        raise ValueError(f"correct must be 0 to 1. Got {text}")
    return value


def _number(text: str, name: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"{name} must be a number. Got {text!r}")
    return value


def _time(text: str) -> float:
    try:
        return float(text) if text else math.nan
    except ValueError:
        raise ValueError(f"timestamp must be seconds since 1970, or empty. Got {text!r}") from None


def _level(text: str) -> int:
    if text in ("", "0"):
        return 0
    if text in ("1", "2", "3"):
        return int(text)
    raise ValueError(f"level must be 1, 2 or 3, or empty. Got {text!r}")


def write_rows(file: Path, rows: Iterable[Iterable[Any]]) -> int:
    """Write a tidy file, packed where its name ends in .gz, in the place of the old one; return the number of rows."""
    count = 0
    with replacing(file) as temporary, _open_writing(temporary, file.suffix == ".gz") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


@contextmanager
def _open_writing(file: Path, packed: bool) -> Iterator[TextIO]:
    """Open a file for writing; packed without its name and the time, so that the same rows give the same bytes."""
    with file.open("wb") as raw:
        inner = gzip.GzipFile("", "wb", fileobj=raw, mtime=0) if packed else raw
        with io.TextIOWrapper(inner, "utf-8", newline="") as stream:  # type: ignore[arg-type, type-var]
            yield stream
