"""Sets of numbers as inequalities (`3 < x ≤ 5`) or intervals (`]3; 5]`, `(3; 5]`), one or several joined by `or`."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from courses.algebra.reading import Known, Reader
from courses.algebra.tokens import Token, read_tokens
from courses.algebra.values import value_of
from courses.errors import UnreadableAnswer

_TURNED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}
_OR = ("∪", "ឬ")


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers between two ends; an end that is None is infinite."""

    low: Fraction | None
    high: Fraction | None
    low_in: bool = False
    high_in: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """One or several intervals from left to right, and how they were written."""

    intervals: tuple[Interval, ...]
    form: Literal["inequality", "interval"]
    letter: str = ""

    @property
    def ends(self) -> list[Fraction]:
        """The finite ends."""
        return [e for i in self.intervals for e in (i.low, i.high) if e is not None]


def read_region(typed: str, known: Known | None = None) -> Region:
    """Read inequalities or intervals.

    Raises:
        UnreadableAnswer: points at the place.

    >>> read_region("3 < x <= 5").intervals == read_region("]3; 5]").intervals
    True
    """
    names = frozenset({*(known or ()), "or", "inf", "oo"})
    tokens = [_as_sign(t) for t in read_tokens(typed, names, decimal_comma=";" in typed or "," not in typed or not _brackets(typed))]
    reader = _RegionReader(tokens, known)
    pieces = [reader.piece()]
    while reader.take(*_OR):
        pieces.append(reader.piece())
    reader.end()
    if len({form for _, form in pieces}) > 1:
        raise UnreadableAnswer("two ways of writing in one answer", None, "")
    return Region(tuple(sorted((i for i, _ in pieces), key=lambda i: (i.low is not None, i.low or 0))), pieces[0][1], reader.letter)


def _brackets(typed: str) -> bool:
    return any(sign in typed for sign in "[](")


def _as_sign(token: Token) -> Token:
    as_sign = {"or": "∪", "ឬ": "∪", "inf": "∞", "oo": "∞"}
    return Token("sign", as_sign[token.text], token.at) if token.text in as_sign else token


class _RegionReader(Reader):
    letter = ""

    def piece(self) -> tuple[Interval, Literal["inequality", "interval"]]:
        if self.sees("[", "]") or (self.sees("(") and self._is_interval()):
            return self.interval(), "interval"
        return self.inequality(), "inequality"

    def _is_interval(self) -> bool:
        signs = [t.text for t in self.tokens[self.place :]]
        return any(s in (";", ",") for s in signs) and not any(s in _TURNED for s in signs)

    def interval(self) -> Interval:
        opened = self.must("interval", "[", "]", "(")
        low = self.limit("-")
        self.must("semicolon", ";", ",")
        high = self.limit("+")
        closed = self.must("closing", "]", "[", ")")
        return self.made(low, high, opened == "[" and low is not None, closed == "]" and high is not None)

    def limit(self, infinite: str) -> Fraction | None:
        place = self.place
        sign = self.take("-", "+")
        if self.take("∞"):
            if (sign or "+") != infinite:
                self.place = place
                self.refuse("limit")
            return None
        self.place = place
        return self.constant()

    def constant(self) -> Fraction:
        at = self.here.at
        value = value_of(self.expression())
        if value.top.constant is None or value.bottom.constant is None:
            raise UnreadableAnswer("an unknown where a number stands", at, "number")
        return value.top.constant / value.bottom.constant

    def inequality(self) -> Interval:
        if self.sees_letter():
            self.take_letter()
            sign = self.must("compare", *_TURNED)
            return self.one_sided(sign, self.constant())
        first = self.constant()
        sign = self.must("compare", *_TURNED)
        self.take_letter()
        if not self.sees(*_TURNED):
            return self.one_sided(_TURNED[sign], first)
        return self.between(first, sign, self.must("compare", *_TURNED))

    def sees_letter(self) -> bool:
        return self.here.kind == "name" and self.here.text not in self.known

    def take_letter(self) -> None:
        if not self.sees_letter() or self.letter not in ("", self.here.text):
            self.refuse("letter")
        self.letter = self.here.text
        self.place += 1

    def one_sided(self, sign: str, end: Fraction) -> Interval:
        return Interval(end, None, sign == "≥", False) if sign in ">≥" else Interval(None, end, False, sign == "≤")

    def between(self, first: Fraction, sign: str, second_sign: str) -> Interval:
        if (sign in "<≤") != (second_sign in "<≤"):
            self.place -= 1
            self.refuse("same_way")
        last = self.constant()
        if sign in "<≤":
            return self.made(first, last, sign == "≤", second_sign == "≤")
        return self.made(last, first, second_sign == "≥", sign == "≥")

    def made(self, low: Fraction | None, high: Fraction | None, low_in: bool, high_in: bool) -> Interval:
        if low is not None and high is not None and low > high:
            raise UnreadableAnswer("the ends stand the wrong way round", None, "ends")
        return Interval(low, high, low_in, high_in)


def write_region(region: Region, *, tex: bool = False) -> str:
    """Return the region as it is written."""
    join = (r"\ \text{or}\ " if tex else " or ") if region.form == "inequality" else (r" \cup " if tex else " ∪ ")
    return join.join(_write(i, region, tex) for i in region.intervals)


def _write(interval: Interval, region: Region, tex: bool) -> str:
    low, high = (_number(e, tex) if e is not None else None for e in (interval.low, interval.high))
    if region.form == "interval":
        infinite = r"\infty" if tex else "∞"
        return f"{'[' if interval.low_in else ']'}{low or '-' + infinite}; {high or '+' + infinite}{']' if interval.high_in else '['}"
    letter, less, at_most = region.letter or "x", "<", r"\le" if tex else "≤"
    if low is None:
        return f"{letter} {at_most if interval.high_in else less} {high}"
    if high is None:
        return f"{letter} {(chr(92) + 'ge' if tex else '≥') if interval.low_in else '>'} {low}"
    return f"{low} {at_most if interval.low_in else less} {letter} {at_most if interval.high_in else less} {high}"


def _number(value: Fraction, tex: bool) -> str:
    if value.denominator == 1 or not tex:
        return str(value)
    return rf"{'-' if value < 0 else ''}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"
