"""Answers leave a centre without a name: a pseudonym that a key makes, and that without the key nobody turns back."""

from __future__ import annotations

import csv
import gzip
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from tutor.events.records import Attempt
from tutor.fitting.errors import BadAnswers
from tutor.fitting.tidy import COLUMNS, is_packed, open_text, parse_row, read_header
from tutor.learner.credit import credit_of, skills_of

_VERB = {"id": "urn:rean:verb:answered", "display": {"en": "answered", "km": "បានឆ្លើយ"}}


def ensure_key(file: Path) -> bytes:
    """Return the export key of a file, made where there is none: the same key gives the same pseudonyms, another key others."""
    if not file.exists():
        file.touch(mode=0o600, exist_ok=True)
        file.write_text(secrets.token_hex(32) + "\n", "ascii")
    return bytes.fromhex(file.read_text("ascii").strip())


def pseudonym(key: bytes, learner: str) -> str:
    """Return the name under which a learner's answers leave the centre."""
    return hmac.new(key, learner.encode(), hashlib.sha256).hexdigest()[:20]


def as_rows(attempts: Iterable[Attempt], key: bytes) -> Iterator[list[Any]]:
    """Yield tidy rows; of the time only what matters for learning stays: each learner's clock begins at 0 with the first answer."""
    begun: dict[str, tuple[float, int]] = {}
    for attempt in attempts:
        at = attempt.at.timestamp()
        start, order = begun.setdefault(attempt.learner, (at, 0))
        begun[attempt.learner] = (start, order + 1)
        skills = skills_of(attempt.task)
        credit = credit_of(attempt)
        gap = round(at - start) if at >= start else ""
        yield [pseudonym(key, attempt.learner), attempt.task.item, skills[0], ";".join(skills), _plain(credit or 0.0), order, gap, attempt.task.level]


def _plain(credit: float) -> str:
    return f"{credit:.6g}"


def as_statements(attempts: Iterable[Attempt], key: bytes) -> Iterator[dict[str, Any]]:
    """Yield xAPI-shaped statements: a pseudonymous actor, no typed text; the date without the hour."""
    for attempt in attempts:
        credit = credit_of(attempt) or 0.0
        yield {
            "id": hashlib.sha256(key + attempt.attempt_id.encode()).hexdigest()[:32],
            "actor": {"objectType": "Agent", "account": {"homePage": "urn:rean:export", "name": pseudonym(key, attempt.learner)}},
            "verb": _VERB,
            "object": {"objectType": "Activity", "id": f"urn:rean:item:{attempt.task.item}", "definition": {"type": "urn:rean:type:exercise"}},
            "result": {"success": attempt.right, "score": {"scaled": round(credit, 6)}},
            "context": {
                "extensions": {
                    "urn:rean:skills": list(skills_of(attempt.task)),
                    "urn:rean:level": attempt.task.level,
                    "urn:rean:purpose": attempt.purpose,
                    "urn:rean:hints": attempt.hints,
                }
            },
            "timestamp": datetime.fromtimestamp(attempt.at.timestamp(), UTC).strftime("%Y-%m-%d"),
        }


def write_statements(stream: TextIO, statements: Iterable[dict[str, Any]]) -> int:
    """Write one statement a line; return how many."""
    count = 0
    for statement in statements:
        stream.write(json.dumps(statement, ensure_ascii=False) + "\n")
        count += 1
    return count


def merge_rows(files: Sequence[Path]) -> Iterator[list[str]]:
    """Yield the rows of several tidy exports, one after the other; learners of different files stay different people, a file given twice counts once.

    Raises:
        BadAnswers: a file is no tidy export; names the line.
    """
    seen: set[str] = set()
    for file in files:
        mark = _mark(file)
        if mark in seen:
            continue
        seen.add(mark)
        with open_text(file) as stream:
            reader = csv.reader(stream)
            place = read_header(file, reader)
            for row in reader:
                if not row:
                    continue
                try:
                    named = [row[place[name]] if name in place else "" for name in COLUMNS]
                    parse_row(named, 0)
                except IndexError:
                    raise BadAnswers(f"{file}:{reader.line_num}: {len(row)} columns; the header has more") from None
                except ValueError as error:
                    raise BadAnswers(f"{file}:{reader.line_num}: {error}") from None
                yield [f"{mark[:8]}-{named[0]}", *named[1:]]


def _mark(file: Path) -> str:
    """Return what tells a file from others: what it says, packed or not."""
    with gzip.open(file) if is_packed(file) else file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
