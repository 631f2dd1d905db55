"""Which of our answer kinds takes which of a bank's kinds; each carrier fills a draft or says why it cannot."""

from __future__ import annotations

from collections.abc import Callable

from courses.exchange.carriers.choosing import carry_choice, carry_truth
from courses.exchange.carriers.cloze import carry_cloze
from courses.exchange.carriers.computing import carry_computed, carry_computed_choice
from courses.exchange.carriers.dragging import carry_gaps
from courses.exchange.carriers.joining import carry_matching, carry_ordering
from courses.exchange.carriers.measuring import carry_number
from courses.exchange.carriers.writing import carry_essay, carry_short
from courses.exchange.draft import Draft

CARRIERS: dict[str, Callable[[Draft], None]] = {
    "truefalse": carry_truth,
    "multichoice": carry_choice,
    "multichoiceset": carry_choice,
    "oumultiresponse": carry_choice,
    "matching": carry_matching,
    "ddmatch": carry_matching,
    "ordering": carry_ordering,
    "shortanswer": carry_short,
    "numerical": carry_number,
    "essay": carry_essay,
    "cloze": carry_cloze,
    "calculated": carry_computed,
    "calculatedsimple": carry_computed,
    "calculatedmulti": carry_computed_choice,
    "gapselect": carry_gaps,
    "ddwtos": carry_gaps,
}
DESCRIPTION = "description"
REASONS = {
    "random": "it only draws another question of its category",
    "randomsamatch": "it is made of other questions each time it is asked",
    "ddimageortext": "it needs places on a picture",
    "ddmarker": "it needs places on a picture",
    "stack": "its answers are checked by a computer algebra system",
    "coderunner": "its answers are programs",
    "formulas": "its answers are computed by a program of its own",
}


def why_not(kind: str) -> str:
    """Return why a kind is not carried."""
    return f"the kind {kind or 'without a name'} is not carried: {REASONS.get(kind, 'none of our answer kinds asks so')}"
