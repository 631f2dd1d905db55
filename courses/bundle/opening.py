"""A bundle comes from outside: nothing is believed before its signature is, and nothing written before all was found as listed."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from courses.bundle.keys import PublicKey, TrustedKeys
from courses.bundle.manifest import MAX_BUNDLE_BYTES, MAX_FILES, MAX_MANIFEST_BYTES, Entry, Manifest, count_links, read_manifest
from courses.errors import BundleRefused
from courses.file_names import find_kind_of

MANIFEST, SIGNATURE, CONTENT = "manifest.json", "manifest.sig", "content/"
_SIGNATURE_BYTES = 4_096
_LINK_MODE, _FOLDER_MODE = 0o120000, 0o040000
_HEAD = struct.Struct("<26xHH")
"""What stands before a member of a ZIP; it ends with the lengths of the name and of extra fields."""
_ENTRY_BYTES, _END_BYTES, _SIZE_BEHIND = 46, 22, 0x08
"""Of a ZIP's own list: an entry without its name, the end; and the mark of a member whose size stands behind it."""
_MAGIC = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "ogg": (b"OggS",),
    "opus": (b"OggS",),
    "mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    "wav": (b"RIFF",),
    "webm": (b"\x1aE\xdf\xa3",),
}
_ALLOWED_CONTROLS = "\n\t\u200b\u200c\u200d"
"""Line ends, tabs, and the signs that Khmer is broken and joined with."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle that was found whole, signed by somebody whom the site trusts."""

    manifest: Manifest
    key: PublicKey
    sha256: str
    """Of the bundle's file, as it stands on the printed list."""


def is_bundle(path: Path) -> bool:
    """Tell whether a file looks like a bundle; whether it is one to be taken is another question."""
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def open_bundle(path: Path, trusted: TrustedKeys) -> Opened:
    """Check a bundle: the signature first, then the list, then every file against the list.

    Raises:
        BundleRefused: names the file and what is wrong with it.
    """
    with _archive(path) as archive:
        infos = _list_members(archive)
        manifest, key = _read_signed(archive, infos, trusted)
        _compare_names(infos, manifest)
        for entry in manifest.files:
            _check_data(entry, _read(archive, infos[CONTENT + entry.path], entry.bytes))
    return Opened(manifest, key, hash_file(path))


def unpack(path: Path, opened: Opened, to: Path) -> None:
    """Write the files of a bundle that was found whole into a folder; each is compared with the list once more.

    Raises:
        BundleRefused: the bundle is another one than it was a moment ago.
    """
    with _archive(path) as archive:
        infos = _list_members(archive)
        for entry in opened.manifest.files:
            data = _read(archive, _find(infos, CONTENT + entry.path), entry.bytes)
            _check_data(entry, data)
            target = to / entry.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        if path.stat().st_size > MAX_BUNDLE_BYTES:
            raise BundleRefused(f"{path.name} is larger than {MAX_BUNDLE_BYTES:,} bytes")
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise BundleRefused(f"{path.name} is no bundle, or is damaged: {error}") from None
    except OSError as error:
        raise BundleRefused(f"{path.name} cannot be read: {error.strerror or error}") from None


def _list_members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MAX_FILES + 2:
        raise BundleRefused(f"a bundle holds at most {MAX_FILES:,} files. Got {len(members):,}")
    found: dict[str, zipfile.ZipInfo] = {}
    for info in members:
        name = info.orig_filename
        if name in found:
            raise BundleRefused(f"{name[:200]} stands twice in the bundle")
        _check_member(info)
        found[name] = info
    _check_nothing_hides(archive)
    return found


def _check_nothing_hides(archive: zipfile.ZipFile) -> None:
    """Refuse bytes that no reader of a ZIP would show: before, between and behind the members, in notes and extra fields."""
    file, at = archive.fp, 0
    assert file is not None
    members = sorted(archive.infolist(), key=lambda info: info.header_offset)
    for info in members:
        file.seek(info.header_offset)
        head = file.read(_HEAD.size)
        name_bytes, extra_bytes = _HEAD.unpack(head) if len(head) == _HEAD.size else (0, 0)
        if info.header_offset != at or extra_bytes or info.extra or info.comment or info.flag_bits & _SIZE_BEHIND:
            raise BundleRefused(f"something that is not in the list hides before or beside {info.orig_filename[:200]}")
        at += _HEAD.size + name_bytes + info.compress_size
    listed = sum(_ENTRY_BYTES + len(info.orig_filename.encode()) for info in members) + _END_BYTES
    if archive.comment or at != archive.start_dir or file.seek(0, os.SEEK_END) != at + listed:
        raise BundleRefused("something that is not in the list hides behind the files of the bundle")


def _check_member(info: zipfile.ZipInfo) -> None:
    name, mode = info.orig_filename, info.external_attr >> 16
    has_place = name in (MANIFEST, SIGNATURE) or (name.startswith(CONTENT) and find_kind_of(name.removeprefix(CONTENT)) is not None)
    if not has_place:
        raise BundleRefused(f"{name[:200]!r} has no place in a bundle")
    if mode & 0o170000 in (_LINK_MODE, _FOLDER_MODE):
        raise BundleRefused(f"{name[:200]} is a link or a folder")
    if info.flag_bits & 1:
        raise BundleRefused(f"{name[:200]} is encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BundleRefused(f"{name[:200]} is packed in a way that is not read here")


def _read_signed(archive: zipfile.ZipFile, infos: dict[str, zipfile.ZipInfo], trusted: TrustedKeys) -> tuple[Manifest, PublicKey]:
    data = _read(archive, _find(infos, MANIFEST), MAX_MANIFEST_BYTES)
    raw, signature = _read_signature(_read(archive, _find(infos, SIGNATURE), _SIGNATURE_BYTES))
    key = trusted.find(raw)
    if key is None:
        stranger = PublicKey(raw, "?").fingerprint
        raise BundleRefused(f"signed with a key that this site does not trust: {stranger}. Trusted: {_name_trusted(trusted)}")
    if not key.check(data, signature):
        raise BundleRefused(f"{MANIFEST} is not what {key.owner} has signed")
    return read_manifest(data), key


def _name_trusted(trusted: TrustedKeys) -> str:
    return "; ".join(f"{key.owner} ({key.fingerprint})" for key in trusted.names().values()) or "nobody; rean courses keys trust FILE.pub"


def _read_signature(data: bytes) -> tuple[bytes, bytes]:
    try:
        told = json.loads(data)
        raw, signature = (base64.b64decode(told[name], validate=True) for name in ("key", "signature"))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BundleRefused(f"{SIGNATURE} cannot be read") from None
    if len(raw) != 32 or len(signature) != 64:
        raise BundleRefused(f"{SIGNATURE} holds no Ed25519 signature")
    return raw, signature


def _find(infos: dict[str, zipfile.ZipInfo], name: str) -> zipfile.ZipInfo:
    if name not in infos:
        raise BundleRefused(f"{name} is missing")
    return infos[name]


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Read a member, and stop where it is longer than it may be, whatever it says about itself."""
    with archive.open(info) as member:
        data = member.read(most + 1)
    if len(data) > most:
        raise BundleRefused(f"{info.orig_filename} is longer than its {most:,} bytes")
    _check_packed_whole(archive, info, len(data))
    return data


def _check_packed_whole(archive: zipfile.ZipFile, info: zipfile.ZipInfo, size: int) -> None:
    """Refuse packed bytes behind the end of what they unpack to; no reader would show them."""
    assert archive.fp is not None
    archive.fp.seek(info.header_offset + _HEAD.size + len(info.orig_filename.encode()))
    packed = archive.fp.read(info.compress_size)
    if info.compress_type == zipfile.ZIP_DEFLATED:
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        unpacking.decompress(packed, size + 1)
        whole = unpacking.eof and not unpacking.unused_data
    else:
        whole = len(packed) == size
    if not whole:
        raise BundleRefused(f"something that is not in the list hides behind {info.orig_filename}")


def _compare_names(infos: dict[str, zipfile.ZipInfo], manifest: Manifest) -> None:
    listed = {CONTENT + entry.path for entry in manifest.files}
    if extra := sorted(infos.keys() - listed - {MANIFEST, SIGNATURE}):
        raise BundleRefused(f"{extra[0]} is not in the list")
    if missing := sorted(listed - infos.keys()):
        raise BundleRefused(f"{missing[0]} is in the list and missing")


def _check_data(entry: Entry, data: bytes) -> None:
    if len(data) != entry.bytes or hashlib.sha256(data).hexdigest() != entry.sha256:
        raise BundleRefused(f"{entry.path} is not the file that is in the list")
    if find_kind_of(entry.path) == "text":
        _check_text(entry.path, data)
    elif not data.startswith(_MAGIC[entry.path.rpartition(".")[2]]):
        raise BundleRefused(f"{entry.path} is not what its name says")


def _check_text(name: str, data: bytes) -> None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BundleRefused(f"{name} is not UTF-8 at byte {error.start}") from None
    for number, line in enumerate(text.split("\n"), 1):
        if strange := next((c for c in line if unicodedata.category(c) in ("Cc", "Cf", "Co") and c not in _ALLOWED_CONTROLS), None):
            raise BundleRefused(f"{name}:{number}: holds the invisible sign {unicodedata.name(strange, hex(ord(strange)))}")
    if count_links(name, data):
        raise BundleRefused(f"{name} names an address outside")
