"""Formulas are exact, and nothing in them can be executed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.errors import ExpressionError
from courses.expressions import compute, names_in

NUMBERS = {"a": Fraction(2), "b": Fraction(3)}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1/a + 1/b", Fraction(5, 6)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("gcd(12, 18)", 6),
        ("lcm(4, 6)", 12),
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("num(a/b)", 2),
        ("den(a/b)", 3),
        ("a if a > b else b", 3),
        ("2**10", 1024),
        ("7 // 2", 3),
        ("7 % 4", 3),
        ("'x'", "x"),
    ],
)
def test_formulas_are_computed_exactly(formula, value):
    """No rounding on the way, and halves round away from zero as in textbooks."""
    assert value == compute(formula, NUMBERS)


@pytest.mark.parametrize(
    "formula",
    [
        "__import__('os')",
        "a.__class__",
        "[x for x in (1,)]",
        "open('x')",
        "lambda: 1",
        "a[0]",
        "9**9**9",
        "10**61",
        "1/0",
        "c",
        "a +",
        "'x' + 1",
        "f'{a}'",
        "(" * 400,
        "True",
        "a := 1",
        "gcd(1/2, 3)",
        "1" * 299,
        r"'\rightarrow'",
    ],
)
def test_what_is_not_a_formula_is_refused(formula):
    """Attributes, calls, huge numbers and unknown names end in one plain error."""
    with pytest.raises(ExpressionError):
        compute(formula, NUMBERS)


def test_an_unknown_name_lists_the_known_ones():
    """The author reads which names there are."""
    with pytest.raises(ExpressionError, match="unknown name common; this item defines a, b"):
        compute("common", NUMBERS)


def test_names_leave_functions_out():
    """Only what must be drawn or computed counts as a name."""
    assert {"a", "b"} == names_in("gcd(a, b) + 1")


@given(st.fractions(min_value=-99, max_value=99, max_denominator=99), st.fractions(min_value=-99, max_value=99, max_denominator=99))
def test_sums_and_products_are_those_of_fractions(x, y):
    """Whatever the numbers are, the formula's value is the exact one."""
    assert x * y - x + y == compute("x*y - x + y", {"x": x, "y": y})
