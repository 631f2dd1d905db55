"""Packing writes beside the old file and renames at the end: a stick that is pulled out holds the old bundle or the new one, never half."""

from __future__ import annotations

import base64
import io
import json
import os
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from courses.bundle.keys import SigningKey
from courses.bundle.manifest import Manifest, count_links, describe
from courses.bundle.opening import CONTENT, MANIFEST, SIGNATURE
from courses.catalog import load_catalog
from courses.checks.report import check_content
from courses.durable import sync_folder
from courses.errors import BundleRefused, UnknownContent
from courses.library import list_files

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,120}")
_DAY = (1980, 1, 1, 0, 0, 0)
"""The bundle says in its list when it was made; its parts say nothing."""


def pack(
    content: Path, to: Path, key: SigningKey, scope: str = "", progress: Callable[[str], None] = lambda _: None, now: datetime | None = None
) -> Manifest:
    """Check what is to be packed, and write it as one signed file.

    Args:
        scope: a course or a unit; empty for all courses.
        to: the file; one that is there is replaced.

    Raises:
        BundleRefused: the check found errors, a text names an address outside, or the name cannot lie on a stick.
    """
    if not _FILE_NAME.fullmatch(to.name) or to.name.endswith((".", " ")):
        raise BundleRefused(f"{to.name}: on a stick a name has letters, digits, spaces, . - and _")
    _check(content, scope, progress)
    files = [(name, path.read_bytes()) for name, path in list_files(content).items() if not scope or name.startswith(f"{scope}/")]
    for name, data in files:
        _refuse_links(name, data)
    now = now or datetime.now(UTC)
    made_at = now.isoformat(timespec="seconds")
    manifest = describe(load_catalog(content), files, scope, int(now.strftime("%Y%m%d%H%M%S")), made_at, key.public.owner)
    _write(to, _as_zip(manifest, files, key))
    return manifest


def _check(content: Path, scope: str, progress: Callable[[str], None]) -> None:
    catalog = load_catalog(content)
    try:
        if scope:
            _ = catalog.unit(scope) if "/" in scope else catalog.course(scope)
    except UnknownContent as error:
        raise BundleRefused(str(error)) from None
    errors = check_content(content, progress=progress, only=[scope] if scope else []).narrowed(paths=[scope] if scope else []).errors
    if errors:
        raise BundleRefused(f"the check found {len(errors)} errors; the first: {errors[0]}")


def _refuse_links(name: str, data: bytes) -> None:
    for number, line in enumerate(data.split(b"\n"), 1):
        if count_links(name, line):
            raise BundleRefused(f"{name}:{number}: names an address outside; a bundle leads nowhere")


def _as_zip(manifest: Manifest, files: list[tuple[str, bytes]], key: SigningKey) -> bytes:
    signed = manifest.to_bytes()
    signature = {"key": base64.b64encode(key.public.raw).decode(), "signature": base64.b64encode(key.sign(signed)).decode()}
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        members = [(MANIFEST, signed), (SIGNATURE, json.dumps(signature).encode()), *((CONTENT + name, data) for name, data in files)]
        for name, data in members:
            info = zipfile.ZipInfo(name, _DAY)
            info.external_attr = 0o100644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return memory.getvalue()


def _write(to: Path, data: bytes) -> None:
    part = to.with_name(f"{to.name}.part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(to)
    with suppress(OSError):  # some sticks' file systems cannot be told to write a folder
        sync_folder(to.parent)
