"""The list of answer kinds; reading it is knowing what can be asked."""

from __future__ import annotations

import difflib

from courses.answers.base import AnswerKind, SpecError
from courses.answers.choice import ChoiceKind
from courses.answers.fraction import FractionKind
from courses.answers.long_text import LongTextKind
from courses.answers.number import NumberKind
from courses.answers.ordering import OrderingKind
from courses.answers.text import TextKind

KINDS: dict[str, AnswerKind] = {kind.name: kind for kind in (FractionKind(), NumberKind(), ChoiceKind(), OrderingKind(), TextKind(), LongTextKind())}


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
