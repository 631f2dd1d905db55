"""A picture's bytes are believed, not its name: it is PNG, JPEG, GIF or WebP of a fair size, and what it need not hold is taken out."""

from __future__ import annotations

import struct
import zlib

MAX_PICTURE_BYTES = 1_000_000
MAX_SIDE = 6000
ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"bKGD"}
_JPEG_FRAMES = {*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)}


class BadPicture(ValueError):
    """Bytes that are no picture we show; says what is allowed."""


def check_picture(data: bytes) -> str:
    """Return a picture's media type.

    Raises:
        BadPicture: another kind of file, a broken one, or one that is too large.
    """
    if len(data) > MAX_PICTURE_BYTES:
        raise BadPicture(f"a picture has at most {MAX_PICTURE_BYTES:,} bytes. Got {len(data):,}")
    kind, width, height = _measure(data)
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        raise BadPicture(f"a picture has 1 to {MAX_SIDE} dots a side. Got {width} x {height}")
    return kind


def _measure(data: bytes) -> tuple[str, int, int]:
    try:
        if data.startswith(_PNG) and data[12:16] == b"IHDR":
            return "image/png", *struct.unpack(">II", data[16:24])
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return "image/gif", *struct.unpack("<HH", data[6:10])
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return "image/webp", *_measure_webp(data)
        if data.startswith(b"\xff\xd8\xff"):
            return "image/jpeg", *_measure_jpeg(data)
    except (struct.error, IndexError):
        raise BadPicture("the picture ends too soon") from None
    raise BadPicture("a picture is PNG, JPEG, GIF or WebP; drawings in SVG are turned into PNG first")


def _measure_webp(data: bytes) -> tuple[int, int]:
    if data[12:16] == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _measure_jpeg(data: bytes) -> tuple[int, int]:
    for marker, start, _ in _segments(data):
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[start + 5 : start + 9])
            return width, height
    raise BadPicture("the JPEG picture has no frame")


def _segments(data: bytes) -> list[tuple[int, int, int]]:
    """Return marker, start and end of each part of a JPEG before its dots; the start is that of the marker."""
    found, at = [], 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise BadPicture("the JPEG picture is broken")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        end = at + 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        found.append((marker, at, end))
        if marker == 0xDA:
            break
        at = end
    return found


def clean_picture(data: bytes) -> bytes:
    """Return a picture without what a viewer does not need: notes, places and names of cameras, whatever was hung on behind.

    Raises:
        BadPicture: it is no picture that we show.
    """
    kind = check_picture(data)
    if kind == "image/png":
        return _clean_png(data)
    if kind == "image/jpeg":
        return _clean_jpeg(data)
    if kind == "image/webp":
        return data[: 8 + int.from_bytes(data[4:8], "little")]
    return data[: data.rfind(b"\x3b") + 1] or data


def _clean_png(data: bytes) -> bytes:
    kept, at = [_PNG], 8
    while at + 12 <= len(data):
        (size,), name = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + size]
        if len(body) < size or zlib.crc32(name + body) != int.from_bytes(data[at + 8 + size : at + 12 + size], "big"):
            raise BadPicture("the PNG picture is broken")
        if name in _PNG_KEPT:
            kept.append(data[at : at + 12 + size])
        at += 12 + size
        if name == b"IEND":
            return b"".join(kept)
    raise BadPicture("the PNG picture ends too soon")


def _clean_jpeg(data: bytes) -> bytes:
    kept, at = [b"\xff\xd8"], 2
    for marker, start, end in _segments(data):
        is_note = marker == 0xFE or (0xE1 <= marker <= 0xEF and marker != 0xEE)
        kept += [] if is_note else [data[start:end]]
        at = end
    last = data.rfind(b"\xff\xd9")
    return b"".join(kept) + (data[at : last + 2] if last >= at else data[at:])
