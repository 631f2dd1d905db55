"""What Python itself needs inside a sandbox, and which of our folders must never be seen there."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from grading.sandbox.description import Bind, read_only

OUR_FOLDERS = ("hub_config", "tutor", "grading", "courses")


def python_binds() -> tuple[Bind, ...]:
    """Return the environment of this Python and the Python it was made from, read-only."""
    folders = dict.fromkeys(Path(prefix).resolve() for prefix in (sys.base_prefix, sys.prefix))
    return tuple(read_only(folder) for folder in folders if not folder.is_relative_to("/usr"))


def find_our_folders() -> tuple[Path, ...]:
    """Return where our own code and content lie: item files, keys' readers, the gradebook's writers."""
    specs = [find_spec(name) for name in OUR_FOLDERS]
    return tuple(Path(spec.origin).parent.resolve() for spec in specs if spec and spec.origin)
