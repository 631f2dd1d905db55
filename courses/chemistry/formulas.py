"""A chemical formula as it is written: `H2SO4`, `Ca(OH)2`, `SO4^2-`, `CuSO4·5H2O`; subscripts may be digits or small digits."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from courses.errors import UnreadableAnswer

_SYMBOLS = """
H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru
Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At
Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og
"""
ELEMENTS = frozenset(_SYMBOLS.split())
COMMON = ("H", "C", "N", "O", "Na", "Mg", "Al", "S", "Cl", "K", "Ca", "Fe", "Cu", "Zn")
"""The elements that always have a key on the screen."""
LESS_COMMON = ("Ag", "Ba", "Br", "F", "He", "I", "Li", "Mn", "Ne", "P", "Pb", "Si")
MAX_CHARACTERS = 80
MAX_COUNT = 9999

_PLAIN = str.maketrans("₀₁₂₃₄₅₆₇₈₉០១២៣៤៥៦៧៨៩⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−–•⋅*[]{}", "012345678901234567890123456789+---···()()")
_CHARGES = (
    re.compile(r"(?P<size>[⁰¹²³⁴⁵⁶⁷⁸⁹]*)(?P<sign>[⁺⁻])\s*$"),
    re.compile(r"\^\s*[{(]?\s*(?P<size>\d{0,2})\s*(?P<sign>[+\-−–])\s*[})]?\s*$"),
    re.compile(r"(?P<size>(?!))?(?P<sign>[+\-−–])\s*$"),
)
_STATE = re.compile(r"\s*\((s|l|g|aq)\)\s*$")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: its text in one way of writing, its atoms, its charge."""

    text: str
    atoms: tuple[tuple[str, int], ...]
    charge: int = 0

    @property
    def counts(self) -> Counter[str]:
        """How many atoms of each element."""
        return Counter(dict(self.atoms))

    @property
    def tex(self) -> str:
        """The formula as TeX."""
        body = re.sub(r"(?<=[A-Za-z)])(\d+)", r"_{\1}", self.text.split("^")[0]).replace("·", r"\cdot ")
        charge = f"^{{{self.text.split('^')[1]}}}" if "^" in self.text else ""
        return rf"\mathrm{{{body}{charge}}}"


def plain(typed: str) -> str:
    """Return the text with one kind of digits; every place stays where it was."""
    return typed.translate(_PLAIN).replace("_", " ")


def read_formula(typed: str) -> Formula:
    """Read a formula.

    Raises:
        UnreadableAnswer: points at the place.

    >>> read_formula("H₂SO₄").text
    'H2SO4'
    """
    if len(typed) > MAX_CHARACTERS:
        raise UnreadableAnswer("too long")
    text = plain(_STATE.sub("", typed))
    body, charge, mark = _cut_charge(_STATE.sub("", typed), text)
    reader = _FormulaReader(body)
    atoms = reader.hydrate()
    if reader.at < len(body) or not atoms:
        raise UnreadableAnswer(f"no formula at {reader.at}", reader.at, "element")
    return Formula("".join(body.split()) + mark, tuple(sorted(atoms.items())), charge)


def _cut_charge(typed: str, text: str) -> tuple[str, int, str]:
    """Part the charge from the atoms; without `^` or small signs a digit before the sign is a subscript, as in NH4+."""
    match = next((m for pattern in _CHARGES if (m := pattern.search(typed))), None)
    if match is None:
        return text.rstrip(), 0, ""
    size, sign = plain(match["size"] or ""), plain(match["sign"])
    number = min(int(size or 1), 99)
    return text[: match.start()].rstrip(), number if sign == "+" else -number, f"^{number if number != 1 else ''}{sign}"


class _FormulaReader:
    def __init__(self, text: str) -> None:
        self.text, self.at, self.depth = text, 0, 0

    def skip(self) -> str:
        while self.at < len(self.text) and self.text[self.at] in " \u200b\u200c":
            self.at += 1
        return self.text[self.at] if self.at < len(self.text) else ""

    def hydrate(self) -> Counter[str]:
        atoms = self.group()
        while self.skip() == "·":
            self.at += 1
            times = self.number()
            for element, count in self.group().items():
                atoms[element] += times * count
        return atoms

    def group(self) -> Counter[str]:
        atoms: Counter[str] = Counter()
        while (here := self.skip()) and (here == "(" or here.isalpha()):
            inner = self.bracket() if here == "(" else self.element()
            times = self.number()
            for element, count in inner.items():
                atoms[element] += count * times
        return atoms

    def bracket(self) -> Counter[str]:
        self.at, self.depth = self.at + 1, self.depth + 1
        if self.depth > 4:
            raise UnreadableAnswer("too many brackets", self.at, "fewer")
        inner = self.group()
        if self.skip() != ")" or not inner:
            raise UnreadableAnswer("bracket not closed", self.at, "bracket")
        self.at, self.depth = self.at + 1, self.depth - 1
        return inner

    def element(self) -> Counter[str]:
        for length in (2, 1):
            symbol = self.text[self.at : self.at + length]
            if symbol in ELEMENTS:
                self.at += length
                return Counter({symbol: 1})
        raise UnreadableAnswer(f"{self.text[self.at]!r} is no element", self.at, "element")

    def number(self) -> int:
        self.skip()
        match = re.compile(r"\d+").match(self.text, self.at)
        if not match:
            return 1
        if not 1 <= int(match[0][:9]) <= MAX_COUNT or match[0].startswith("0"):
            raise UnreadableAnswer("no count of atoms", self.at, "count")
        self.at = match.end()
        return int(match[0])
