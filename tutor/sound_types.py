"""What a file of sound is says its first bytes; the name and the type that a browser sends are not believed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SoundType:
    """A kind of file that every browser of a centre can play."""

    name: str
    media_type: str
    suffix: str


WEBM = SoundType("WebM", "audio/webm", "webm")
OGG = SoundType("Ogg", "audio/ogg", "ogg")
WAV = SoundType("WAV", "audio/wav", "wav")
MP3 = SoundType("MP3", "audio/mpeg", "mp3")
M4A = SoundType("M4A", "audio/mp4", "m4a")
SOUND_TYPES = (WEBM, OGG, WAV, MP3, M4A)

_HEAD_BYTES = 4_096
_VIDEO = (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG")
_M4A_BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso5", b"iso6", b"dash")


def find_sound_type(data: bytes) -> SoundType | None:
    """Return what a file is by its first bytes, or None where it is no sound of ours.

    >>> find_sound_type(b"RIFF\\x24\\x00\\x00\\x00WAVEfmt ").name
    'WAV'
    >>> find_sound_type(b"<html><script>") is None
    True
    """
    head = data[:_HEAD_BYTES]
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64]:
        return None if any(codec in head for codec in _VIDEO) else WEBM
    if head.startswith(b"OggS") and (b"OpusHead" in head[:64] or b"\x01vorbis" in head[:64]):
        return OGG
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return WAV
    if head[4:8] == b"ftyp" and head[8:12] in _M4A_BRANDS:
        return M4A
    return MP3 if head.startswith(b"ID3") or _begins_as_mp3(head) else None


def _begins_as_mp3(head: bytes) -> bool:
    """Tell whether a frame of MPEG audio, layer III, stands at the beginning: eleven bits set, then a bit rate and a rate of samples that exist."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    return head[1] & 0x06 == 0x02 and head[1] & 0x18 != 0x08 and head[2] >> 4 not in (0, 15) and head[2] & 0x0C != 0x0C
