"""What can be wrong with an account or a roster file; each text stands by itself, for an operator.

AccountsError
├── BadNumber         what was typed cannot be an account's number
├── BadValue          another field of a person is not allowed
├── UnknownNumber     nobody has this number
├── NumberTaken       somebody has this number already
├── LastAdmin         the house would be left without an admin
├── Refused           the asking person may not do this
└── BadRosterFile     a file with one line for each thing that is wrong in it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hub_config.errors import HouseError


class AccountsError(HouseError):
    """Something about accounts that a person can mend; the text is the whole message."""


class BadNumber(AccountsError):
    """What was typed cannot be an account's number."""


class BadValue(AccountsError):
    """A field of a person holds what is not allowed."""


class UnknownNumber(AccountsError):
    """Nobody has this number."""


class NumberTaken(AccountsError):
    """Somebody has this number already."""


class LastAdmin(AccountsError):
    """The house would be left without anybody who can mend it."""


class Refused(AccountsError):
    """The asking person may not do this to that person."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a roster file; row 0 stands for the file as a whole."""

    row: int
    column: str
    value: str
    allowed: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (f"row {self.row}" if self.row else "", f"column {self.column}" if self.column else "") if part)
        got = f" Got {self.value!r}." if self.value else ""
        return f"{place}: {self.allowed}.{got}" if place else f"{self.allowed}.{got}"


class BadRosterFile(AccountsError):
    """A roster file that is not taken, with everything that is wrong in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)
