"""Every text of every catalogue exists in Khmer and in English, and the Khmer is Khmer."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
FOLDERS = sorted(path.parent.parent for path in ROOT.glob("*/locale/km.po"))
_NOT_PROSE = re.compile(r"\{[^}]*\}|\\\(.*?\\\)|\$[^$]*\$|<[^>]+>")
_PLACES = re.compile(r"\{(\w*)[^}]*\}")


def read_texts(folder: Path, lang: str) -> dict[str, str]:
    with (folder / "locale" / f"{lang}.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id}


def share_of_khmer(text: str) -> float:
    letters = [c for c in _NOT_PROSE.sub("", text) if c.isalpha() or "\u1780" <= c <= "\u17ff"]
    return sum("\u1780" <= c <= "\u17ff" for c in letters) / len(letters) if letters else 1.0


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_both_languages_hold_the_same_texts(folder):
    """An id that one catalogue has and the other lacks would leave a page without words."""
    assert sorted(read_texts(folder, "km")) == sorted(read_texts(folder, "en"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
@pytest.mark.parametrize("lang", ["km", "en"])
def test_no_text_is_empty(folder, lang):
    """An id without words is a hole in a page."""
    assert [] == [text_id for text_id, text in read_texts(folder, lang).items() if not text.strip()]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
@pytest.mark.parametrize("lang", ["km", "en"])
def test_a_text_has_one_wording(folder, lang):
    """Two wordings of one text, as a merge may leave them, would be read as either."""
    lines = (folder / "locale" / f"{lang}.po").read_text("utf-8").splitlines()
    assert [] == [after for before, after in pairwise(lines) if before.startswith("msgstr") and after.startswith("msgstr")]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_khmer_texts_are_khmer(folder):
    """A Khmer text that equals the English, or holds less than half Khmer letters, was never translated."""
    km, en = read_texts(folder, "km"), read_texts(folder, "en")
    same = {i for i in km if km[i] == en.get(i) and any(c.isalpha() for c in _NOT_PROSE.sub("", km[i])) and not i.startswith("lang.")}
    thin = {i for i in km if share_of_khmer(km[i]) < 0.5 and not i.startswith("lang.")}
    assert set() == same | thin


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_both_languages_fill_the_same_places(folder):
    """A place that only one language has would be filled in one and shown bare in the other."""
    km, en = read_texts(folder, "km"), read_texts(folder, "en")
    assert {} == {i: (km[i], en[i]) for i in km.keys() & en.keys() if set(_PLACES.findall(km[i])) != set(_PLACES.findall(en[i]))}
