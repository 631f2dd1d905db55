"""Our own algebra agrees with SymPy, stays small, and tells forms apart."""

from fractions import Fraction

import pytest
import sympy
from hypothesis import example, given
from hypothesis import strategies as st

from courses.algebra.forms import is_expanded, is_factored, is_simplified
from courses.algebra.intervals import read_region, write_region
from courses.algebra.polynomials import Polynomial, have_common_factor
from courses.algebra.reading import read_expression
from courses.algebra.tree import Letter, Minus, Number, Power, Product, Sum, fold
from courses.algebra.values import value_of
from courses.algebra.writing import polynomial_tree, write
from courses.errors import UnreadableAnswer

NUMBERS = st.fractions(min_value=-9, max_value=9, max_denominator=6)
LEAVES = st.one_of(NUMBERS.map(Number), st.sampled_from("xy").map(Letter))
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(Minus),
        st.lists(inner, min_size=2, max_size=3).map(lambda t: Sum(tuple(t))),
        st.lists(st.tuples(inner, st.booleans()), min_size=2, max_size=3).map(lambda f: Product(((f[0][0], False), *f[1:]))),
        st.tuples(inner, st.integers(0, 3)).map(lambda p: Power(*p)),
    ),
    max_leaves=6,
)


def by_sympy(tree):
    match tree:
        case Number(value):
            return sympy.Rational(value.numerator, value.denominator)
        case Letter(name):
            return sympy.Symbol(name)
        case Minus(inner):
            return -by_sympy(inner)
        case Sum(terms):
            return sympy.Add(*map(by_sympy, terms))
        case Power(base, exponent):
            return by_sympy(base) ** exponent
        case Product(factors):
            return sympy.Mul(*(1 / by_sympy(f) if under else by_sympy(f) for f, under in factors))


def polynomial_by_sympy(polynomial):
    return sum(
        (sympy.Rational(c.numerator, c.denominator) * sympy.Mul(*(sympy.Symbol(n) ** e for n, e in m)) for m, c in polynomial.terms.items()),
        sympy.S(0),
    )


@given(TREES)
def test_values_agree_with_sympy(tree):
    """Exactly the same function, whatever the shape; what divides by zero here does so there."""
    try:
        value = value_of(tree)
    except UnreadableAnswer:
        return
    assert 0 == sympy.cancel(polynomial_by_sympy(value.top) / polynomial_by_sympy(value.bottom) - by_sympy(tree))


@given(TREES)
@example(Minus(Product(((Number(Fraction(-1)), False), (Number(Fraction(0)), False)))))
def test_what_is_written_is_read_as_the_same(tree):
    """A key that is shown can be typed."""
    try:
        value = value_of(tree)
    except UnreadableAnswer:
        return
    for shape in (tree, fold(tree)):
        assert value_of(read_expression(write(shape))).equals(value)


@given(TREES)
def test_a_polynomial_written_out_is_expanded(tree):
    """The key of `expanded` is in the form it asks for; powers beyond what is read are beyond what is asked."""
    try:
        value = value_of(tree)
        if value.bottom.constant is None:
            return
        written = read_expression(write(polynomial_tree(value.top.times(1 / value.bottom.constant))))
    except UnreadableAnswer:
        return
    assert is_expanded(written)


@given(st.lists(st.integers(-4, 4), min_size=2, max_size=4), st.lists(st.integers(-4, 4), min_size=2, max_size=4))
def test_common_factors_agree_with_sympy(a, b):
    """The greatest common divisor of two polynomials in one unknown."""
    p, q = (Polynomial.of(((("x", e),) if e else (), Fraction(c)) for e, c in enumerate(cs)) for cs in (a, b))
    if not p.letters or not q.letters:
        return
    assert have_common_factor(p, q) == (sympy.gcd(polynomial_by_sympy(p), polynomial_by_sympy(q)).free_symbols != set())


FORMS = [
    ("2x + 6", True, True),
    ("3/4 x - 1", True, True),
    ("x/2", True, True),
    ("2/4 x", False, False),
    ("2x + 3x", False, False),
    ("2*3x", False, False),
    ("x*x", False, False),
    ("2(x + 3)", False, True),
    ("(x + 1)(x - 2)", False, True),
    ("(x^2 - 1)/(x - 1)", False, False),
    ("(2x + 2)/4", False, False),
    ("(x + 1)/(x - 2)", False, True),
    ("2(x + 1) + 3", False, False),
]


@pytest.mark.parametrize(("typed", "expanded", "simplified"), FORMS)
def test_forms_are_told_apart(typed, expanded, simplified):
    """Expanded has no brackets, simplified has nothing left to do."""
    tree = read_expression(typed)
    assert (expanded, simplified) == (is_expanded(tree), is_simplified(tree))


FACTORED = [("(x-2)(x-3)", True), ("(3-x)(2-x)", True), ("(x-3)(x-2)*1", True), ("x^2-5x+6", False), ("x(x-5)+6", False), ("(2x-4)(x-3)/2", False)]


@pytest.mark.parametrize(("typed", "factored"), FACTORED)
def test_factors_are_those_of_the_key(typed, factored):
    """Order and signs do not matter, a number inside a bracket does."""
    assert factored == is_factored(read_expression(typed), read_expression("(x-2)(x-3)"))


@pytest.mark.parametrize("typed", ["(((x+1)^12)^12)^12", "(x+y+1)^12*(x-y)^12*(x+2y)^12", "(" * 30 + "x" + ")" * 30, "x" * 199, "1/(x-x)", "9" * 40])
def test_giants_are_refused(typed):
    """Nobody keeps the checker busy; the limits are counts, not seconds."""
    with pytest.raises(UnreadableAnswer):
        value_of(read_expression(typed))


@given(st.text(alphabet="0123456789x<>≤≥[](); ,∞+-orឬ", max_size=25))
def test_regions_are_read_or_refused_and_written_the_same(typed):
    """What is read and written is read again as the same numbers."""
    try:
        region = read_region(typed)
    except UnreadableAnswer:
        return
    assert region.intervals == read_region(write_region(region)).intervals
