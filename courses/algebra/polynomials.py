"""Polynomials with exact coefficients, kept small: whoever types a giant is told so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from courses.errors import UnreadableAnswer

MAX_TERMS = 120
MAX_DEGREE = 24
_MAX_SIZE = 10**80

Monomial = tuple[tuple[str, int], ...]
"""Letters with their exponents, in the order of the alphabet; empty for a number."""


@dataclass(frozen=True)
class Polynomial:
    """A sum of monomials, each with its coefficient, none of them zero."""

    terms: Mapping[Monomial, Fraction]

    @classmethod
    def of(cls, terms: Iterable[tuple[Monomial, Fraction]]) -> Polynomial:
        """Collect terms."""
        total: dict[Monomial, Fraction] = {}
        for monomial, coefficient in terms:
            total[monomial] = total.get(monomial, Fraction(0)) + coefficient
        kept = {m: c for m, c in total.items() if c}
        if len(kept) > MAX_TERMS or any(max(abs(c.numerator), c.denominator) > _MAX_SIZE for c in kept.values()):
            raise UnreadableAnswer("too large")
        return cls(kept)

    @classmethod
    def number(cls, value: Fraction | int) -> Polynomial:
        """Return a constant."""
        return cls.of([((), Fraction(value))])

    @classmethod
    def letter(cls, name: str) -> Polynomial:
        """Return an unknown."""
        return cls({((name, 1),): Fraction(1)})

    def __add__(self, other: Polynomial) -> Polynomial:
        return Polynomial.of([*self.terms.items(), *other.terms.items()])

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + other.times(Fraction(-1))

    def __mul__(self, other: Polynomial) -> Polynomial:
        if self.degree + other.degree > MAX_DEGREE or len(self.terms) * len(other.terms) > MAX_TERMS**2:
            raise UnreadableAnswer("too large")
        return Polynomial.of((_join(a, b), c * d) for a, c in self.terms.items() for b, d in other.terms.items())

    def power(self, exponent: int) -> Polynomial:
        """Multiply by itself."""
        result = Polynomial.number(1)
        for _ in range(exponent):
            result = result * self
        return result

    def times(self, factor: Fraction) -> Polynomial:
        """Multiply by a number."""
        return Polynomial({m: c * factor for m, c in self.terms.items()} if factor else {})

    @property
    def degree(self) -> int:
        """The highest sum of exponents."""
        return max((sum(e for _, e in m) for m in self.terms), default=0)

    @property
    def letters(self) -> set[str]:
        """The unknowns in it."""
        return {name for m in self.terms for name, _ in m}

    @property
    def constant(self) -> Fraction | None:
        """Its value where it is a number, else None."""
        return self.terms.get((), Fraction(0)) if self.terms.keys() <= {()} else None

    def coefficient(self, *letters: str) -> Fraction:
        """Return the coefficient of a product of letters."""
        return self.terms.get(tuple((name, letters.count(name)) for name in sorted(set(letters))), Fraction(0))

    @property
    def content(self) -> Fraction:
        """The largest number that every coefficient is a whole multiple of, with the sign of the leading term."""
        if not self.terms:
            return Fraction(0)
        top = math.gcd(*(c.numerator for c in self.terms.values()))
        bottom = math.lcm(*(c.denominator for c in self.terms.values()))
        return Fraction(top, bottom) * (1 if self.terms[self.ordered()[0]] > 0 else -1)

    def primitive(self) -> Polynomial:
        """Return it divided by its content: polynomials that differ by a number become one."""
        return self.times(1 / self.content) if self.terms else self

    def ordered(self) -> list[Monomial]:
        """Return the monomials as they are written: higher degree first, then the alphabet."""
        return sorted(self.terms, key=lambda m: (-sum(e for _, e in m), [(name, -e) for name, e in m]))


def _join(a: Monomial, b: Monomial) -> Monomial:
    exponents = dict(a)
    for name, exponent in b:
        exponents[name] = exponents.get(name, 0) + exponent
    return tuple(sorted(exponents.items()))


def have_common_factor(a: Polynomial, b: Polynomial) -> bool:
    """Tell whether two polynomials share a factor with an unknown; of several unknowns only a whole factor or a letter is seen."""
    if not a.letters & b.letters:
        return False
    if a.letters == b.letters and len(a.letters) == 1:
        return len(_euclid(_dense(a), _dense(b))) > 1
    shared = set.intersection(*({name for name, _ in m} for p in (a, b) for m in p.terms))
    return bool(shared) or a.primitive() == b.primitive()


def _dense(p: Polynomial) -> list[Fraction]:
    """Coefficients of one unknown, the highest first."""
    exponents = {(m[0][1] if m else 0): c for m, c in p.terms.items()}
    return [exponents.get(e, Fraction(0)) for e in range(p.degree, -1, -1)]


def _euclid(a: list[Fraction], b: list[Fraction]) -> list[Fraction]:
    while b:
        a, b = b, _remainder(a, b)
    return a


def _remainder(a: list[Fraction], b: list[Fraction]) -> list[Fraction]:
    a = list(a)
    while len(a) >= len(b):
        factor = a[0] / b[0]
        a = [x - factor * y for x, y in zip(a[1:], [*b[1:], *[Fraction(0)] * (len(a) - len(b))], strict=True)]
    while a and a[0] == 0:
        a = a[1:]
    return a
