"""An expression written for people: as a learner would type it, and as TeX."""

from __future__ import annotations

from fractions import Fraction

from courses.algebra.polynomials import Polynomial
from courses.algebra.tree import Letter, Minus, Number, Power, Product, Sum, Tree


def polynomial_tree(polynomial: Polynomial) -> Tree:
    """Return a polynomial as a sum of monomials, the highest first."""
    terms: list[Tree] = []
    for monomial in polynomial.ordered():
        letters: list[Tree] = [Letter(n) if e == 1 else Power(Letter(n), e) for n, e in monomial]
        coefficient = polynomial.terms[monomial]
        if not letters:
            terms.append(Number(coefficient))
        elif coefficient == 1 and len(letters) == 1:
            terms.append(letters[0])
        elif coefficient == -1 and len(letters) == 1:
            terms.append(Minus(letters[0]))
        else:
            numbers: list[Tree] = [] if coefficient == 1 else [Number(coefficient)]
            terms.append(Product(tuple((f, False) for f in [*numbers, *letters])))
    return terms[0] if len(terms) == 1 else Sum(tuple(terms)) if terms else Number(Fraction(0))


def write(tree: Tree, *, tex: bool = False) -> str:
    """Return the expression as text.

    >>> write(Sum((Product(((Number(Fraction(2)), False), (Letter("x"), False))), Number(Fraction(-3)))))
    '2x - 3'
    """
    match tree:
        case Number(value):
            return _number(value, tex)
        case Letter(name):
            return name
        case Minus(inner):
            return "-" + _bracketed(inner, tex, isinstance(inner, Sum) or write(inner).startswith("-"))
        case Power(base, exponent):
            mark = f"^{{{exponent}}}" if tex else f"^{exponent}"
            return _bracketed(base, tex, not isinstance(base, Letter) and not _is_plain(base)) + mark
        case Sum(terms):
            return _join([write(t, tex=tex) for t in terms])
        case Product(factors):
            return _product(factors, tex)


def _join(terms: list[str]) -> str:
    text = terms[0]
    for term in terms[1:]:
        text += f" - {term[1:]}" if term.startswith("-") else f" + {term}"
    return text


def _number(value: Fraction, tex: bool) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    sign = "-" if value < 0 else ""
    return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}" if tex else f"{sign}{abs(value.numerator)}/{value.denominator}"


def _is_plain(tree: Tree) -> bool:
    return isinstance(tree, Number) and tree.value >= 0 and tree.value.denominator == 1


def _begins_with_number(tree: Tree) -> bool:
    return isinstance(tree, Number) or (isinstance(tree, Power) and isinstance(tree.base, Number))


def _bracketed(tree: Tree, tex: bool, needed: bool) -> str:
    return f"({write(tree, tex=tex)})" if needed else write(tree, tex=tex)


def _product(factors: tuple[tuple[Tree, bool], ...], tex: bool) -> str:
    top, bottom = [f for f, under in factors if not under], [f for f, under in factors if under]
    if tex and bottom:
        return rf"\frac{{{_chain(top, tex, alone=True)}}}{{{_chain(bottom, tex, alone=True)}}}"
    text = _chain(top, tex)
    if not bottom:
        return text
    below = _chain(bottom, tex)
    simple = len(bottom) == 1 and (isinstance(bottom[0], Letter | Power | Sum) or _is_plain(bottom[0]))
    return f"{text}/{below if simple else f'({below})'}"


def _chain(factors: list[Tree], tex: bool, *, alone: bool = False) -> str:
    if not factors:
        return "1"
    if len(factors) == 1:
        return _bracketed(factors[0], tex, isinstance(factors[0], Sum) and not alone)
    pieces = [
        _bracketed(f, tex, isinstance(f, Sum | Minus | Product) or (i > 0 and isinstance(f, Number) and f.value < 0)) for i, f in enumerate(factors)
    ]
    text = pieces[0]
    if text == "-1" and not _begins_with_number(factors[1]):
        text, pieces = "-", ["-", *pieces[1:]]
    for before, after, piece in zip(factors, factors[1:], pieces[1:], strict=False):
        if _begins_with_number(after):
            text += (r"\cdot " if tex else "*") + piece
        elif isinstance(before, Number) and before.value.denominator != 1 and not tex:
            text += f" {piece}"
        else:
            text += piece
    return text
