"""An equation: the same set of solutions by being the same up to a factor other than zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from courses.algebra.polynomials import Polynomial
from courses.algebra.reading import read_equation, read_expression
from courses.algebra.tree import Letter, Number, Tree, fold, letters_in
from courses.algebra.values import value_of
from courses.algebra.writing import write
from courses.answers.algebra_key import check_algebra, known_numbers, letters_of, read_letters
from courses.answers.base import RIGHT, WRONG, AnswerKind, Judged, SpecError, check_keys
from courses.answers.saying import say
from courses.errors import UnreadableAnswer
from courses.languages import Lang
from courses.model import AnswerSpec, InputKind, Variant

Equation = tuple[Tree, Tree]


def difference(equation: Equation) -> Polynomial:
    """Return left minus right, multiplied out, with its number taken away: equal equations give equal polynomials."""
    left, right = value_of(equation[0]), value_of(equation[1])
    return (left.top * right.bottom - right.top * left.bottom).primitive()


class EquationKind(AnswerKind):
    """Takes `y = 2x + 1`, `2x - y + 1 = 0`, and where it is to be solved also the number alone."""

    name: ClassVar[str] = "equation"
    input: ClassVar[InputKind] = "algebra"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `value`, and `solved_for`: the letter that must stand alone; `letters` that are not in the key."""
        check_keys(self.name, options, ["value"], ["solved_for", "letters"])
        check_algebra(self.name, options["value"], equation=True)
        solved_for = options.get("solved_for", "")
        if solved_for and (not isinstance(solved_for, str) or len(solved_for) != 1 or solved_for not in options["value"]):
            raise SpecError(f"answer: solved_for is a letter of the equation. Got {solved_for}")
        return AnswerSpec(self.name, {"value": options["value"], "solved_for": solved_for, "letters": read_letters(options)})

    def parse(self, typed: str, variant: Variant) -> Equation:
        """Read an equation in the item's letters; a number alone is the letter's value."""
        letters, letter = letters_of(variant, self._key(variant)), variant.item.answer.options["solved_for"]
        if letter and not any(sign in typed for sign in ("=", "＝", letter)):
            equation: Equation = (Letter(letter), read_expression(typed, letters=frozenset(letters - {letter})))
        else:
            equation = read_equation(typed, letters=letters)
        difference(equation)
        return equation

    def compare(self, parsed: Equation, variant: Variant) -> Judged:
        """Compare exactly; then look whether the letter stands alone."""
        if difference(parsed) != difference(self._key(variant)) or not difference(parsed).terms:
            return WRONG
        letter = variant.item.answer.options["solved_for"]
        return RIGHT if not letter or stands_alone(parsed, letter) else Judged("ask_again", say("ask_again.solved", letter=letter))

    def fires(self, parsed: Equation, when: str, variant: Variant) -> bool:
        """Tell whether the typed equation equals this one."""
        return difference(parsed) == difference(self._read(when, variant))

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the equation with its numbers."""
        return self._write(self._read(when, variant))

    def key_as_typed(self, variant: Variant) -> str:
        """Return the key with its numbers."""
        return self._write(self._key(variant))

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the key as TeX."""
        left, right = self._key(variant)
        return f"${write(left, tex=True)} = {write(right, tex=True)}$"

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return the letters for the keys on the screen."""
        return {"letters": sorted(letters_of(variant, self._key(variant))), "signs": "equation"}

    def check_key(self, variant: Variant) -> Iterator[str]:
        """Refuse a key that says nothing."""
        if difference(self._key(variant)).constant is not None:
            yield "the key has no letter left"

    def _write(self, equation: Equation) -> str:
        return f"{write(equation[0])} = {write(equation[1])}"

    def _read(self, text: str, variant: Variant) -> Equation:
        left, right = read_equation(text, known_numbers(variant))
        return fold(left), fold(right)

    def _key(self, variant: Variant) -> Equation:
        return self._read(variant.item.answer.options["value"], variant)


def stands_alone(equation: Equation, letter: str) -> bool:
    """Tell whether one side is the letter, and the other is worked out and without it."""
    for side, other in (equation, equation[::-1]):
        if side == Letter(letter) and letter not in letters_in(other):
            return bool(letters_in(other)) or _is_worked_out(other)
    return False


def _is_worked_out(tree: Tree) -> bool:
    """A number, perhaps with a minus or as a fraction of two numbers."""
    value = value_of(tree)
    try:
        return isinstance(fold(tree), Number) and write(tree).count("+") + write(tree).count("*") == 0 and value.top.constant is not None
    except UnreadableAnswer:
        return False
