"""One row of this table is one thing that a roster says of a person: its headers, and what may stand below them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from hub_config.accounts.errors import BadValue
from hub_config.accounts.numbers import clean_typed, parse_number

_SEXES = {"f": ("f", "female", "woman", "ស្រី", "ស", "នារី", "ស្ត្រី"), "m": ("m", "male", "man", "ប្រុស", "ប", "បុរស"), "": ("", "-")}
_ROLES = {
    "learner": ("", "learner", "student", "pupil", "សិស្ស", "អ្នកសិក្សា", "អ្នករៀន", "សិក្ខាកាម"),
    "teacher": ("teacher", "facilitator", "coach", "គ្រូ", "គ្រូបង្រៀន", "អ្នកសម្របសម្រួល"),
    "admin": ("admin", "administrator", "អ្នកគ្រប់គ្រង"),
}
_ALL_COURSES = {"all", "ទាំងអស់"}
_DATE = (re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"), re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"))
_YEARS = range(2000, 2101)
_INVISIBLE_ONLY = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]*")


def parse_name(typed: str, courses: Collection[str]) -> str:
    """Return a name as it was written, without the spaces around it."""
    return _parse_line(typed, 200)


def parse_class(typed: str, courses: Collection[str]) -> str:
    """Return the name of a class as it was written."""
    return _parse_line(typed, 80)


def _parse_line(typed: str, longest: int) -> str:
    text = typed.strip()
    if _INVISIBLE_ONLY.fullmatch(text):
        return ""
    if len(text) > longest or any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} or c in _TURNING for c in text):
        raise BadValue("allowed.line", longest=longest)
    return text


_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of the writing: they make a name look like another."""


def parse_sex(typed: str, courses: Collection[str]) -> str:
    """Return `f`, `m`, or an empty text where it is not told."""
    return _choose(typed, _SEXES, "allowed.sex")


def parse_role(typed: str, courses: Collection[str]) -> str:
    """Return the role; an empty cell is a learner."""
    return _choose(typed, _ROLES, "allowed.role")


def _choose(typed: str, words: dict[str, tuple[str, ...]], allowed: str) -> str:
    word = clean_typed(typed).lower()
    for value, spellings in words.items():
        if word in spellings:
            return value
    raise BadValue(allowed)


def parse_courses(typed: str, courses: Collection[str]) -> tuple[str, ...]:
    """Return course ids in the order of the site; `all` stands for every course."""
    asked = [word for word in re.split(r"[\s,;|+]+", clean_typed(typed).lower()) if word]
    if not _ALL_COURSES.isdisjoint(asked):
        return tuple(courses)
    unknown = [word for word in asked if word not in courses]
    if unknown:
        raise BadValue("allowed.courses", allowed=", ".join(courses) or "-", unknown=", ".join(unknown))
    return tuple(course for course in courses if course in asked)


def parse_target_date(typed: str, courses: Collection[str]) -> date | None:
    """Return the day, read as year-month-day or day/month/year."""
    text = clean_typed(typed)
    found = next((m for m in (pattern.fullmatch(text) for pattern in _DATE) if m), None)
    if not text:
        return None
    try:
        day = date(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
    except ValueError:
        day = None
    if day is None or day.year not in _YEARS:
        raise BadValue("allowed.date")
    return day


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that a roster says of a person."""

    name: str
    """The field of `Person`."""
    headers: tuple[str, ...]
    """How people write it above the column; the first is used when we write a file."""
    parse: Callable[[str, Collection[str]], Any]


COLUMNS: tuple[Column, ...] = (
    Column(
        "number",
        ("number", "learner number", "student number", "account", "account number", "login", "username", "id", "code")
        + ("លេខ", "លេខសម្គាល់", "អត្តលេខ", "លេខគណនី", "លេខកូដ", "លេខសិស្ស"),
        lambda typed, courses: parse_number(typed),
    ),
    Column(
        "khmer_name",
        ("khmer name", "name in khmer", "name khmer", "khmer", "name km", "full name khmer")
        + ("ឈ្មោះ", "ឈ្មោះខ្មែរ", "ឈ្មោះជាភាសាខ្មែរ", "ឈ្មោះជាអក្សរខ្មែរ", "ឈ្មោះពេញ", "គោត្តនាមនិងនាម", "នាមត្រកូលនិងនាមខ្លួន"),
        parse_name,
    ),
    Column(
        "latin_name",
        (
            "latin name",
            "name in latin",
            "name latin",
            "latin",
            "english name",
            "name in english",
            "roman name",
            "name",
            "full name",
            "name en",
        )
        + ("ឈ្មោះឡាតាំង", "ឈ្មោះជាអក្សរឡាតាំង", "ឈ្មោះអក្សរឡាតាំង", "អក្សរឡាតាំង", "ឈ្មោះអង់គ្លេស", "ឈ្មោះជាភាសាអង់គ្លេស"),
        parse_name,
    ),
    Column("sex", ("sex", "gender", "ភេទ"), parse_sex),
    Column("role", ("role", "user type", "type", "តួនាទី", "មុខងារ"), parse_role),
    Column("class_name", ("class", "class name", "classroom", "group", "ថ្នាក់", "ថ្នាក់រៀន", "ក្រុម"), parse_class),
    Column("courses", ("courses", "course", "subjects", "subject", "មុខវិជ្ជា", "វគ្គសិក្សា", "វគ្គ"), parse_courses),
    Column(
        "target_date",
        ("target date", "target", "finish date", "end date", "planned end")
        + ("ថ្ងៃគោលដៅ", "កាលបរិច្ឆេទគោលដៅ", "ថ្ងៃបញ្ចប់", "ថ្ងៃខែបញ្ចប់", "កាលបរិច្ឆេទបញ្ចប់", "ថ្ងៃខែឆ្នាំបញ្ចប់"),
        parse_target_date,
    ),
)
"""Another system's file is another table of this kind."""

BY_NAME = {column.name: column for column in COLUMNS}
NEEDED = ("number",)
NEEDED_NAMES = ("khmer_name", "latin_name")
"""A person has at least one of the two; so has a file."""


def fold_header(header: str) -> str:
    """Return a header without what people write differently: case, spaces, signs, invisible letters."""
    return "".join(c for c in clean_typed(header).lower() if unicodedata.category(c)[0] in "LMN")


HEADERS = {fold_header(spelling): column.name for column in COLUMNS for spelling in column.headers}
