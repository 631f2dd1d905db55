"""An algebraic expression: the same value by exact arithmetic, and where the item says so, in the form asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from courses.algebra.forms import FORMS, factors_of, is_expanded, is_factored, is_simplified
from courses.algebra.reading import read_expression
from courses.algebra.tree import Tree, fold
from courses.algebra.values import value_of
from courses.algebra.writing import polynomial_tree, write
from courses.answers.algebra_key import check_algebra, known_numbers, letters_of, read_letters
from courses.answers.base import RIGHT, WRONG, AnswerKind, Judged, check_keys, check_one_of
from courses.answers.saying import say
from courses.errors import UnreadableAnswer
from courses.languages import Lang
from courses.model import AnswerSpec, InputKind, Variant


class ExpressionKind(AnswerKind):
    """Takes `2x+3`, `2(x-1)`, `x²`, `3/4 x`, `៣x`, with `·` and `×`."""

    name: ClassVar[str] = "expression"
    input: ClassVar[InputKind] = "algebra"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `value`, and `form`: any (the default), expanded, factored or simplified; `letters` that are not in the key."""
        check_keys(self.name, options, ["value"], ["form", "letters"])
        check_algebra(self.name, options["value"])
        form = check_one_of("form", options.get("form", "any"), FORMS)
        return AnswerSpec(self.name, {"value": options["value"], "form": form, "letters": read_letters(options)})

    def parse(self, typed: str, variant: Variant) -> Tree:
        """Read an expression in the item's letters, small enough to be compared."""
        tree = read_expression(typed, letters=letters_of(variant, [self._key(variant)]))
        value_of(tree)
        return tree

    def compare(self, parsed: Tree, variant: Variant) -> Judged:
        """Compare the values exactly; then look at the form."""
        key, form = self._key(variant), variant.item.answer.options["form"]
        if not self._same(parsed, key):
            return WRONG
        fits = {"expanded": is_expanded, "simplified": is_simplified, "factored": lambda t: is_factored(t, key)}.get(form, lambda _: True)
        return RIGHT if fits(parsed) else Judged("ask_again", say(f"ask_again.{form}"))

    def _same(self, a: Tree, b: Tree) -> bool:
        try:
            return value_of(a).equals(value_of(b))
        except UnreadableAnswer:
            return False

    def fires(self, parsed: Tree, when: str, variant: Variant) -> bool:
        """Tell whether the typed expression equals this one."""
        return self._same(parsed, read_expression(when, known_numbers(variant)))

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the expression with its numbers."""
        return write(fold(read_expression(when, known_numbers(variant))))

    def key_as_typed(self, variant: Variant) -> str:
        """Return the key in the form asked for."""
        return write(self._shown(variant))

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the key as TeX."""
        return f"${write(self._shown(variant), tex=True)}$"

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return the letters for the keys on the screen."""
        return {"letters": sorted(letters_of(variant, [self._key(variant)])), "signs": "expression"}

    def check_key(self, variant: Variant) -> Iterator[str]:
        """Refuse a key without letters, and one that is to be factored and is not."""
        if not letters_of(variant, [self._key(variant)]):
            yield "the key has no letter; take the kind number"
        elif variant.item.answer.options["form"] == "factored" and not _is_fully_factored(self._key(variant)):
            yield f"the key {write(self._key(variant))} is not factored completely"

    def _key(self, variant: Variant) -> Tree:
        return fold(read_expression(variant.item.answer.options["value"], known_numbers(variant)))

    def _shown(self, variant: Variant) -> Tree:
        key, form = self._key(variant), variant.item.answer.options["form"]
        value = value_of(key)
        if form != "factored" and value.bottom.constant is not None and not (form == "any" and is_simplified(key)):
            return polynomial_tree(value.top.times(1 / value.bottom.constant))
        return key


def _is_fully_factored(key: Tree) -> bool:
    """Tell whether SymPy finds no more factors than are written; asked when content is checked, never for a learner."""
    import sympy

    value, found = value_of(key), 0
    for polynomial in (value.top, value.bottom):
        letters = sorted(polynomial.letters)
        if letters:
            terms = {tuple(dict(m).get(x, 0) for x in letters): sympy.Rational(c.numerator, c.denominator) for m, c in polynomial.terms.items()}
            found += sum(times for _, times in sympy.Poly.from_dict(terms, *map(sympy.Symbol, letters)).factor_list()[1])
    return found == sum(abs(times) for times in factors_of(key).values()) and is_factored(key, key)
