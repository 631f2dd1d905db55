"""A chemical formula: as written, in the usual order, with its capitals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from courses.answers.base import RIGHT, WRONG, AnswerKind, Judged, SpecError, check_keys
from courses.answers.saying import say
from courses.chemistry.formulas import COMMON, LESS_COMMON, Formula, plain, read_formula
from courses.errors import UnreadableAnswer
from courses.languages import Lang
from courses.markdown import fill
from courses.model import AnswerSpec, InputKind, Variant


class FormulaKind(AnswerKind):
    """Takes `H2SO4`, `H₂SO₄`, `Ca(OH)2`, `SO4^2-`."""

    name: ClassVar[str] = "formula"
    input: ClassVar[InputKind] = "formula"
    verdicts: ClassVar[tuple[str, ...]] = ("wrong_counts",)

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `value`, and `accept`: other ways of writing it."""
        check_keys(self.name, options, ["value"], ["accept"])
        accept = options.get("accept", [])
        accept = [accept] if isinstance(accept, str) else accept
        texts = [options["value"], *accept]
        if not all(isinstance(text, str) for text in texts):
            raise SpecError("answer: value is a formula, accept a list of formulas")
        for text in texts:
            if "@" not in text:
                _read_key(text)
        return AnswerSpec(self.name, {"value": options["value"], "accept": tuple(accept)})

    def parse(self, typed: str, variant: Variant) -> Formula | str:
        """Read a formula; one that differs from the key in capitals alone is kept as text."""
        try:
            return read_formula(typed)
        except UnreadableAnswer:
            if self._case_alone(typed, variant):
                return _bare(typed)
            raise

    def compare(self, parsed: Formula | str, variant: Variant) -> Judged:
        """Compare as written; then capitals, then the order of the atoms."""
        keys = self._keys(variant)
        if isinstance(parsed, Formula) and parsed.text in {k.text for k in keys}:
            return RIGHT
        if isinstance(parsed, str) or self._case_alone(parsed.text, variant):
            return Judged("ask_again", say("ask_again.capitals"))
        if any(parsed.atoms == k.atoms and parsed.charge == k.charge for k in keys):
            return Judged("ask_again", say("ask_again.atom_order"))
        if parsed.counts.keys() == keys[0].counts.keys():
            return Judged("wrong_counts", say("mistake.wrong_counts"))
        return WRONG

    def _case_alone(self, typed: str, variant: Variant) -> bool:
        return _bare(typed).lower() in {_bare(k.text).lower() for k in self._keys(variant)}

    def fires(self, parsed: Formula | str, when: str, variant: Variant) -> bool:
        """Tell whether this formula was written."""
        return isinstance(parsed, Formula) and parsed.text == read_formula(fill(when, variant.values)).text

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the formula that is meant."""
        return fill(when, variant.values)

    def key_as_typed(self, variant: Variant) -> str:
        """Return the key."""
        return self._keys(variant)[0].text

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the key as TeX."""
        return f"${self._keys(variant)[0].tex}$"

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """Return the elements of the key where the keys on the screen would lack one, among others that do not tell."""
        needed = {element for key in self._keys(variant) for element, _ in key.atoms}
        return {} if needed <= set(COMMON) else {"elements": sorted({*needed, *LESS_COMMON})}

    def check_key(self, variant: Variant) -> Iterator[str]:
        """Refuse a drawn key that is no formula."""
        try:
            self._keys(variant)
        except UnreadableAnswer:
            yield f"the key {fill(variant.item.answer.options['value'], variant.values)} is no formula"

    def _keys(self, variant: Variant) -> list[Formula]:
        options = variant.item.answer.options
        return [read_formula(fill(text, variant.values)) for text in (options["value"], *options["accept"])]


def _bare(text: str) -> str:
    return "".join(plain(text).replace("^", "").split())


def _read_key(text: str) -> Formula:
    try:
        return read_formula(text)
    except UnreadableAnswer as error:
        raise SpecError(f"answer: {text} is no formula: {error}") from None
