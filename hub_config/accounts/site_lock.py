"""One change at a time: the command line and the pages never publish each other's half."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FILE = ".accounts.lock"


@contextmanager
def hold_lock(site: Path) -> Iterator[None]:
    """Wait until no other process changes the site's accounts, and keep others waiting until done."""
    handle = os.open(site / _FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
