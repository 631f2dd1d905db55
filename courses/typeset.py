"""PDF out of data: a template of Typst, values as JSON, and the house's own fonts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import typst

_FONTS = Path(__file__).parent / "vendor" / "noto-sans-khmer"


def typeset(template: Path, values: Mapping[str, object]) -> bytes:
    """Return a template's PDF; it reads the values from `sys.inputs.data`, so that nothing in them is markup."""
    inputs = {"data": json.dumps(values, ensure_ascii=False)}
    made = typst.compile(template, root=template.parent, font_paths=[_FONTS], ignore_system_fonts=True, sys_inputs=inputs, format="pdf")
    assert isinstance(made, bytes)
    return made
