"""Small banks of our own, in the two formats, and what is needed to look at what became of them."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path
from typing import Any

import yaml

from courses.exchange.importing import Imported, import_bank
from courses.item_file import read_item
from courses.model import Item


def png(width: int = 2, height: int = 2, more: bytes = b"") -> bytes:
    """Return a small picture, with other chunks before its end where they are given."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = b"".join(b"\x00" + b"\xff\x00\x00" * width for _ in range(height))
    note = chunk(b"tEXt", more) if more else b""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + note + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def xml(*questions: str) -> str:
    """Return a bank of these questions."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "\n".join(questions) + "\n</quiz>\n"


def question(kind: str, text: str, rest: str = "", name: str = "A question", files: str = "") -> str:
    """Return one question of a bank."""
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text>{files}</questiontext>{rest}</question>'
    )


def answer(text: str, share: float, feedback: str = "", more: str = "") -> str:
    """Return one answer of a question."""
    said = f'<feedback format="html"><text><![CDATA[{feedback}]]></text></feedback>'
    return f'<answer fraction="{share:g}" format="html"><text><![CDATA[{text}]]></text>{said}{more}</answer>'


def category(path: str) -> str:
    """Return a change of category."""
    return f'<question type="category"><category><text>{path}</text></category></question>'


def file(name: str, data: bytes) -> str:
    """Return an embedded file."""
    return f'<file name="{name}" path="/" encoding="base64">{base64.b64encode(data).decode()}</file>'


def bring(folder: Path, text: str | bytes, name: str = "bank.txt", **options: Any) -> tuple[Imported, Path]:
    """Import a bank that is written to a file, and return what was done and the folder of its units."""
    path, into = folder / name, folder / "units"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_bank(path, into, **options), into


def items_of(into: Path) -> list[Item]:
    """Return the items of all units, in the order of their files."""
    return [read_item(path, f"c/u/{path.stem}", path.name) for path in sorted(into.glob("*/items/*.yaml"))]


def only_item(folder: Path, text: str | bytes, **options: Any) -> Item:
    """Import a bank of one question and return its item."""
    done, into = bring(folder, text, **options)
    assert done.not_carried == []
    (item,) = items_of(into)
    return item


def read_plain(path: Path) -> Any:
    """Return what a YAML file says."""
    return yaml.safe_load(path.read_text("utf-8"))
