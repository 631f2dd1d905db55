"""What an expression is worth: one polynomial over another, exactly."""

from __future__ import annotations

from dataclasses import dataclass

from courses.algebra.polynomials import Polynomial
from courses.algebra.tree import Letter, Minus, Number, Power, Product, Sum, Tree
from courses.errors import UnreadableAnswer


@dataclass(frozen=True)
class Ratio:
    """A rational function; the bottom is never zero."""

    top: Polynomial
    bottom: Polynomial

    def equals(self, other: Ratio) -> bool:
        """Tell whether both are the same function."""
        return self.top * other.bottom == other.top * self.bottom


_ONE = Polynomial.number(1)


def value_of(tree: Tree) -> Ratio:
    """Return what an expression is worth.

    Raises:
        UnreadableAnswer: it divides by zero, or grows beyond what a learner would write.
    """
    match tree:
        case Number(exact):
            return Ratio(Polynomial.number(exact), _ONE)
        case Letter(name):
            return Ratio(Polynomial.letter(name), _ONE)
        case Minus(inner):
            value = value_of(inner)
            return Ratio(value.top.times(-_ONE.terms[()]), value.bottom)
        case Sum(terms):
            return _add([value_of(t) for t in terms])
        case Power(base, exponent):
            value = value_of(base)
            return _raise(value if exponent >= 0 else _invert(value), abs(exponent))
        case Product(factors):
            return _multiply([_invert(value_of(f)) if under else value_of(f) for f, under in factors])


def _add(values: list[Ratio]) -> Ratio:
    total = values[0]
    for value in values[1:]:
        if total.bottom == value.bottom:
            total = Ratio(total.top + value.top, total.bottom)
        else:
            total = Ratio(total.top * value.bottom + value.top * total.bottom, total.bottom * value.bottom)
    return total


def _multiply(values: list[Ratio]) -> Ratio:
    total = values[0]
    for value in values[1:]:
        total = Ratio(total.top * value.top, total.bottom * value.bottom)
    return total


def _raise(value: Ratio, exponent: int) -> Ratio:
    return Ratio(value.top.power(exponent), value.bottom.power(exponent))


def _invert(value: Ratio) -> Ratio:
    if not value.top.terms:
        raise UnreadableAnswer("divides by zero", None, "zero")
    return Ratio(value.bottom, value.top)
