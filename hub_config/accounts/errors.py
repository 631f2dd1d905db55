"""What can be wrong with an account or a roster file; every error can say itself in both languages.

AccountsError
├── BadValue          a field of a person holds what is not allowed
│   └── BadNumber     what was typed cannot be an account's number
├── UnknownNumber     nobody has this number
├── NumberTaken       somebody has this number already
├── LastAdmin         the house would be left without an admin
├── ChangedMeanwhile  somebody changed an account between the preview and the import
├── Refused           the asking person may not do this to that person
└── BadRosterFile     a file with one line for each thing that is wrong in it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from courses.languages import Lang
from hub_config.accounts.texts import texts
from hub_config.errors import HouseError


class AccountsError(HouseError):
    """Something about accounts that a person can mend, named by the id of its text."""

    def __init__(self, text_id: str, **values: object) -> None:
        super().__init__(texts("en")(text_id, **values))
        self.text_id = text_id
        self.values = values

    def in_lang(self, lang: Lang) -> str:
        """Return the text in the language of a page."""
        return texts(lang)(self.text_id, **self.values)


class BadValue(AccountsError):
    """A field of a person holds what is not allowed; the text says what is."""


class BadNumber(BadValue):
    """What was typed cannot be an account's number."""


class UnknownNumber(AccountsError):
    """Nobody has this number."""


class NumberTaken(AccountsError):
    """Somebody has this number already."""


class LastAdmin(AccountsError):
    """The house would be left without anybody who can mend it."""


class ChangedMeanwhile(AccountsError):
    """Somebody changed an account between the preview and the import."""


class Refused(AccountsError):
    """The asking person may not do this to that person."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One line about a roster file: where, what stands there, and the text about it. Row 0 stands for the file as a whole."""

    row: int
    column: str
    value: str
    text_id: str
    values: dict[str, object] = field(default_factory=dict)

    def in_lang(self, lang: Lang) -> str:
        """Return the line in a language, the place first."""
        said = texts(lang)
        parts = (said("file.row", row=self.row) if self.row else "", said("file.column", column=self.column) if self.column else "")
        place = ", ".join(filter(None, parts))
        got = " " + said("file.got", value=self.value) if self.value else ""
        return (f"{place}: " if place else "") + said(self.text_id, **self.values) + got

    def __str__(self) -> str:
        return self.in_lang("en")


class BadRosterFile(AccountsError):
    """A roster file that is not taken, with everything that is wrong in it."""

    def __init__(self, problems: Sequence[Remark]) -> None:
        super().__init__("file.refused", count=len(problems))
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join([*map(str, self.problems), super().__str__()])
