"""The form of an expression: expanded, factored, simplified. Two that are worth the same may differ in it."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction

from courses.algebra.polynomials import Polynomial, have_common_factor
from courses.algebra.tree import Letter, Minus, Number, Power, Product, Sum, Tree
from courses.algebra.values import value_of

FORMS = ("any", "expanded", "factored", "simplified")


def is_expanded(tree: Tree) -> bool:
    """Tell whether it is a sum of monomials, like terms collected, without brackets.

    >>> from courses.algebra.reading import read_expression
    >>> is_expanded(read_expression("2x + 6")), is_expanded(read_expression("2(x + 3)")), is_expanded(read_expression("x + x"))
    (True, False, False)
    """
    terms = tree.terms if isinstance(tree, Sum) else (tree,)
    if not all(_is_monomial(t) for t in terms):
        return False
    monomials = [tuple(value_of(t).top.terms) for t in terms]
    return len(terms) == 1 or (all(monomials) and len(set(monomials)) == len(monomials))


def _is_monomial(tree: Tree) -> bool:
    """One coefficient, each letter once: `3/4 x`, `-2x²y`, `x/2`, `5`."""
    inner = tree.inner if isinstance(tree, Minus) else tree
    factors = inner.factors if isinstance(inner, Product) else ((inner, False),)
    letters = [f for f, under in factors if not under and _letter_of(f)]
    numbers = [(f.value, under) for f, under in factors if isinstance(f, Number)]
    if len(letters) + len(numbers) != len(factors) or len({_letter_of(f) for f in letters}) != len(letters):
        return False
    return _one_coefficient(numbers, alone=not letters)


def _letter_of(tree: Tree) -> str:
    match tree:
        case Letter(name):
            return name
        case Power(Letter(name), exponent) if exponent >= 2:
            return name
    return ""


def _one_coefficient(numbers: list[tuple[Fraction, bool]], *, alone: bool) -> bool:
    top, bottom = [v for v, under in numbers if not under], [v for v, under in numbers if under]
    if len(top) > 1 or len(bottom) > 1 or (not alone and 0 in top):
        return False
    if not bottom:
        return True
    over, below = (top or [Fraction(1)])[0], bottom[0]
    return over.denominator == below.denominator == 1 and math.gcd(int(over), int(below)) == 1 and below != 1


def factors_of(tree: Tree) -> Counter[frozenset]:
    """Return the factors with an unknown, each without its number, and how often it stands there."""
    found: Counter[frozenset] = Counter()
    for factor, times in _flatten(tree):
        value = value_of(factor)
        if value.top.constant is None:
            found[frozenset(value.top.primitive().terms.items())] += times
        if value.bottom.constant is None:
            found[frozenset(value.bottom.primitive().terms.items())] -= times
    return found


def is_factored(tree: Tree, key: Tree) -> bool:
    """Tell whether it has the factors of the key, with no number left inside a bracket that could stand before it."""
    if factors_of(tree) != factors_of(key):
        return False
    sums = lambda t: [abs(value_of(f).top.content) for f, _ in _flatten(t) if isinstance(f, Sum)]  # noqa: E731
    return all(is_expanded(f) for f, _ in _flatten(tree) if isinstance(f, Sum)) and (
        all(c == 1 for c in sums(tree)) or any(c != 1 for c in sums(key))
    )


def _flatten(tree: Tree) -> list[tuple[Tree, int]]:
    match tree:
        case Minus(inner):
            return _flatten(inner)
        case Product(factors):
            return [(f, -n if under else n) for factor, under in factors for f, n in _flatten(factor)]
        case Power(base, exponent):
            return [(f, n * exponent) for f, n in _flatten(base)]
    return [(tree, 1)]


def is_simplified(tree: Tree) -> bool:
    """Tell whether nothing is left to collect or to cancel: expanded, or factors over factors without a common one."""
    if is_expanded(tree):
        return True
    parts = _flatten(tree)
    numbers = [(f.value, n < 0) for f, n in parts if isinstance(f, Number)]
    others = [(f, n) for f, n in parts if not isinstance(f, Number)]
    if not _one_coefficient(numbers, alone=not others) or not all(is_expanded(f) for f, _ in others):
        return False
    letters = [f for f, _ in others if isinstance(f, Letter)]
    if len(letters) > len(set(letters)):
        return False
    if isinstance(tree, Sum) or any(abs(n) != 1 for f, n in parts if isinstance(f, Number)):
        return False
    return _nothing_cancels([value_of(f).top for f, n in others if n > 0], [value_of(f).top for f, n in others if n < 0], numbers)


def _nothing_cancels(top: list[Polynomial], bottom: list[Polynomial], numbers: list[tuple[Fraction, bool]]) -> bool:
    if any(have_common_factor(a, b) for a in top for b in bottom):
        return False
    over = math.prod([abs(p.content) for p in top] + [abs(v) for v, under in numbers if not under], start=Fraction(1))
    below = math.prod([abs(p.content) for p in bottom] + [abs(v) for v, under in numbers if under], start=Fraction(1))
    return over.denominator != 1 or below.denominator != 1 or math.gcd(int(over), int(below)) == 1
