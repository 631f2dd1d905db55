"""The shared static files have an address that changes when they change: browsers may keep them for ever."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

_STATIC = Path(__file__).parents[1] / "tutor" / "web" / "static"


@functools.cache
def static_version(folder: Path = _STATIC) -> str:
    """Return ten hexadecimal digits that stand for the names and contents of all files in a folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(folder)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:10]


def static_url() -> str:
    """Return the address below which the tutor serves them."""
    return f"/services/tutor/static/{static_version()}"
