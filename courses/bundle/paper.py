"""The bundle's list on paper, for the officer: what comes in, from whom, and how to see that it is the same."""

from __future__ import annotations

import os
from pathlib import Path

from courses.bundle.keys import PublicKey
from courses.bundle.manifest import Entry, Manifest
from courses.languages import Catalogue, Lang, load_catalogue, to_khmer_digits
from courses.typeset import typeset

_HERE = Path(__file__).parent


def write_papers(bundle: Path, manifest: Manifest, key: PublicKey, sha256: str) -> list[Path]:
    """Write the list beside a bundle, `<name>.km.pdf` and `<name>.en.pdf`, and return the files."""
    papers = []
    for lang in ("km", "en"):
        path = bundle.with_name(f"{bundle.name}.{lang}.pdf")
        path.write_bytes(make_paper(bundle.name, manifest, key, sha256, lang))  # type: ignore[arg-type]
        with path.open("rb") as file:
            os.fsync(file.fileno())
        papers.append(path)
    return papers


def make_paper(name: str, manifest: Manifest, key: PublicKey, sha256: str, lang: Lang) -> bytes:
    """Return the list as PDF."""
    text = load_catalogue(_HERE.parent, lang)
    number = _khmer_number if lang == "km" else _number
    values = {
        "lang": lang,
        "words": {text_id.removeprefix("bundle."): words for text_id, words in text.texts.items() if text_id.startswith("bundle.")},
        "about": _about(name, manifest, key, sha256, lang, text),
        "groups": [
            {"name": group, "rows": [_row(entry, number) for entry in manifest.files if _group_of(entry) == group]}
            for group in sorted({_group_of(entry) for entry in manifest.files})
        ],
    }
    return typeset(_HERE / "paper.typ", values)


def _about(name: str, manifest: Manifest, key: PublicKey, sha256: str, lang: Lang, text: Catalogue) -> list[list[str]]:
    number = _khmer_number if lang == "km" else _number
    counts = text("bundle.counted", **{noun: number(count) for noun, count in manifest.counts.items()})
    return [
        [text("bundle.file"), name],
        [text("bundle.holds"), f"{manifest.titles[lang]} ({manifest.scope or text('bundle.all')})"],
        [text("bundle.number"), str(manifest.version)],
        [text("bundle.made"), f"{manifest.made_at[:16].replace('T', ' ')} UTC"],
        [text("bundle.owner"), manifest.owner],
        [text("bundle.key"), key.fingerprint],
        [text("bundle.hash"), sha256],
        [text("bundle.size"), text("bundle.sizes", files=number(len(manifest.files)), bytes=number(manifest.size))],
        [text("bundle.counts"), counts],
        [text("bundle.links"), number(sum(entry.outside_links for entry in manifest.files))],
        [text("bundle.programs"), number(0)],
    ]


def _row(entry: Entry, number: object) -> list[str]:
    size = number(entry.bytes)  # type: ignore[operator]
    return [entry.path.partition(_group_of(entry) + "/")[2] or entry.path, size, entry.language, entry.licence, entry.review, entry.sha256]


def _group_of(entry: Entry) -> str:
    parts = entry.path.split("/")
    return "/".join(parts[:2]) if len(parts) > 2 else parts[0] if len(parts) == 2 else ""


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")


def _khmer_number(count: int) -> str:
    return to_khmer_digits(_number(count))
