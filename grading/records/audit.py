"""Lines are added, never changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Audit:
    """The log of sign-ins and administrative acts: one JSON object a line, on disk before the act is answered."""

    path: Path

    def write(self, act: str, *, by: str, about: str = "", **details: Any) -> None:
        """Add one line and wait until it is on disk.

        Args:
            act: what was done, as `noun.verb`, for example `account.reset` or `request.refused`.
            by: the number of the person who did it, or `system`.
            about: the person or thing it was done to.
            details: plain JSON values. Never a PIN, a token or a key.
        """
        line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "act": act, "by": by, "about": about}
        data = (json.dumps(line | details, ensure_ascii=False) + "\n").encode()
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, data)
            os.fdatasync(handle)
        finally:
            os.close(handle)

    def read(self) -> Iterator[dict[str, Any]]:
        """Yield the lines, oldest first; a line cut short by a power failure is passed over."""
        if not self.path.exists():
            return
        with self.path.open(encoding="utf-8") as file:
            for line in file:
                try:
                    yield json.loads(line)
                except ValueError:
                    continue
