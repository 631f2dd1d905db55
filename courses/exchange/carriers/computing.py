"""Calculated questions: the rows of their datasets are drawn together, each with what is computed from it."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

from courses.exchange.bank import Answer, RichText
from courses.exchange.carriers.choosing import carry_choice
from courses.exchange.carriers.measuring import unit_options
from courses.exchange.draft import Draft
from courses.exchange.errors import NotCarried
from courses.exchange.limits import MAX_DRAWN
from courses.exchange.quantities import exact, write_exact
from courses.exchange.tex import NAME_CLOSE, NAME_OPEN
from courses.exchange.wildcards import NAME, Formula, written
from courses.exchange.wording import clean
from courses.expressions import FUNCTIONS

_FULL = 99.9
_COMPUTED = re.compile(r"\{=((?:[^{}]|\{[^{}]*\})*)\}")
_TAKEN = {*FUNCTIONS, "and", "or", "not", "if", "else", "in", "is", "for", "as", "pi", "km", "en"}


class Rows:
    """The drawn values of a question, row by row, and what is computed of them."""

    def __init__(self, draft: Draft) -> None:
        datasets = [d for d in draft.question.datasets if d.name and d.values]
        if not datasets:
            raise NotCarried("the file holds no drawn values for it; in Moodle, generate them and export again")
        count = min(len(d.values) for d in datasets)
        if count > MAX_DRAWN:
            draft.notes.append(f"{MAX_DRAWN} of {count} rows of drawn values are taken over")
        self.names = {d.name: _own_name(d.name, place) for place, d in enumerate(datasets, 1)}
        self.columns = {self.names[d.name]: [exact(v) for v in d.values[: min(count, MAX_DRAWN)]] for d in datasets}
        self.count = min(count, MAX_DRAWN)
        self.notes = draft.notes
        self.used: set[str] = set()
        self.let: dict[str, str] = {}
        self._made: dict[str, str] = {}

    def use(self, formula: Formula) -> str:
        """Return a formula of ours, in the columns there are, that says the same; where there is none, its values are a column more."""
        found = self._values(formula)
        rows = [{name: values[i] for name, values in self.columns.items()} for i in range(self.count)]
        if formula.is_exact and all(formula.is_same(row) for row in rows):
            self.used |= formula.names
            return formula.text
        return self._column(formula.text, [exact(f"{value:.12g}") for value in found])

    def _values(self, formula: Formula) -> list[float]:
        """Return the value in each row; rows in which there is none are left out for good."""
        if formula.has_hat:
            self.notes.append("^ is read as a power, as its author meant it; Moodle itself computes something else with it")
        found = [formula.at({name: float(values[i]) for name, values in self.columns.items()}) for i in range(self.count)]
        if without := [i for i, value in enumerate(found) if value is None]:
            self._leave_out(without)
        return [value for value in found if value is not None]

    def show(self, formula: Formula, length: int | None = None, *, significant: bool = False) -> str:
        """Return the name of a value that a text shows."""
        if length is None and formula.is_exact:
            text = self.use(formula)
            if text in self.columns:
                return text
            if text not in self.let.values():
                self.let[f"shown_{len(self.let) + 1}"] = text
            return next(name for name, of in self.let.items() if of == text)
        values = self._values(formula)
        return self._column(
            f"{formula.text}|{length}", [exact(written(v, length if length is not None else 6, significant=significant)) for v in values]
        )

    def _column(self, key: str, values: list[Fraction]) -> str:
        if key not in self._made:
            self._made[key] = f"computed_{len(self._made) + 1}"
            self.columns[self._made[key]] = values
        self.used.add(self._made[key])
        return self._made[key]

    def _leave_out(self, rows: list[int]) -> None:
        self.columns = {name: [v for i, v in enumerate(values) if i not in rows] for name, values in self.columns.items()}
        self.count -= len(rows)
        if not self.count:
            raise NotCarried("its formula has no value for any row of drawn values")

    def fields(self) -> dict[str, Any]:
        """Return what an item draws."""
        draw = {name: [write_exact(v) for v in values] for name, values in self.columns.items() if name in self.used}
        together = {"together": list(draw)} if len(draw) > 1 else {}
        return {"draw": draw, **together, **({"let": self.let} if self.let else {})}


def _own_name(name: str, place: int) -> str:
    fits = re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,20}", name) and name not in _TAKEN
    return name if fits else f"x{place}"


def carry_computed(draft: Draft) -> None:
    """Make a number that is computed of drawn ones."""
    rows = Rows(draft)
    _place_names(draft, rows)
    named = [a for a in draft.question.answers if a.text and a.text.text.strip() != "*"]
    values = [rows.use(Formula(draft.wording.plain(a.text), rows.names)) for a in named]
    right = [(a, value) for a, value in zip(named, values, strict=True) if a.share >= _FULL]
    if not right:
        raise NotCarried("no answer is right")
    options = [{"value": value, **_tolerance(a, value)} for a, value in right]
    draft.fields["answer"] = {"kind": "number", **options[0], **({"also": options[1:]} if options[1:] else {})}
    draft.fields["answer"] |= {
        name: said for name, said in unit_options(replace(draft.question, unit_counts=False), draft.notes).items() if name == "unit"
    }
    for number, (a, value) in enumerate(zip(named, values, strict=True), 1):
        if a.share >= _FULL:
            draft.say_why(a.feedback)
        else:
            draft.say_to(value, a, f"answered_{number}")
    draft.fields |= rows.fields()


def _tolerance(answer: Answer, value: str) -> dict[str, str]:
    near = abs(exact(answer.tolerance or "0"))
    if not near:
        return {"tolerance": "0.000001"} if value.startswith("computed_") else {}
    return {"tolerance": write_exact(near) if answer.tolerance_kind == "nominal" else f"{write_exact(near)}*abs({value})"}


def carry_computed_choice(draft: Draft) -> None:
    """Make a choice whose texts show computed numbers."""
    rows = Rows(draft)
    _place_names(draft, rows)
    answers = [replace(a, text=_with_names(a.text, rows, a.length, significant=a.significant)) for a in draft.question.answers]
    draft.question = replace(draft.question, answers=tuple(answers))
    carry_choice(draft)
    draft.fields |= rows.fields()


def _place_names(draft: Draft, rows: Rows) -> None:
    """Put our names into the texts of the question."""
    draft.question = replace(draft.question, ask=_with_names(draft.question.ask, rows), general=_with_names(draft.question.general, rows))
    draft.fields["ask"] = draft.wording.block(draft.question.ask, own_signs=True)
    if draft.question.general:
        draft.explain.append(draft.wording.block(draft.question.general, own_signs=True))
        draft.question = replace(draft.question, general=RichText())


def _with_names(text: RichText, rows: Rows, length: int | None = None, *, significant: bool = False) -> RichText:
    def computed(match: re.Match[str]) -> str:
        return f"{NAME_OPEN}{rows.show(Formula(match[1], rows.names), length, significant=significant)}{NAME_CLOSE}"

    def drawn(match: re.Match[str]) -> str:
        if (name := rows.names.get(match[1].strip())) is None:
            return match[0]
        rows.used.add(name)
        return f"{NAME_OPEN}{name}{NAME_CLOSE}"

    return RichText(NAME.sub(drawn, _COMPUTED.sub(computed, clean(text.text))), text.format, text.files)
