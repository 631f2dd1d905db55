"""What a learner's processes never use, they never load."""

from __future__ import annotations

import sys


def skip_slow_imports() -> None:
    """Keep `rfc3987_syntax` out: a grammar of internet addresses that takes over a second to compile, pulled in for event schemas we do not use.

    jsonschema does without it where it is missing. May go when jupyter-events no longer asks for `jsonschema[format-nongpl]`.
    """
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]


def skip_debugger() -> None:
    """Keep debugpy out of the kernel: 142 modules and 12 MiB for a debugger that no learner can reach."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]
