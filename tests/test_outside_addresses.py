"""No file that a browser loads names an address outside the server."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
_LOADS = re.compile(
    r"""(?:\bsrc\s*=|\bhref\s*=|url\(|@import|\bfetch\(|\bimport\(|\bfrom\s|importScripts\(|new\s+Worker\()\s*["'`(]?\s*(?:https?:)?//(?!127\.0\.0\.1|localhost)[a-z0-9.-]+\.[a-z]{2,}""",
    re.IGNORECASE,
)
_SUFFIXES = {".html", ".js", ".mjs", ".css", ".j2", ".tpl"}


def test_nothing_is_loaded_from_outside():
    """Templates, styles and scripts, vendored ones too, load from the server alone."""
    found = []
    for folder in ("hub_config", "tutor", "grading", "courses"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in _SUFFIXES and "node_modules" not in path.parts and path.is_file():
                text = path.read_text("utf-8", "replace")
                found += [f"{path.relative_to(ROOT)}: {m.group(0)[:80]}" for m in _LOADS.finditer(text)]
    assert [] == found
