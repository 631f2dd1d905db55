"""`rean courses check` runs beside the pages, in a process that gives way to all others; one at a time."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tutor.workshop.shelf import Stamp

_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the check says, at its file and line."""

    file: str
    line: int
    message: str
    warns: bool = False
    """True for advice; what is not advice keeps the unit from being built."""
    rule: str = ""


@dataclass
class Checks:
    """What the check said about each unit and each course's file, as long as the files are the same."""

    folder: Path
    _known: dict[str, tuple[Stamp, list[Finding]]] = field(default_factory=dict)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def of(self, path: str, stamp: Stamp) -> list[Finding]:
        """Return the findings of a unit, or of a file; where nothing changed since the last time, at once."""
        async with self._turn:
            known = self._known.get(path)
            if known is None or known[0] != stamp:
                known = self._known[path] = (stamp, await run_check(self.folder, path))
            return known[1]


async def run_check(folder: Path, path: str) -> list[Finding]:
    """Check one unit, or one file, of a content folder."""
    check = [sys.executable, "-P", "-m", "courses", "check", "--only", path, "--content", str(folder), "--json", "--workers", "1"]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec("nice", "-n", "10", *check, stdin=asyncio.subprocess.DEVNULL, stdout=pipe, stderr=pipe)
    try:
        async with asyncio.timeout(_SECONDS):
            out, trouble = await process.communicate()
    except BaseException:
        process.kill()
        raise
    try:
        told = json.loads(out)
    except ValueError:
        return [Finding(path, 1, trouble.decode("utf-8", "replace").strip()[-500:] or "the check gave no answer")]
    return [_read(row) for row in told["findings"]]


def _read(row: dict[str, Any]) -> Finding:
    return Finding(str(row["file"]), int(row["line"]), str(row["message"]), row["severity"] == "warning", str(row["rule"]))
