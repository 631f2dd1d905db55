"""An inequality or an interval: the same numbers, in one form or in both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, ClassVar

from courses.algebra.intervals import Interval, Region, read_region, write_region
from courses.answers.algebra_key import known_numbers
from courses.answers.base import RIGHT, WRONG, AnswerKind, Judged, SpecError, check_keys, check_one_of, check_texts
from courses.answers.saying import say
from courses.errors import UnreadableAnswer
from courses.languages import Lang
from courses.model import AnswerSpec, InputKind, Variant

_WORDS = re.compile(r"[A-Za-z_]\w+")


class IntervalKind(AnswerKind):
    """Takes `x > 3`, `3 < x ≤ 5`, `[3; +∞[`, `(3; 5]`, and several joined by `or`, `ឬ`, `∪`."""

    name: ClassVar[str] = "interval"
    input: ClassVar[InputKind] = "interval"
    verdicts: ClassVar[tuple[str, ...]] = ("wrong_end", "wrong_direction")

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `value`, and `form`: any (the default), inequality or interval."""
        check_keys(self.name, options, ["value"], ["form"])
        check_texts(self.name, options, "value")
        names = {word: Fraction(i + 1) for i, word in enumerate(_WORDS.findall(options["value"])) if word != "or"}
        try:
            read_region(options["value"], names)
        except UnreadableAnswer as error:
            if error.expected not in {"number", "ends", "letter", "compare", "zero"}:
                raise SpecError(f"answer: interval: cannot read {options['value']!r} at {options['value'][error.at or 0 :]!r}") from None
        return AnswerSpec(
            self.name, {"value": options["value"], "form": check_one_of("form", options.get("form", "any"), ["any", "inequality", "interval"])}
        )

    def parse(self, typed: str, variant: Variant) -> Region:
        """Read inequalities or intervals."""
        region, letter = read_region(typed), self._key(variant).letter
        if letter and region.letter and region.letter != letter:
            raise UnreadableAnswer("another letter", typed.find(region.letter), "letter")
        return region

    def compare(self, parsed: Region, variant: Variant) -> Judged:
        """Compare the numbers; then look at the form."""
        key, form = self._key(variant), variant.item.answer.options["form"]
        if parsed.intervals == key.intervals:
            return RIGHT if form in {"any", parsed.form} else Judged("ask_again", say(f"ask_again.as_{form}"))
        if _open(parsed) == _open(key):
            return Judged("wrong_end", say("mistake.wrong_end"))
        if len(key.ends) == 1 and parsed.ends == key.ends:
            return Judged("wrong_direction", say("mistake.wrong_direction"))
        return WRONG

    def fires(self, parsed: Region, when: str, variant: Variant) -> bool:
        """Tell whether the typed numbers are these."""
        return parsed.intervals == read_region(when, known_numbers(variant)).intervals

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the region with its numbers."""
        return write_region(read_region(when, known_numbers(variant)))

    def key_as_typed(self, variant: Variant) -> str:
        """Return the key in the form asked for."""
        return write_region(self._shown(variant))

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the key as TeX."""
        tex = write_region(self._shown(variant), tex=True)
        return f"${tex.replace('or', 'ឬ') if lang == 'km' else tex}$"

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return the letter for the keys on the screen, and which signs are needed."""
        return {"letters": [self._key(variant).letter or "x"], "signs": variant.item.answer.options["form"]}

    def _key(self, variant: Variant) -> Region:
        return read_region(variant.item.answer.options["value"], known_numbers(variant))

    def _shown(self, variant: Variant) -> Region:
        key, form = self._key(variant), variant.item.answer.options["form"]
        return key if form == "any" else replace(key, form=form)


def _open(region: Region) -> tuple[Interval, ...]:
    return tuple(replace(i, low_in=False, high_in=False) for i in region.intervals)
