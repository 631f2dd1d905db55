"""What is asked beside the question itself, as on paper: texts with numbered gaps, tables, rows to choose from, parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from courses.model import Shown

_FIELD = re.compile(r'<span data-field="([\w-]+)"></span>')


def draw_sheet(shown: Shown) -> str:
    """Return HTML of plain tags for what an input shows before anything is typed; empty where it is a line to write on."""
    return _draw(shown.kind, shown.options)


def _draw(kind: str, options: Mapping[str, Any]) -> str:
    if kind in ("choice", "choices", "ordering"):
        return _rows(options["choices"])
    if kind == "matching":
        return f"<table><tbody><tr><td>{_rows(options['left'])}</td><td>{_rows(options['right'])}</td></tr></tbody></table>"
    if kind == "gaps":
        return _numbered(options["html"], options)
    if kind == "table":
        head = f"<thead>{_line(options['head'], 'th')}</thead>" if options["head"] else ""
        return _numbered(f"<table>{head}<tbody>{''.join(_line(row, 'td') for row in options['rows'])}</tbody></table>", options)
    if kind == "tap_words":
        return f"<p>{''.join(piece['html'] for piece in options['pieces'])}</p>"
    if kind == "reaction" and "left" in options:
        left, right = (" + ".join(f"… {formula['html']}" for formula in options[side]) for side in ("left", "right"))
        return f"<p>{left} → {right}</p>"
    if kind == "parts":
        return "".join(f"<div><strong>{p['label']}</strong> {p['html']}{_draw(p['kind'], p['options'])}</div>" for p in options["parts"])
    return ""


def _rows(rows: list[Mapping[str, str]]) -> str:
    return "<ul>" + "".join(f"<li>{row['html']}</li>" for row in rows) + "</ul>"


def _line(cells: list[Mapping[str, str]], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{cell['html']}</{tag}>" for cell in cells) + "</tr>"


def _numbered(html: str, options: Mapping[str, Any]) -> str:
    numbers = {field["name"]: number for number, field in enumerate(options["fields"], 1)}
    return _FIELD.sub(lambda match: f"<strong>({numbers[match[1]]})</strong> ……", html)
