"""An expression as it was written: brackets, factors and terms are kept, for the form may be asked for as well as the value."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Letter:
    """An unknown."""

    name: str


@dataclass(frozen=True, slots=True)
class Minus:
    """A minus in front."""

    inner: Tree


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms that are added."""

    terms: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Factors that are multiplied by, or divided by where the second of the pair is true."""

    factors: tuple[tuple[Tree, bool], ...]


@dataclass(frozen=True, slots=True)
class Power:
    """A whole power."""

    base: Tree
    exponent: int


Tree = Number | Letter | Minus | Sum | Product | Power


def letters_in(tree: Tree) -> set[str]:
    """Return the unknowns of an expression."""
    match tree:
        case Letter(name):
            return {name}
        case Minus(inner) | Power(inner, _):
            return letters_in(inner)
        case Sum(terms):
            return set().union(*map(letters_in, terms))
        case Product(factors):
            return set().union(*(letters_in(f) for f, _ in factors))
    return set()


def fold(tree: Tree) -> Tree:
    """Return the same with numbers computed where they meet: `2*3*x + 0` becomes `6x`; brackets around unknowns stay."""
    match tree:
        case Minus(inner):
            return _fold_minus(fold(inner))
        case Power(base, exponent):
            return _fold_power(fold(base), exponent)
        case Sum(terms):
            return _fold_sum([fold(t) for t in terms])
        case Product(factors):
            return _fold_product([(fold(f), under) for f, under in factors])
    return tree


def _fold_minus(inner: Tree) -> Tree:
    match inner:
        case Number(value):
            return Number(-value)
        case Product(((Number(value), False), *rest)):
            return _fold_product([(Number(-value), False), *rest])
    return Minus(inner)


def _fold_power(base: Tree, exponent: int) -> Tree:
    if isinstance(base, Number) and (base.value or exponent > 0):
        return Number(base.value**exponent)
    return Number(Fraction(1)) if exponent == 0 else base if exponent == 1 else Power(base, exponent)


def _fold_sum(terms: list[Tree]) -> Tree:
    number = sum((t.value for t in terms if isinstance(t, Number)), Fraction(0))
    rest: list[Tree] = [t for t in terms if not isinstance(t, Number)]
    first = next((i for i, t in enumerate(terms) if isinstance(t, Number)), 0)
    if number or not rest:
        rest.insert(min(first, len(rest)), Number(number))
    return rest[0] if len(rest) == 1 else Sum(tuple(rest))


def _fold_product(factors: list[tuple[Tree, bool]]) -> Tree:
    number = Fraction(1)
    rest: list[tuple[Tree, bool]] = []
    for factor, under in factors:
        if isinstance(factor, Minus):
            number, factor = -number, factor.inner
        if isinstance(factor, Product) and not under and isinstance(factor.factors[0][0], Number):
            number *= factor.factors[0][0].value
            rest += factor.factors[1:]
        elif isinstance(factor, Number) and (factor.value or not under):
            number = number / factor.value if under else number * factor.value
        else:
            rest.append((factor, under))
    if not rest or number == 0:
        return Number(number)
    if number == 1:
        return rest[0][0] if len(rest) == 1 and not rest[0][1] else Product(tuple(rest) if not rest[0][1] else ((Number(number), False), *rest))
    return Product(((Number(number), False), *rest))
