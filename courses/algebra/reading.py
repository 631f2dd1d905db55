"""Reads `2x+3`, `2(x-1)`, `x²`, `3/4 x`, `·`, `×`: left to right, a missing times sign understood, never more than a few brackets deep."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from courses.algebra.tokens import Token, read_tokens
from courses.algebra.tree import Letter, Minus, Number, Power, Product, Sum, Tree
from courses.errors import UnreadableAnswer

MAX_DEPTH = 12
MAX_EXPONENT = 12

Known = Mapping[str, Fraction]
"""Names that stand for a number: an author's drawn and computed names."""


class Reader:
    """Walks over signs; each method reads one piece and stops behind it.

    Args:
        letters: the unknowns that may stand there; None where every letter may.
    """

    def __init__(self, tokens: list[Token], known: Known | None = None, letters: frozenset[str] | None = None) -> None:
        self.tokens, self.known, self.letters = tokens, known or {}, letters
        self.place = self.depth = 0

    @property
    def here(self) -> Token:
        """The sign that comes next."""
        return self.tokens[self.place]

    def sees(self, *signs: str) -> bool:
        """Tell whether one of these signs comes next."""
        return self.here.kind == "sign" and self.here.text in signs

    def take(self, *signs: str) -> str:
        """Step over one of these signs and return it, or return nothing."""
        if not self.sees(*signs):
            return ""
        self.place += 1
        return self.tokens[self.place - 1].text

    def must(self, expected: str, *signs: str) -> str:
        """Step over one of these signs; refuse everything else."""
        return self.take(*signs) or self.refuse(expected)

    def refuse(self, expected: str) -> str:
        """Point at the sign that comes next."""
        raise UnreadableAnswer(f"expected {expected} at {self.here.at}", self.here.at, expected)

    def end(self) -> None:
        """Refuse what is left over."""
        if self.here.kind != "end":
            self.refuse("operator")

    def expression(self) -> Tree:
        """Read terms that are added or taken away."""
        terms = [self.term()]
        while sign := self.take("+", "-"):
            term = self.term()
            terms.append(Minus(term) if sign == "-" else term)
        return terms[0] if len(terms) == 1 else Sum(tuple(terms))

    def term(self) -> Tree:
        """Read factors; `3/4 x` is three quarters of x."""
        if self.take("-"):
            return Minus(self.deeper(self.term))
        if self.take("+"):
            return self.deeper(self.term)
        factors = [(self.power(), False)]
        while True:
            if sign := self.take("*", "/"):
                factors.append((self.signed(), sign == "/"))
            elif (self.here.kind == "name" and self.here.text != "ឬ") or self.sees("("):
                factors.append((self.power(), False))
            else:
                return factors[0][0] if len(factors) == 1 else Product(tuple(factors))

    def signed(self) -> Tree:
        """Read a factor that may carry a minus of its own."""
        return Minus(self.deeper(self.signed)) if self.take("-") else self.power()

    def power(self) -> Tree:
        """Read one factor with its exponent."""
        base = self.atom()
        if not self.take("^"):
            return base
        bracket = bool(self.take("("))
        minus = bool(self.take("-"))
        if self.here.kind != "number" or not self.here.text.isdigit() or int(self.here.text) > MAX_EXPONENT:
            self.refuse("exponent")
        exponent = int(self.here.text)
        self.place += 1
        if bracket:
            self.must("bracket", ")")
        return Power(base, -exponent if minus else exponent)

    def atom(self) -> Tree:
        """Read a number, an unknown, or what stands between brackets."""
        token = self.here
        if token.kind == "number":
            self.place += 1
            return Number(Fraction(token.text.replace(",", ".")))
        if token.kind == "name":
            return self.name()
        if self.take("("):
            inner = self.deeper(self.expression)
            self.must("bracket", ")")
            return inner
        self.refuse("operand")
        raise AssertionError

    def name(self) -> Tree:
        """Read a letter, or a name that stands for a number."""
        name = self.here.text
        if name in self.known:
            self.place += 1
            return Number(self.known[name])
        if self.letters is not None and name not in self.letters:
            self.refuse("letter" if self.letters else "operand")
        self.place += 1
        return Letter(name)

    def deeper(self, read):  # type: ignore[no-untyped-def]
        """Read a piece inside another; a tower of brackets is refused."""
        if self.depth >= MAX_DEPTH:
            self.refuse("fewer")
        self.depth += 1
        piece = read()
        self.depth -= 1
        return piece


def read_expression(typed: str, known: Known | None = None, letters: frozenset[str] | None = None) -> Tree:
    """Read an expression.

    Raises:
        UnreadableAnswer: points at the place.

    >>> read_expression("-x")
    Minus(inner=Letter(name='x'))
    """
    reader = Reader(read_tokens(typed, frozenset(known or ())), known, letters)
    tree = reader.expression()
    reader.end()
    return tree


def read_equation(typed: str, known: Known | None = None, letters: frozenset[str] | None = None) -> tuple[Tree, Tree]:
    """Read the two sides of an equation.

    Raises:
        UnreadableAnswer: points at the place.
    """
    reader = Reader(read_tokens(typed, frozenset(known or ())), known, letters)
    left = reader.expression()
    reader.must("equals", "=")
    right = reader.expression()
    reader.end()
    return left, right
