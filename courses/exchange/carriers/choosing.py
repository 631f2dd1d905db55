"""True or false, one of several, several of several."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from courses.exchange.bank import Answer
from courses.exchange.draft import Draft
from courses.exchange.errors import NotCarried

_FULL = 99.9
TRUTH = {"true": {"km": "ត្រូវ", "en": "True"}, "false": {"km": "ខុស", "en": "False"}}


def ids(count: int) -> list[str]:
    """Return names for so many rows: a to z, then a2 and so on."""
    return [chr(97 + i % 26) + (str(i // 26 + 1) if i >= 26 else "") for i in range(count)]


def carry_truth(draft: Draft) -> None:
    """Make a choice of two."""
    shares = {draft.wording.plain(a.text).lower(): a for a in draft.question.answers}
    answers = {"true": shares.get("true"), "false": shares.get("false")}
    right = [name for name, answer in answers.items() if answer and answer.share >= _FULL]
    if len(right) != 1:
        raise NotCarried("neither or both of true and false are right")
    draft.fields["answer"] = {"kind": "choice", "choices": [{"id": n, **said} for n, said in TRUTH.items()], "right": right[0], "order": "kept"}
    for name, answer in answers.items():
        if answer and name == right[0]:
            draft.say_why(answer.feedback)
        elif answer:
            draft.say_to(name, answer, f"chose_{name}")


def carry_choice(draft: Draft) -> None:
    """Make a choice of one, or of several."""
    answers = [a for a in draft.question.answers if a.text or a.share > 0]
    rows = [draft.wording.row(a.text, own_signs=True) for a in answers]
    if not all(rows):
        raise NotCarried("a right answer has no text")
    if len(rows) < 2:
        raise NotCarried(f"a choice has at least two answers. Got {len(rows)}")
    named = dict(zip(ids(len(rows)), answers, strict=True))
    answer: dict[str, Any] = {"kind": "choice", "choices": [{"id": n, **row} for n, row in zip(named, rows, strict=True)]}
    answer |= _one(draft, named) if draft.question.single else _several(draft, named)
    if not draft.question.shuffled:
        answer["order"] = "kept"
    draft.fields["answer"] = answer


def _one(draft: Draft, named: dict[str, Answer]) -> dict[str, Any]:
    right = [name for name, a in named.items() if a.share >= _FULL]
    if not right:
        best = max(a.share for a in named.values())
        if best <= 0:
            raise NotCarried("no answer is right")
        right = [name for name, a in named.items() if a.share == best]
        draft.notes.append(f"the best answer is worth {best:g} % of the points there; here it is right")
    for name, a in named.items():
        if name in right:
            draft.say_why(a.feedback)
        else:
            draft.say_to(name, a, f"chose_{name}")
        if a.share < 0:
            draft.notes.append(f"{a.share:g} % of the points for the choice {name}; here a wrong one is worth nothing")
    return {"right": right[0], **({"also": ", ".join(right[1:])} if right[1:] else {})}


def _several(draft: Draft, named: dict[str, Answer]) -> dict[str, Any]:
    right = [name for name, a in named.items() if a.share > 0]
    if not right:
        raise NotCarried("no answer is right")
    for name, a in named.items():
        if name in right:
            draft.say_why(a.feedback)
        elif draft.is_said(a.feedback):
            draft.misconceptions.append({"name": f"chose_{name}", "when": f"has {name}", "say": draft.wording.block(a.feedback)})
    about: dict[str, Any] = {"kind": "choices", "right": ", ".join(right)}
    if draft.question.kind == "multichoiceset":
        return about
    weights = {name: Fraction(a.share / 100).limit_denominator(1000) for name, a in named.items()}
    usual = {name: Fraction(1 if name in right else -1, len(right)) for name in named}
    if any(abs(weights[name] - usual[name]) > Fraction(1, 100) for name in named) and draft.question.kind == "multichoice":
        about["weights"] = {name: str(min(max(weight, -1), 1)) for name, weight in weights.items()}
    return {**about, "partial": "true"}
