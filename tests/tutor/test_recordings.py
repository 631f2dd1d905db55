"""What a teacher recorded is on disk, whole; what is no sound is not kept."""

import io
import wave
from datetime import UTC, datetime

import pytest

from tutor.errors import SoundRefused
from tutor.recordings import Recordings
from tutor.sound_types import find_sound_type

SOUND = "khmer/main-idea/hear-market"
AT = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
HEADS = {
    "WebM": b"\x1a\x45\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1f\x42\x86\x81\x01\x42\x82\x84webm" + b"A_OPUS",
    "Ogg": b"OggS\x00\x02" + b"\x00" * 22 + b"OpusHead\x01",
    "WAV": b"RIFF\x24\x00\x00\x00WAVEfmt ",
    "MP3": b"\xff\xfb\x90\x64",
    "M4A": b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00",
}


def make_wave(seconds=0.1, rate=8_000):
    """Return a real sound file: silence."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(b"\x00\x00" * int(seconds * rate))
    return file.getvalue()


@pytest.fixture
def recordings(tmp_path):
    return Recordings(tmp_path / "recordings", 10_000)


@pytest.mark.parametrize("name", HEADS)
def test_a_sound_is_known_by_its_first_bytes(name):
    """Whatever its name says."""
    found = find_sound_type(HEADS[name] + b"\x00" * 500)
    assert found is not None
    assert name == found.name


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"\xff\xd8\xff\xe0",
        HEADS["WebM"] + b"V_VP8",
        b"\x7fELF",
    ],
    ids=["nothing", "page", "picture", "document", "archive", "photograph", "film", "program"],
)
def test_what_is_no_sound_is_not_taken(data):
    """Pictures, pages, films and programs under the name of a sound stay outside."""
    assert find_sound_type(data) is None


def test_a_recording_is_kept_and_found(recordings):
    """Its file and what is known of it come back in another process too."""
    kept = recordings.keep(SOUND, make_wave(), "teacher1", AT)
    again = Recordings(recordings.folder, 10_000).find(SOUND)
    assert kept == again
    assert ("audio/wav", "teacher1", "CC BY 4.0") == (kept.media_type, kept.by, kept.licence)
    assert make_wave() == recordings.path(SOUND, kept).read_bytes()


def test_a_new_recording_takes_the_place_of_the_old(recordings):
    """One sound, one file; its address changes, so that no computer plays the old one."""
    old = recordings.keep(SOUND, make_wave(0.1), "teacher1", AT)
    new = recordings.keep(SOUND, make_wave(0.2), "teacher2", AT)
    assert old.version != new.version
    assert {"hear-market.json", new.file} == {path.name for path in (recordings.folder / "khmer" / "main-idea").iterdir()}


def test_sounds_with_like_names_do_not_touch_each_other(recordings):
    """`hear` and `hear-market` are two."""
    recordings.keep("khmer/main-idea/hear", make_wave(0.1), "teacher1", AT)
    recordings.keep(SOUND, make_wave(0.2), "teacher1", AT)
    recordings.delete("khmer/main-idea/hear")
    assert (None, True) == (recordings.find("khmer/main-idea/hear"), recordings.find(SOUND) is not None)


def test_a_recording_is_taken_away(recordings):
    """Nothing of it stays on the disk."""
    recordings.keep(SOUND, make_wave(), "teacher1", AT)
    assert (True, None, False) == (recordings.delete(SOUND), recordings.find(SOUND), recordings.delete(SOUND))
    assert [] == list((recordings.folder / "khmer" / "main-idea").iterdir())


@pytest.mark.parametrize(("data", "why"), [(make_wave(1.0), "too_large"), (b"RIFF", "empty"), (b"<html>" * 100, "no_sound")])
def test_what_cannot_be_kept_leaves_the_old_one(recordings, data, why):
    """A refusal changes nothing."""
    old = recordings.keep(SOUND, make_wave(0.1), "teacher1", AT)
    with pytest.raises(SoundRefused, match=why):
        recordings.keep(SOUND, data, "teacher1", AT)
    assert old == recordings.find(SOUND)


def test_half_a_recording_is_none(recordings):
    """What is known without its file, or a file that says nonsense, is as if nothing were there."""
    kept = recordings.keep(SOUND, make_wave(), "teacher1", AT)
    recordings.path(SOUND, kept).unlink()
    assert recordings.find(SOUND) is None
    (recordings.folder / f"{SOUND}.json").write_text("{}")
    assert recordings.find(SOUND) is None


@pytest.mark.parametrize("sound", ["../../secrets/tutor.key", "khmer/main-idea/../x", "/etc/passwd", "khmer/main-idea"])
def test_a_name_that_leads_elsewhere_is_refused(recordings, sound):
    """No name leaves the folder of the recordings."""
    with pytest.raises(ValueError, match="is not the name of a sound"):
        recordings.keep(sound, make_wave(), "teacher1", AT)
