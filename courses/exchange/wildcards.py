"""Formulas of calculated questions: read by Python's grammar, computed by our own hand in floating point; nothing is executed.

Where a formula holds nothing but what an item file's formulas know, it is carried as it is and computed exactly; else its values are
computed once, for each row of drawn values, and drawn together with them.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping

from courses.exchange.errors import NotCarried
from courses.expressions import FUNCTIONS as EXACT
from courses.expressions import MAX_CHARACTERS, compute, parse_expression

NAME = re.compile(r"\{([A-Za-z_][^{}=<>:]{0,60})\}")
_BINARY: dict[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Mod: lambda left, right: math.fmod(int(left), int(right)),
    ast.Pow: math.pow,
}
_FUNCTIONS: dict[str, Callable[..., float]] = {
    **{name: getattr(math, name) for name in ("acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "ceil", "cos", "cosh", "exp", "expm1")},
    **{name: getattr(math, name) for name in ("floor", "fmod", "log10", "log1p", "sin", "sinh", "sqrt", "tan", "tanh", "pow")},
    "bindec": lambda value: float(int(f"{value:.0f}", 2)),
    "octdec": lambda value: float(int(f"{value:.0f}", 8)),
    "decbin": lambda value: float(f"{int(value):b}"),
    "decoct": lambda value: float(f"{int(value):o}"),
    "abs": abs,
    "max": max,
    "min": min,
    "log": math.log,
    "ln": math.log,
    "pi": lambda: math.pi,
    "deg2rad": math.radians,
    "rad2deg": math.degrees,
    "round": lambda value, places=0: math.copysign(math.floor(abs(value) * 10**places + 0.5) / 10**places, value),
}
MAX_LENGTH = 1000


class Formula:
    """One formula of a bank.

    Args:
        names: our name for each wildcard.

    Raises:
        NotCarried: it holds more than a formula may.
    """

    def __init__(self, text: str, names: Mapping[str, str]) -> None:
        unknown = [found for found in NAME.findall(text) if found.strip() not in names]
        if unknown:
            raise NotCarried(f"the formula names {{{unknown[0][:40]}}}, which has no drawn values")
        self.has_hat = "^" in text
        self.text = NAME.sub(lambda match: f" {names[match[1].strip()]} ", text).strip().lstrip("=").replace("^", "**")
        self.text = re.sub(r"\s+", " ", self.text).strip()
        if not self.text or len(self.text) > MAX_LENGTH:
            raise NotCarried(f"a formula has 1 to {MAX_LENGTH} characters")
        try:
            self.tree = ast.parse(self.text, mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise NotCarried(f"the formula {text.strip()[:60]!r} cannot be read") from None
        self.names = {node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name)} & set(names.values())

    @property
    def is_exact(self) -> bool:
        """Tell whether our own formulas can say the same."""
        if len(self.text) > MAX_CHARACTERS:
            return False
        known = (ast.Name, ast.Constant, ast.BinOp, ast.UnaryOp, ast.Call, ast.Load, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub)
        called = {node.func.id for node in ast.walk(self.tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        return all(isinstance(node, known) for node in ast.walk(self.tree)) and called <= EXACT.keys() - {"num", "den", "gcd", "lcm"}

    def at(self, values: Mapping[str, float]) -> float | None:
        """Return the value at one row of drawn values, None where there is none."""
        try:
            value = float(_compute(self.tree, values))
        except (ArithmeticError, ValueError, TypeError):
            return None
        return value if math.isfinite(value) and abs(value) < 1e30 and (value == 0 or abs(value) > 1e-30) else None

    def is_same(self, values: Mapping[str, object]) -> bool:
        """Tell whether our own formulas can compute it here."""
        try:
            parse_expression(self.text)
            compute(self.text, values)  # type: ignore[arg-type]
        except ValueError:
            return False
        return True


def _compute(node: ast.expr, values: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return float(number)
        case ast.Name(id=name) if name in values:
            return values[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_compute(operand, values)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _compute(operand, values)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return _BINARY[type(op)](_compute(left, values), _compute(right, values))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _FUNCTIONS:
            return _FUNCTIONS[name](*(_compute(a, values) for a in args))
    raise NotCarried(f"{ast.unparse(node)[:60]!r} is not known in a formula")


def written(value: float, length: int, *, significant: bool) -> str:
    """Return a value with so many digits behind the comma, or so many that say something."""
    length = min(max(length, 0), 9)
    if significant and value:
        length = min(max(length - 1 - math.floor(math.log10(abs(value))), 0), 25)
    return f"{value:.{length}f}"
