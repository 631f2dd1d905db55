"""An item file is written as a person would write it: in the order of the format, texts in blocks, one line a row."""

from __future__ import annotations

import re
from typing import Any

import yaml

_ORDER = ("skills", "level", "source", "review", "draw", "together", "keep", "let", "ask", "answer", "partial", "parts")
_AFTER = ("misconceptions", "otherwise", "hints", "explain", "tests", "tags")
_BARE = re.compile(r"(?P<truth>true|false)|-?(?:0|[1-9]\d*)(?P<places>\.\d+)?")
"""What needs no quotes, since every scalar is read as text."""


class _Top(dict):
    """The whole file: each of its parts begins a line."""


class _Writer(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes texts of several lines as blocks."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write_text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    if bare := _BARE.fullmatch(text):
        tag = "bool" if bare["truth"] else "float" if bare["places"] else "int"
        return writer.represent_scalar(f"tag:yaml.org,2002:{tag}", text)
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _write_row(writer: yaml.SafeDumper, row: dict) -> yaml.MappingNode:
    plain = all(isinstance(value, str) and "\n" not in value for value in row.values())
    short = plain and sum(len(f"{name}{value}") + 4 for name, value in row.items()) < 110
    return writer.represent_mapping("tag:yaml.org,2002:map", row.items(), flow_style=short)


def _write_list(writer: yaml.SafeDumper, rows: list) -> yaml.SequenceNode:
    return writer.represent_sequence("tag:yaml.org,2002:seq", rows, flow_style=all(isinstance(row, str) and "\n" not in row for row in rows))


_Writer.add_representer(str, _write_text)
_Writer.add_representer(dict, _write_row)
_Writer.add_representer(list, _write_list)
_Writer.add_representer(_Top, lambda writer, row: writer.represent_mapping("tag:yaml.org,2002:map", row.items(), flow_style=False))


def write_yaml(fields: dict[str, Any], head: str = "") -> str:
    """Return a file's text; the head becomes comments above it."""
    ordered = {name: fields[name] for name in (*_ORDER, *_AFTER) if name in fields} | fields if "ask" in fields else fields
    comments = "".join(f"# {line}\n" for line in head.splitlines() if line.strip())
    return comments + yaml.dump(_Top(ordered), Dumper=_Writer, allow_unicode=True, sort_keys=False, width=10**9)
