"""Formulas of item files are read by Python's grammar and computed by our own hand, in exact fractions; nothing is ever executed."""

from __future__ import annotations

import ast
import functools
import math
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction

from courses.errors import ExpressionError
from courses.model import Value

MAX_CHARACTERS = 300
MAX_EXPONENT = 64
MAX_DIGITS = 60


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1 or abs(exponent) > MAX_EXPONENT:
        raise ExpressionError(f"an exponent must be a whole number of at most {MAX_EXPONENT}. Got {exponent}")
    return base ** int(exponent)


def _round(value: Fraction, places: Fraction = Fraction(0)) -> Fraction:
    """Round half away from zero, as Cambodian textbooks do; Python's own rounds half to even."""
    scale = Fraction(10) ** int(places)
    whole = math.floor(abs(value) * scale + Fraction(1, 2))
    return (1 if value >= 0 else -1) * whole / scale


def _whole(*values: Fraction) -> list[int]:
    if any(v.denominator != 1 for v in values):
        raise ExpressionError("gcd and lcm take whole numbers")
    return [int(v) for v in values]


_BINARY: dict[type, Callable] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: lambda a, b: Fraction(a // b),
    ast.Mod: operator.mod,
    ast.Pow: _power,
}
_COMPARE: dict[type, Callable] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
FUNCTIONS: dict[str, Callable[..., Value]] = {
    "abs": abs,
    "min": min,
    "max": max,
    "gcd": lambda *v: Fraction(math.gcd(*_whole(*v))),
    "lcm": lambda *v: Fraction(math.lcm(*_whole(*v))),
    "num": lambda v: Fraction(v.numerator),
    "den": lambda v: Fraction(v.denominator),
    "floor": lambda v: Fraction(math.floor(v)),
    "ceil": lambda v: Fraction(math.ceil(v)),
    "round": _round,
}


@functools.lru_cache(maxsize=4096)
def parse_expression(text: str) -> ast.expr:
    """Read a formula.

    Raises:
        ExpressionError: says what is not allowed.
    """
    if len(text) > MAX_CHARACTERS:
        raise ExpressionError(f"a formula has at most {MAX_CHARACTERS} characters")
    if "\\" in text:
        raise ExpressionError(f"a formula holds no backslash, since Python would read it; keep TeX in the texts. Got {text!r}")
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        raise ExpressionError(f"cannot read the formula {text!r}") from None


def names_in(text: str) -> set[str]:
    """Return the names a formula uses, functions left out."""
    return {n.id for n in ast.walk(parse_expression(text)) if isinstance(n, ast.Name)} - FUNCTIONS.keys()


def compute(text: str, values: Mapping[str, Value]) -> Value | bool:
    """Compute a formula exactly.

    Args:
        text: such as `1/a + 1/b`, `gcd(a, b) == 1 and a < b`, or a quoted word.
        values: what its names stand for.

    Raises:
        ExpressionError: an unknown name, a division by zero, something not allowed.
    """
    try:
        return _compute(parse_expression(text), values)
    except ZeroDivisionError:
        raise ExpressionError(f"{text!r} divides by zero") from None
    except (TypeError, AttributeError, RecursionError):
        raise ExpressionError(f"{text!r} mixes words and numbers") from None


def _compute(node: ast.expr, values: Mapping[str, Value]) -> Value | bool:
    match node:
        case ast.Constant(value=bool()):
            raise ExpressionError("True and False are not numbers")
        case ast.Constant(value=int() | float()):
            return _small(Fraction(ast.unparse(node)))
        case ast.Constant(value=str() as word):
            return word
        case ast.Name(id=name):
            return _look_up(name, values)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_compute(operand, values)  # type: ignore[operator,return-value]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _compute(operand, values)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return _small(_BINARY[type(op)](_compute(left, values), _compute(right, values)))
        case ast.BoolOp(op=op, values=parts):
            results = (bool(_compute(p, values)) for p in parts)
            return all(results) if isinstance(op, ast.And) else any(results)
        case ast.Compare(left=left, ops=ops, comparators=others):
            return _chain([left, *others], ops, values)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](*(_compute(a, values) for a in args))
        case ast.IfExp(test=test, body=body, orelse=other):
            return _compute(body if _compute(test, values) else other, values)
    raise ExpressionError(f"{ast.unparse(node)!r} is not allowed in a formula")


def _look_up(name: str, values: Mapping[str, Value]) -> Value:
    if name not in values:
        raise ExpressionError(f"unknown name {name}; this item defines {', '.join(sorted(values)) or 'none'}")
    return values[name]


def _small(value: Fraction) -> Fraction:
    if isinstance(value, Fraction) and max(abs(value.numerator), value.denominator) >= 10**MAX_DIGITS:
        raise ExpressionError(f"a number has more than {MAX_DIGITS} digits")
    return value


def _chain(operands: list[ast.expr], ops: list[ast.cmpop], values: Mapping[str, Value]) -> bool:
    computed = [_compute(o, values) for o in operands]
    try:
        return all(_COMPARE[type(op)](a, b) for op, a, b in zip(ops, computed, computed[1:], strict=False))
    except KeyError:
        raise ExpressionError("only ==, !=, <, <=, >, >= compare") from None
