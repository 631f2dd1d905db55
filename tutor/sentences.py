"""Sentences come from the catalogues; numbers in Khmer ones are written with Khmer digits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from courses.languages import Catalogue, Lang, load_catalogue, to_khmer_digits
from tutor.curriculum import Curriculum
from tutor.events.records import Reason

_FOLDER = Path(__file__).parent
_SKILLS = ("skill", "other")


def texts_in(lang: Lang) -> Catalogue:
    """Return the tutor's texts."""
    return load_catalogue(_FOLDER, lang)


def say_number(value: Any, lang: Lang) -> str:
    """Return a number, or anything that holds one, as it is written in a language."""
    return to_khmer_digits(str(value)) if lang == "km" else str(value)


def say_reason(reason: Reason, curriculum: Curriculum, lang: Lang) -> str:
    """Return the one sentence that a reason stands for."""
    values = {name: _say_value(name, value, curriculum, lang) for name, value in reason.values.items()}
    return texts_in(lang)(reason.text_id, **values)


def _say_value(name: str, value: Any, curriculum: Curriculum, lang: Lang) -> str:
    if name in _SKILLS:
        return curriculum.title(value, lang) if value else ""
    if name == "day":
        return texts_in(lang)(value) if value else ""
    return say_number(value, lang) if isinstance(value, int) else str(value)
