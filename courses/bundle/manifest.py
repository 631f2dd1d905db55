"""The manifest is the bundle's plain list, and what is signed: every file with its size, hash, licence, language and review state."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from courses.catalog import Catalog
from courses.errors import BundleRefused
from courses.file_names import MAX_BYTES, find_kind_of
from courses.languages import LANGS

FORMAT = "rean-bundle/1"
MAX_FILES = 20_000
MAX_MANIFEST_BYTES = 12_000_000
MAX_BUNDLE_BYTES = 1_000_000_000
LICENCE = "CC BY 4.0"
"""What our own texts are given under, where a file says nothing else."""

_HASH = re.compile(r"[0-9a-f]{64}")
_SCOPE = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}(?:/[a-z0-9][a-z0-9_-]{0,62})?")
_LINK = re.compile(r"\b(?:https?|ftp|wss?|file)://|\bjavascript:|\bwww\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a bundle."""

    path: str
    bytes: int
    sha256: str
    licence: str
    language: str
    review: str
    outside_links: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says about itself.

    Args:
        scope: the course or unit that it holds, whole; empty for all courses.
        version: a number that grows with time; a site refuses to go back unless it is told to.
        counts: how many units, lessons and items there are.
    """

    scope: str
    version: int
    made_at: str
    owner: str
    titles: dict[str, str]
    counts: dict[str, int]
    files: tuple[Entry, ...]
    format: str = FORMAT

    @property
    def size(self) -> int:
        """The size of all files together, in bytes."""
        return sum(entry.bytes for entry in self.files)

    def to_bytes(self) -> bytes:
        """Return the text that is signed."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest whose signature was found good.

    Raises:
        BundleRefused: it is of another format, or names a file that has no place in a content folder.
    """
    try:
        told = json.loads(data)
        if told["format"] != FORMAT:
            raise BundleRefused(f"the bundle is of the format {str(told['format'])[:40]}; this Rean reads {FORMAT}")
        manifest = Manifest(**(told | {"files": tuple(Entry(**row) for row in told["files"])}))
        _check_types(manifest)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BundleRefused(f"manifest.json cannot be read: {type(error).__name__}: {error}") from None
    for entry in manifest.files:
        _check_entry(entry, manifest.scope)
    if manifest.size > MAX_BUNDLE_BYTES:
        raise BundleRefused(f"a bundle holds at most {MAX_BUNDLE_BYTES:,} bytes. Got {manifest.size:,}")
    if twice := [path for path, count in Counter(entry.path for entry in manifest.files).items() if count > 1]:
        raise BundleRefused(f"{twice[0]} stands twice in the list")
    return manifest


def _check_types(manifest: Manifest) -> None:
    whole = [manifest.version, *manifest.counts.values(), *(e.bytes for e in manifest.files), *(e.outside_links for e in manifest.files)]
    texts = [manifest.scope, manifest.made_at, manifest.owner, *manifest.titles.values()]
    texts += [text for e in manifest.files for text in (e.path, e.sha256, e.licence, e.language, e.review)]
    if not all(type(number) is int and number >= 0 for number in whole) or not all(type(text) is str and len(text) <= 1_000 for text in texts):
        raise ValueError("a number or a text is none")
    if not 0 < len(manifest.files) <= MAX_FILES:
        raise ValueError(f"a bundle holds 1 to {MAX_FILES:,} files. Got {len(manifest.files):,}")
    if manifest.scope and not _SCOPE.fullmatch(manifest.scope):
        raise ValueError("the scope is a course or a unit")


def _check_entry(entry: Entry, scope: str) -> None:
    kind = find_kind_of(entry.path)
    if kind is None or (scope and not entry.path.startswith(f"{scope}/")):
        raise BundleRefused(f"{entry.path[:200]} has no place in this bundle")
    if entry.bytes > MAX_BYTES[kind]:
        raise BundleRefused(f"{entry.path}: a {kind} has at most {MAX_BYTES[kind]:,} bytes. Got {entry.bytes:,}")
    if not _HASH.fullmatch(entry.sha256):
        raise BundleRefused(f"{entry.path}: the hash is none")
    if entry.outside_links:
        raise BundleRefused(f"{entry.path}: leads outside, says the list")


def describe(catalog: Catalog, files: Iterable[tuple[str, bytes]], scope: str, version: int, made_at: str, owner: str) -> Manifest:
    """Return the manifest of files.

    Raises:
        BundleRefused: a file names an address outside.
    """
    entries = tuple(_describe_file(name, data, catalog) for name, data in files)
    units = [unit for unit in catalog.units if not scope or unit.id == scope or unit.id.startswith(f"{scope}/")]
    counts = {"units": len(units), "lessons": sum(len(u.lessons) for u in units), "items": sum(len(u.items) for u in units)}
    return Manifest(scope, version, made_at, owner, {lang: _title(catalog, scope, lang) for lang in LANGS}, counts, entries)


def _title(catalog: Catalog, scope: str, lang: Any) -> str:
    if not scope:
        return " · ".join(course.title.in_lang(lang) for course in catalog.courses.values())
    course = catalog.course(scope.partition("/")[0]).title.in_lang(lang)
    return f"{course} · {catalog.unit(scope).title.in_lang(lang)}" if "/" in scope else course


def _describe_file(name: str, data: bytes, catalog: Catalog) -> Entry:
    licence, language, review = LICENCE, "km, en", ""
    if name.endswith(".md"):
        language = name.split(".")[-2]
    if find_kind_of(name) in ("picture", "sound"):
        language = ""
    item = catalog.find_item(name.replace("/items/", "/").removesuffix(".yaml")) if "/items/" in name else None
    if item:
        licence = item.source.rpartition(";")[2].strip() or LICENCE
        review = ", ".join(f"{lang}: {item.review.get(lang, '')}" for lang in LANGS)
    return Entry(name, len(data), hashlib.sha256(data).hexdigest(), licence, language, review, count_links(name, data))


def count_links(name: str, data: bytes) -> int:
    """Return how many addresses outside a text names; pictures and sounds name none."""
    return len(_LINK.findall(data.decode("utf-8", "replace"))) if find_kind_of(name) == "text" else 0
