"""A figure's contract: its options, the state it begins with, and the answers its state can be."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from courses.figures.options import FigureError, Option
from courses.languages import Lang, Words

Options = Mapping[str, Any]
State = dict[str, Any]
Law = tuple[Callable[[Options], bool], str, str]
"""What must hold between options: the condition, the option to blame, and what is allowed."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Args:
        about: one English sentence for authors.
        options: by name, in the order of the manual.
        start: the first state, from complete options.
        state: what the values of the state are, for the manual.
        answers: the answer kinds that its state can be; where it has the option `form`, those of each of its words.
        example: options of the example, a text that differs between the languages as `Words`.
        laws: what must hold between options.
        form: the option that chooses what is sent.
        named_by: options without which its words for those who cannot see it name nothing.
    """

    name: str
    about: str
    options: Mapping[str, Option]
    start: Callable[[Options], State]
    state: str
    answers: Mapping[str, tuple[str, ...]]
    example: Mapping[str, str | Words] = field(default_factory=dict)
    laws: tuple[Law, ...] = ()
    form: str = "typed"
    named_by: tuple[str, ...] = ()

    def read(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """Return all options, those that are not given by their defaults.

        Raises:
            FigureError: names the option and what is allowed.
        """
        for name in texts:
            if name not in self.options:
                raise FigureError(f"{self.name} has no option {name}{_nearest(name, self.options)}", name)
        options = {name: self._read_one(name, option, texts) for name, option in self.options.items()}
        for holds, name, allowed in self.laws:
            if not holds(options):
                raise FigureError(f"{name} of {self.name} {allowed}. Got {texts.get(name, options[name])}", name)
        return options

    def _read_one(self, name: str, option: Option, texts: Mapping[str, str]) -> Any:
        if name not in texts:
            return option.default
        try:
            return option.read(texts[name].strip())
        except ValueError as error:
            raise FigureError(f"{name} of {self.name} {error}. Got {texts[name]}", name) from None

    def answers_with(self, options: Options) -> tuple[str, ...]:
        """Return the answer kinds that fit these complete options."""
        return self.answers[str(options.get(self.form, ""))]

    def texts_of_example(self, lang: Lang) -> dict[str, str]:
        """Return the options of the example as an author writes them in a lesson of this language."""
        return {name: text.in_lang(lang) if isinstance(text, Words) else text for name, text in self.example.items()}


def _nearest(name: str, options: Mapping[str, Option]) -> str:
    near = difflib.get_close_matches(name, options, 1, cutoff=0.7)
    return f"; did you mean {near[0]}?" if near else f"; it takes {', '.join(options)}"


def keep(*names: str) -> Callable[[Options], State]:
    """Return a first state that is made of these options."""
    return lambda options: {name: _plain(options[name]) for name in names}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
