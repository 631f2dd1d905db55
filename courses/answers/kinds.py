"""The list of answer kinds; reading it is knowing what can be asked."""

from __future__ import annotations

import difflib

from courses.answers.base import AnswerKind, SpecError
from courses.answers.choice import ChoiceKind
from courses.answers.choices import ChoicesKind
from courses.answers.decimal import DecimalKind
from courses.answers.equation import EquationKind
from courses.answers.expression import ExpressionKind
from courses.answers.formula import FormulaKind
from courses.answers.fraction import FractionKind
from courses.answers.gaps import GapsKind
from courses.answers.interval import IntervalKind
from courses.answers.line import LineKind
from courses.answers.long_text import LongTextKind
from courses.answers.matching import MatchingKind
from courses.answers.mixed import MixedKind
from courses.answers.number import NumberKind
from courses.answers.ordering import OrderingKind
from courses.answers.parts import PartsKind
from courses.answers.point import PointKind
from courses.answers.quantity import QuantityKind
from courses.answers.reaction import ReactionKind
from courses.answers.table import TableKind
from courses.answers.tap_words import TapWordsKind
from courses.answers.text import TextKind
from courses.answers.whole import WholeKind

_NUMBERS = (WholeKind(), DecimalKind(), NumberKind(), FractionKind(), MixedKind(), QuantityKind())
_ALGEBRA = (ExpressionKind(), EquationKind(), IntervalKind(), PointKind(), LineKind())
_CHOSEN = (ChoiceKind(), ChoicesKind(), OrderingKind(), MatchingKind(), TapWordsKind())
_WRITTEN = (FormulaKind(), ReactionKind(), TextKind(), LongTextKind())
_SINGLE: dict[str, AnswerKind] = {kind.name: kind for kind in (*_NUMBERS, *_ALGEBRA, *_CHOSEN, *_WRITTEN)}
_INSIDE_PARTS: dict[str, AnswerKind] = {**_SINGLE, "gaps": GapsKind(_SINGLE), "table": TableKind(_SINGLE)}

KINDS: dict[str, AnswerKind] = {**_INSIDE_PARTS, "parts": PartsKind(_INSIDE_PARTS)}


def find_kind(name: str) -> AnswerKind:
    """Return the answer kind of this name.

    Raises:
        SpecError: names the kind and the nearest known one.
    """
    try:
        return KINDS[name]
    except KeyError:
        near = difflib.get_close_matches(name, KINDS, 1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(KINDS)}"
        raise SpecError(f"unknown answer kind {name}; {hint}") from None
