"""One person, typed at a shell or into a page, is read by the same columns as a roster file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from grading.records.roster import Person
from hub_config.accounts.columns import BY_NAME, NEEDED_NAMES
from hub_config.accounts.errors import BadRosterFile, BadValue, Remark


def parse_fields(typed: Mapping[str, str], courses: Collection[str]) -> dict[str, Any]:
    """Return the fields of a person that were typed.

    Args:
        typed: name of the field -> text.
        courses: ids of the site's courses.

    Raises:
        BadRosterFile: one remark for each field that is not allowed.
    """
    values: dict[str, Any] = {}
    problems: list[Remark] = []
    for name, text in typed.items():
        try:
            values[name] = BY_NAME[name].parse(text, courses)
        except BadValue as error:
            problems.append(Remark(0, name, text[:60], error.text_id, error.values))
    if problems:
        raise BadRosterFile(problems)
    return values


def make_person(typed: Mapping[str, str], courses: Collection[str]) -> Person:
    """Return a new person from what was typed; the number and one of the two names are needed."""
    values = {"khmer_name": "", "latin_name": ""} | parse_fields({"number": "", **typed}, courses)
    ensure_named(values)
    return Person(**values)


def ensure_named(values: Mapping[str, Any]) -> None:
    """Raise BadRosterFile where neither name was given."""
    if not any(values.get(name) for name in NEEDED_NAMES):
        raise BadRosterFile([Remark(0, NEEDED_NAMES[0], "", "error.no_name")])
