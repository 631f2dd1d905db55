"""A learner's curriculum vitae: kept as it is typed, short enough for one page, and silent about where it was written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from grading.records.roster import Person
from tutor.store import drafts

SLOT = "@cv"
"""Where its fields stand among what learners type; no unit test has such a name."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked for."""

    name: str
    most: int
    """Characters, so that the whole fits on one page."""
    lines: int = 1
    """Lines at most."""

    def cut(self, text: str) -> str:
        """Return as much of a text as is kept, without control signs."""
        plain = "".join(c for c in text.replace("\r\n", "\n") if c == "\n" or c.isprintable() or c == "\u200b").strip()
        return "\n".join(plain.splitlines()[: self.lines])[: self.most]


@dataclass(frozen=True, slots=True)
class Rows:
    """Several rows of the same fields, such as one for each work that somebody did."""

    name: str
    count: int
    columns: tuple[Field, ...]

    def fields(self) -> tuple[tuple[Field, ...], ...]:
        """Return the fields row by row."""
        return tuple(tuple(Field(f"{self.name}.{n}.{c.name}", c.most) for c in self.columns) for n in range(1, self.count + 1))


SINGLE = (
    Field("name_km", 60),
    Field("name_en", 60),
    Field("born", 40),
    Field("phone", 40),
    Field("address", 120),
    Field("work", 100),
    Field("about", 240, 4),
    Field("skills", 300, 8),
    Field("languages", 100),
)
_DONE = (Field("when", 24), Field("what", 70), Field("where", 50))
ROWS = (Rows("experience", 4, _DONE), Rows("education", 3, _DONE), Rows("referees", 2, (Field("who", 50), Field("how", 50), Field("phone", 24))))
_FIELDS = {f.name: f for f in (*SINGLE, *(field for rows in ROWS for row in rows.fields() for field in row))}

_SHORT = 700
"""Characters."""

_PRISON = re.compile(
    r"ពន្ធនាគារ|មណ្ឌលអប់រំកែប្រែ|មណ្ឌលឃុំឃាំង|អ្នកទោស|ទណ្ឌិត|ជាប់គុក|ក្នុងគុក|ជាប់ឃុំ|\b(?:prison|jail|correction\w*|inmate|detention|detainee|convict)\w*\b",
    re.IGNORECASE,
)


def load_cv(connection: Connection, person: Person) -> dict[str, str]:
    """Return what the person has written so far; the names are those of the roster until they are changed."""
    kept = drafts.load(connection, person.number, SLOT)
    names = {"name_km": person.khmer_name, "name_en": person.latin_name}
    return {name: kept.get(name, names.get(name, "")) for name in _FIELDS}


def keep_cv(connection: Connection, learner: str, fields: Mapping[str, str], at: datetime) -> None:
    """Keep some fields; names that are none of ours are left out, texts that are too long are cut."""
    for name, text in fields.items():
        if name in _FIELDS:
            drafts.save(connection, learner, SLOT, name, _FIELDS[name].cut(text), at)


def is_short(fields: Mapping[str, str]) -> bool:
    """Tell whether so little is written that it fits on its page in larger letters."""
    return sum(len(text) for text in fields.values()) < _SHORT


def find_named(fields: Mapping[str, str]) -> list[str]:
    """Return the names of fields that seem to name a prison.

    >>> find_named({"address": "Prey Veng", "about": "I learned to sew in prison."})
    ['about']
    """
    return [name for name, text in fields.items() if _PRISON.search(text)]
