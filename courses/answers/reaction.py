"""A reaction to be balanced: the numbers before the formulae, or all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from courses.answers.base import RIGHT, AnswerKind, Judged, SpecError, check_keys, check_one_of
from courses.answers.saying import say
from courses.chemistry.reactions import MAX_COEFFICIENT, Reaction, is_lowest, read_reaction
from courses.errors import UnreadableAnswer
from courses.languages import Lang, Words, to_arabic_digits
from courses.markdown import fill
from courses.model import AnswerSpec, InputKind, Variant

_ARROW = re.compile(r"->|→|=|⇌")


class ReactionKind(AnswerKind):
    """Takes `2, 1, 2`, an empty place being 1, or `2H2 + O2 -> 2H2O`."""

    name: ClassVar[str] = "reaction"
    input: ClassVar[InputKind] = "reaction"
    line: ClassVar[bool] = False
    verdicts: ClassVar[tuple[str, ...]] = ("unbalanced", "changed_subscripts", "wrong_substances")

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `value`, a balanced reaction, and `typed`: coefficients (the default) or whole."""
        check_keys(self.name, options, ["value"], ["typed"])
        if not isinstance(options["value"], str):
            raise SpecError("answer: value is a reaction, such as 2 H2 + O2 -> 2 H2O")
        if "@" not in options["value"]:
            for fault in _faults(options["value"]):
                raise SpecError(f"answer: {fault}")
        return AnswerSpec(
            self.name, {"value": options["value"], "typed": check_one_of("typed", options.get("typed", "coefficients"), ["coefficients", "whole"])}
        )

    def parse(self, typed: str, variant: Variant) -> Reaction:
        """Read the numbers, or a whole reaction."""
        if _ARROW.search(typed):
            return read_reaction(typed)
        if variant.item.answer.options["typed"] == "whole":
            raise UnreadableAnswer("no arrow", len(typed.rstrip()), "arrow")
        key = self._key(variant)
        return Reaction(key.left, key.right, self._read_numbers(typed, len(key.formulas)))

    def _read_numbers(self, typed: str, count: int) -> tuple[int, ...]:
        given = [part.strip() for part in to_arabic_digits(typed).split(",")]
        if len(given) != count or not all(re.fullmatch(r"\d{0,4}", part) for part in given):
            raise UnreadableAnswer("a number is missing, or is none")
        numbers = tuple(int(part or 1) for part in given)
        if not all(1 <= n <= MAX_COEFFICIENT for n in numbers):
            raise UnreadableAnswer("a number out of range", None, "")
        return numbers

    def compare(self, parsed: Reaction, variant: Variant) -> Judged:
        """Look at the substances first, then count the atoms, then look for lower numbers."""
        key = self._key(variant)
        if parsed_sides(parsed) != parsed_sides(key):
            same_elements = [{e for f in parsed.formulas for e, _ in f.atoms}, {e for f in key.formulas for e, _ in f.atoms}]
            changed = len(parsed.formulas) == len(key.formulas) and same_elements[0] == same_elements[1]
            name = "changed_subscripts" if changed else "wrong_substances"
            return Judged(name, say(f"mistake.{name}"))
        if unequal := parsed.find_unequal(parsed.coefficients):
            return Judged("unbalanced", self._say_unequal(*unequal))
        return RIGHT if is_lowest(parsed.coefficients) else Judged("ask_again", say("ask_again.lowest_numbers"))

    def _say_unequal(self, element: str, left: int, right: int) -> Words:
        return say("mistake.unbalanced_charge") if element == "+" else say("mistake.unbalanced", element=element, left=left, right=right)

    def fires(self, parsed: Reaction, when: str, variant: Variant) -> bool:
        """Tell whether these numbers were given, or this reaction was written."""
        other = self.parse(fill(when, variant.values), variant)
        return parsed_sides(parsed) == parsed_sides(other) and parsed.coefficients == other.coefficients

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the numbers that are meant."""
        return fill(when, variant.values)

    def key_as_typed(self, variant: Variant) -> str:
        """Return the numbers, or the whole reaction."""
        key = self._key(variant)
        return _write(key, tex=False) if variant.item.answer.options["typed"] == "whole" else ", ".join(map(str, key.coefficients))

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the balanced reaction as TeX."""
        return f"${_write(self._key(variant), tex=True)}$"

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return the formulae of both sides; nothing where all is to be typed."""
        if variant.item.answer.options["typed"] == "whole":
            return {"whole": True}
        key = self._key(variant)
        left, right = ([{"html": f"${f.tex}$", "text": f.text} for f in side] for side in (key.left, key.right))
        return {"left": left, "right": right}

    def read_back(self, typed: str, variant: Variant, lang: Lang) -> list[tuple[str, str]]:
        """Return the reaction with the numbers that were given."""
        try:
            return [(f"${_write(self.parse(typed, variant), tex=True)}$", typed)]
        except UnreadableAnswer:
            return [("", typed)]

    def check_key(self, variant: Variant) -> Iterator[str]:
        """Refuse a drawn key that is not balanced in lowest numbers."""
        yield from _faults(fill(variant.item.answer.options["value"], variant.values))

    def _key(self, variant: Variant) -> Reaction:
        return read_reaction(fill(variant.item.answer.options["value"], variant.values))


def parsed_sides(reaction: Reaction) -> tuple[list[str], list[str]]:
    """Return the substances of both sides, whatever their order."""
    return sorted(f.text for f in reaction.left), sorted(f.text for f in reaction.right)


def _write(reaction: Reaction, *, tex: bool) -> str:
    shown = [
        f"{n if n != 1 else ''}{(chr(92) + ',' if n != 1 else '') if tex else ''}{f.tex if tex else f.text}"
        for n, f in zip(reaction.coefficients, reaction.formulas, strict=True)
    ]
    left, right = shown[: len(reaction.left)], shown[len(reaction.left) :]
    return f"{' + '.join(left)} {chr(92) + 'rightarrow' if tex else '->'} {' + '.join(right)}"


def _faults(text: str) -> Iterator[str]:
    try:
        reaction = read_reaction(text)
    except UnreadableAnswer as error:
        yield f"{text} is no reaction: {error}"
        return
    if unequal := reaction.find_unequal(reaction.coefficients):
        yield f"{text} is not balanced: {unequal[0]} {unequal[1]} and {unequal[2]}"
    elif not is_lowest(reaction.coefficients):
        yield f"{text} is not in lowest numbers"
