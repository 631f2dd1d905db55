"""Reads `12 m/s`, `១២ ម/វិ`, `4,5·10³ N·m`, `9.8 m/s²`: a number, then units multiplied, divided and raised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from courses.errors import UnreadableAnswer
from courses.numbers import TypedNumber, parse_number
from courses.units.names import BY_NAME, find_unit

MAX_CHARACTERS = 80
MAX_TEN = 30

Powers = Mapping[str, int]
"""Pint's names of units with their powers."""

_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", " "))
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_KHMER = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_START = re.compile(r"[^\d០-៩\s.,/+\-−–*×·^⁰¹²³⁴⁵⁶⁷⁸⁹⁻]")
_TEN = re.compile(r"(?P<front>.*?)\s*[*×·]\s*10\s*(?:\^\s*(?P<power>-?\d+)|(?P<raised>[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))\s*$")
_PER = re.compile(r"\s*(?:/|ក្នុងមួយ|ក្នុង|per\b)\s*")
_TIMES = re.compile(r"\s*[*×·⋅.]\s*|\s+")
_POWER = re.compile(r"\s*\^?\s*([-−]?[\d០-៩])|([⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹])")
_NAMES = sorted(BY_NAME, key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class TypedQuantity:
    """A number with its unit; `powers` is None where no unit was typed."""

    number: TypedNumber
    powers: Powers | None


def read_quantity(typed: str) -> TypedQuantity:
    """Read a number and its unit.

    Raises:
        UnreadableAnswer: points at the place.

    >>> read_quantity("១២ ម/វិ").powers
    {'meter': 1, 'second': -1}
    """
    if len(typed) > MAX_CHARACTERS:
        raise UnreadableAnswer("too long", None, "shorter")
    text = typed.translate(_INVISIBLE)
    start = match.start() if (match := _START.search(text)) else len(text)
    number = _read_number(text[:start])
    unit = text[start:]
    return TypedQuantity(number, read_units(unit, start) if unit.strip() else None)


def _read_number(text: str) -> TypedNumber:
    if not text.strip():
        raise UnreadableAnswer("no number", 0, "number")
    match = _TEN.match(text.translate(_KHMER).replace("−", "-"))
    if not match:
        return parse_number(text)
    power = int(match["power"] or match["raised"].translate(_RAISED))
    if abs(power) > MAX_TEN:
        raise UnreadableAnswer("too large", match.start("power"), "exponent")
    front = parse_number(match["front"])
    return replace(front, value=front.value * Fraction(10) ** power, places=0)


def read_units(text: str, start: int = 0) -> dict[str, int]:
    """Read units alone.

    Args:
        start: where the text begins in what was typed, for the place of an error.

    >>> read_units("N·m"), read_units("m/s²"), read_units("J/(kg·K)")
    ({'newton': 1, 'meter': 1}, {'meter': 1, 'second': -2}, {'joule': 1, 'kilogram': -1, 'kelvin': -1})
    """
    return _UnitReader(text.rstrip(), start).whole()


class _UnitReader:
    def __init__(self, text: str, start: int) -> None:
        self.text, self.start, self.at = text, start, 0
        self.powers: dict[str, int] = {}

    def whole(self) -> dict[str, int]:
        self.skip()
        self.factor(1)
        below = False
        while self.at < len(self.text):
            if match := _PER.match(self.text, self.at):
                self.at, below = match.end(), True
                self.bracket() if self.text[self.at : self.at + 1] == "(" else self.factor(-1)
            elif match := _TIMES.match(self.text, self.at):
                self.at = match.end()
                self.factor(-1 if below else 1)
            else:
                self.refuse("unit_sign")
        return {name: power for name, power in self.powers.items() if power}

    def bracket(self) -> None:
        self.at += 1
        self.factor(-1)
        while match := _TIMES.match(self.text, self.at):
            self.at = match.end()
            self.factor(-1)
        if self.text[self.at : self.at + 1] != ")":
            self.refuse("bracket")
        self.at += 1

    def skip(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def factor(self, side: int) -> None:
        name = self.name()
        unit = find_unit(name)
        assert unit is not None
        self.at += len(name)
        power = unit.power * self.power()
        self.powers[unit.pint] = self.powers.get(unit.pint, 0) + side * power

    def name(self) -> str:
        exact = next((n for n in _NAMES if self.text.startswith(n, self.at) and self._ends(self.at + len(n))), None)
        word = re.compile(r"[A-Za-zµμΩ]+").match(self.text, self.at)
        if exact is None and word and find_unit(word[0]):
            return word[0]
        return exact or self.refuse("unit")

    def _ends(self, at: int) -> bool:
        following = "" if self.text.startswith("ក្នុង", at) else self.text[at : at + 1]
        return not (following.isalpha() or "\u17b4" <= following <= "\u17d3")

    def power(self) -> int:
        match = _POWER.match(self.text, self.at)
        if not match:
            return 1
        digits = (match[1] or match[2]).translate(_RAISED).translate(_KHMER).replace("−", "-")
        if digits == "-" or int(digits) == 0:
            self.refuse("exponent")
        self.at = match.end()
        return int(digits)

    def refuse(self, expected: str) -> str:
        raise UnreadableAnswer(f"expected {expected}", self.start + self.at, expected)


def write_units(text: str) -> str:
    """Return an author's unit for a reader: `m/s^2` becomes `m/s²`."""
    raised = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
    shown = re.sub(r"\^(-?\d)", lambda m: m[1].translate(raised), text)
    return re.sub(r"\bdegC\b", "°C", re.sub(r"\b([kM]?)ohm\b", r"\1Ω", shown)).replace("*", "·")
