"""Keys are found a second time by other hands: SymPy computes the formulas, points are put into lines, atoms are counted one by one.

Nothing here uses the evaluator, the parsers or the comparison that judge learners. Formulas are our own content, and this is a test: SymPy may
evaluate them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

import sympy
from sympy.parsing.sympy_parser import auto_number, parse_expr, rationalize

from courses.languages import LANGS
from courses.markdown import fill
from courses.model import AnswerSpec, Item, Variant

Names = dict[str, object]
"""What the names of an item stand for: SymPy's numbers, and words."""

_ROUND = lambda v, places=0: sympy.sign(v) * sympy.floor(abs(v) * 10**places + sympy.Rational(1, 2)) / sympy.Integer(10) ** places  # noqa: E731
_FUNCTIONS: Names = {
    "num": lambda v: sympy.Integer(v.p),
    "den": lambda v: sympy.Integer(v.q),
    "gcd": lambda *v: sympy.igcd(*v),
    "lcm": lambda *v: sympy.ilcm(*v),
    "floor": sympy.floor,
    "ceil": sympy.ceiling,
    "min": sympy.Min,
    "max": sympy.Max,
    "abs": abs,
    "round": _ROUND,
}
_GLOBALS = {"Integer": sympy.Integer, "Float": sympy.Float, "Rational": sympy.Rational, "__builtins__": {}}
NUMBERS = {"whole", "decimal", "number", "fraction", "mixed", "quantity"}
ALGEBRA = {"expression", "equation", "interval", "point", "line"}
CHEMISTRY = {"formula", "reaction"}
COMPUTED = {"choice", "choices", "ordering"}
"""Kinds that are verified where a formula, and not an id, says what is right."""
INSIDE = {"gaps", "table", "parts"}
VERIFIED = NUMBERS | ALGEBRA | CHEMISTRY | COMPUTED | INSIDE


def compute(formula: str, names: Names) -> object:
    """Return what SymPy makes of a formula of an item."""
    return parse_expr(formula, {**_FUNCTIONS, **names}, (auto_number, rationalize), _GLOBALS)


def names_of(variant: Variant) -> Names:
    """Return what was drawn, and what `let` makes of it by SymPy."""
    names: Names = {n: sympy.Rational(v.numerator, v.denominator) if isinstance(v, Fraction) else v for n, v in variant.drawn.items()}
    for name, formula in variant.item.let.items():
        names[name] = compute(formula, names)
    return names


def is_kept(item: Item, names: Names) -> bool:
    """Tell whether SymPy, too, lets the drawing through."""
    return item.keep is None or bool(compute(item.keep, names))


def find_fault(variant: Variant, typed: str) -> str | None:
    """Return what is wrong with a key, or None where a second way finds the same."""
    names = names_of(variant)
    return None if is_kept(variant.item, names) and _agrees(variant.item.answer, typed, names) else f"{typed!r} with {names}"


def _agrees(spec: AnswerSpec, typed: str, names: Names) -> bool:
    if spec.kind in INSIDE:
        return all(_agrees(inner, text.strip(), names) for inner, text in _inner(spec, typed))
    if spec.kind in NUMBERS:
        return _number_agrees(spec, typed, names)
    check = {
        "expression": _expression_agrees,
        "equation": _equation_agrees,
        "interval": _interval_agrees,
        "point": _point_agrees,
        "line": _line_agrees,
        "formula": _formula_agrees,
        "reaction": _reaction_agrees,
        "choice": _choice_agrees,
        "choices": _choices_agree,
        "ordering": _ordering_agrees,
    }
    return check[spec.kind](spec.options, typed, names) if spec.kind in check else True


def _inner(spec: AnswerSpec, typed: str) -> list[tuple[AnswerSpec, str]]:
    if spec.kind == "parts":
        return list(zip((part.answer for part in spec.options["parts"]), typed.split("||"), strict=True))
    return list(zip(spec.options["fields"].values(), typed.split("|"), strict=True))


def _number_agrees(spec: AnswerSpec, typed: str, names: Names) -> bool:
    unit = spec.options["unit"] if spec.kind == "quantity" else ""
    number, _, written_unit = typed.partition(unit) if unit else (typed, "", "")
    if not re.fullmatch(r"-?[\d./ ]+", number) or written_unit or (unit and not typed.endswith(f" {unit}")):
        return False
    exact, written = compute(spec.options["value"], names), _mixed(number)
    if spec.options.get("places") is not None:
        return written == _ROUND(exact, int(spec.options["places"]))
    return abs(written - exact) <= compute(spec.options.get("tolerance", "0"), names)


def _mixed(number: str) -> sympy.Rational:
    """Return a number as it is typed; in `-1 1/2` the minus counts for both."""
    size = sum(sympy.Rational(part) for part in number.strip().lstrip("-").split())
    return -size if number.strip().startswith("-") else size


_PIECE = re.compile(r"\s*(\d+(?:[.,]\d+)?|[A-Za-z_]\w*|[²³]|.)")


def algebra(text: str, names: Names) -> sympy.Expr:
    """Return SymPy's reading of algebra as it is written on paper: a missing times sign, a raised two."""
    signs = {"·": "*", "×": "*", "−": "-", "^": "**", "²": "**2", "³": "**3", "[": "(", "]": ")"}
    pieces: list[str] = []
    for piece in _split_letters(_PIECE.findall(text), names):
        starts = piece[0].isalnum() or piece == "("
        if pieces and starts and ((pieces[-1][-1].isalnum() and not pieces[-1].startswith("**")) or pieces[-1] in (")", "**2", "**3")):
            pieces.append("*")
        pieces.append(signs.get(piece, piece.replace(",", ".")))
    letters = {p: sympy.Symbol(p) for p in pieces if p.isalpha() and p not in names}
    return sympy.sympify(compute(" ".join(pieces), {**names, **letters}))


def _split_letters(pieces: list[str], names: Names) -> list[str]:
    """`xy` is x times y, unless an item has a name `xy`."""
    return [one for piece in pieces for one in (piece if piece.isalpha() and piece not in names else [piece])]


def _difference(equation: str, names: Names) -> sympy.Expr:
    left, right = equation.split("=")
    return sympy.expand(algebra(left, names) - algebra(right, names))


def _same(a: sympy.Expr, b: sympy.Expr) -> bool:
    """Tell whether two expressions are one: simplified, and with numbers put in."""
    letters = sorted(a.free_symbols | b.free_symbols, key=str)
    for shift in (3, 17, -29):
        numbers = {letter: sympy.Rational(shift + 5 * place, 7 + place) for place, letter in enumerate(letters)}
        if a.subs(numbers) != b.subs(numbers):
            return False
    return sympy.cancel(a - b) == 0


def _expression_agrees(options: Mapping, typed: str, names: Names) -> bool:
    return _same(algebra(options["value"], names), algebra(typed, {}))


def _equation_agrees(options: Mapping, typed: str, names: Names) -> bool:
    """The same up to a factor; where it is solved, the solution put into the key leaves nothing."""
    key, given = _difference(options["value"], names), _difference(typed, {})
    factor = sympy.cancel(given / key)
    if not factor.is_number or factor == 0:
        return False
    if not (letter := options["solved_for"]):
        return True
    left, right = (side.strip() for side in typed.split("="))
    alone, other = (left, right) if left == letter else (right, left)
    return alone == letter and sympy.cancel(key.subs(sympy.Symbol(letter), algebra(other, {}))) == 0


def region(text: str, names: Names) -> sympy.Set:
    """Return SymPy's set of the numbers of inequalities or intervals joined by `or`."""
    pieces = [_one_region(piece.strip(), names) for piece in re.split(r"\bor\b|ឬ|∪", text)]
    return sympy.Union(*pieces)


def _one_region(text: str, names: Names) -> sympy.Set:
    if match := re.fullmatch(r"([\[\](])([^;]*)[;,]([^;]*)([\[\])])", text):
        low, high = (_end(match[i], names) for i in (2, 3))
        return sympy.Interval(low, high, match[1] != "[", match[4] != "]")
    found = sympy.S.Reals
    parts = re.split(r"(<=|>=|≤|≥|<|>)", text)
    for left, sign, right in zip(parts[::2], parts[1::2], parts[2::2], strict=False):
        a, b = algebra(left, names), algebra(right, names)
        letter = next(iter(a.free_symbols | b.free_symbols))
        relation = {"<": a < b, ">": a > b}.get(sign) if sign in "<>" else (a <= b if sign in ("<=", "≤") else a >= b)
        found = found & relation.as_set() if relation.free_symbols == {letter} else found
    return found


def _end(text: str, names: Names) -> sympy.Expr:
    if re.search(r"∞|inf|oo", text):
        return -sympy.oo if "-" in text.replace("−", "-") else sympy.oo
    return algebra(text, names)


def _interval_agrees(options: Mapping, typed: str, names: Names) -> bool:
    return region(options["value"], names) == region(typed, {})


def _points(text: str, names: Names) -> list[tuple[sympy.Expr, sympy.Expr]]:
    pairs = re.findall(r"[(\[]([^;()]*(?:\([^()]*\)[^;()]*)*);([^()]*(?:\([^()]*\)[^()]*)*)[)\]]", text)
    return [(algebra(x, names), algebra(y, names)) for x, y in pairs]


def _point_agrees(options: Mapping, typed: str, names: Names) -> bool:
    wanted = tuple(sympy.sympify(compute(options[name], names)) for name in ("x", "y"))
    return _points(typed, {}) == [wanted]


def _line_agrees(options: Mapping, typed: str, names: Names) -> bool:
    """Two points of the key lie on the typed line, and are not one."""
    x, y = sympy.symbols("x y")
    given, key = _difference(typed, {}), options["key"]
    if "=" in key:
        equation = _difference(key, names)
        points = [(n, solved[0]) for n in (-3, 5) if (solved := sympy.solve(equation.subs(x, n), y))]
        points = points or [(solved[0], n) for n in (-3, 5) if (solved := sympy.solve(equation.subs(y, n), x))]
    else:
        points = _points(key, names)
    return len(set(points)) == 2 and all(given.subs({x: a, y: b}) == 0 for a, b in points)


def atoms(formula: str) -> Counter[str]:
    """Count the atoms of a formula, and its charge under `+`."""
    formula = formula.translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789"))
    formula, _, charge = formula.partition("^")
    found: Counter[str] = Counter()
    if charge or formula.endswith(("+", "-")):
        sign = charge or formula[-1]
        found["+"] = int(sign.rstrip("+-") or 1) * (-1 if sign.endswith("-") else 1)
        formula = formula.rstrip("+-")
    while match := re.search(r"\(([^()]*)\)(\d*)", formula):
        formula = formula[: match.start()] + _times(match[1], int(match[2] or 1)) + formula[match.end() :]
    for element, count in re.findall(r"([A-Z][a-z]?)(\d*)", formula):
        found[element] += int(count or 1)
    return found


def _times(group: str, times: int) -> str:
    return "".join(f"{element}{int(count or 1) * times}" for element, count in re.findall(r"([A-Z][a-z]?)(\d*)", group))


def _filled(text: str, names: Names) -> str:
    return re.sub(r"@(\w+)", lambda m: str(names[m[1]]), text)


def _formula_agrees(options: Mapping, typed: str, names: Names) -> bool:
    return atoms(typed) == atoms(_filled(options["value"], names))


def _reaction_agrees(options: Mapping, typed: str, names: Names) -> bool:
    """On both sides stand as many atoms of each element, and the numbers have no common divisor."""
    sides = [side.split(" + ") for side in re.split(r"->|→|=|⇌", _filled(options["value"], names))]
    formulas = [[re.sub(r"^\s*\d+\s*", "", one).strip() for one in side] for side in sides]
    numbers = [int(n or 1) for n in typed.split(",")] if "," in typed or typed.strip().isdigit() else _numbers_of(typed)
    counts, left = [Counter(), Counter()], iter(numbers)
    for side, count in zip(formulas, counts, strict=True):
        for one in side:
            number = next(left)
            count.update({element: number * n for element, n in atoms(one).items()})
    return counts[0] == counts[1] and sympy.igcd(*numbers) == 1 if len(numbers) > 1 else False


def _numbers_of(reaction: str) -> list[int]:
    return [int((re.match(r"\s*(\d+)", one) or [0, "1"])[1]) for one in re.split(r"->|→|=|⇌| \+ ", reaction)]


def _choice_agrees(options: Mapping, typed: str, names: Names) -> bool:
    ids = {choice.id for choice in options["choices"]}
    return typed == (options["right"] if options["right"] in ids else str(compute(options["right"], names)))


def _choices_agree(options: Mapping, typed: str, names: Names) -> bool:
    right = options["right"]
    if not isinstance(right, Mapping):
        return True
    return {name for name, formula in right.items() if bool(compute(formula, names))} == {one.strip() for one in typed.split(",") if one.strip()}


def _ordering_agrees(options: Mapping, typed: str, names: Names) -> bool:
    if not options.get("by"):
        return True
    values = [compute(options["by"][one.strip()], names) for one in typed.split(",")]
    return values == sorted(values, reverse=options.get("direction") == "down")


def equations_asked(variant: Variant, letter: str) -> list[str]:
    """Return the equations of a question in which only this letter is unknown, as they stand on the screen."""
    asked = {tex for lang in LANGS for tex in re.findall(r"\$([^$]*)\$", fill(variant.item.ask.in_lang(lang), variant.values))}
    plain = {_without_tex(tex) for tex in asked if tex.count("=") == 1}
    return sorted(text for text in plain if set(re.findall(r"[A-Za-z]+", text)) == {letter})


def _without_tex(tex: str) -> str:
    tex = re.sub(r"\\d?frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", tex)
    tex = re.sub(r"\\(?:times|cdot)(?![a-z])", "*", tex).replace("{,}", ".")
    return re.sub(r"\\[,;! ]|\\(?:left|right)|[{}]|(?<=\d) (?=\d{3}\b)", "", tex)


def solves(equation: str, letter: str, solution: str) -> bool:
    """Tell whether a solution, put in the place of the letter, makes both sides the same."""
    value = algebra(solution.partition("=")[2] or solution, {})
    return sympy.simplify(_difference(equation, {}).subs(sympy.Symbol(letter), value)) == 0
