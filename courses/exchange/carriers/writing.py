"""A few words that a machine compares, and long ones that a teacher reads."""

from __future__ import annotations

from typing import Any

from courses.exchange.bank import Answer
from courses.exchange.draft import Draft
from courses.exchange.errors import NotCarried

_FULL = 99.9
_STAR = "\ue020"


def carry_short(draft: Draft) -> None:
    """Make a short text; where anything is right, a teacher reads it."""
    forms = [(draft.wording.plain(a.text), a) for a in draft.question.answers if a.text]
    right = [form for form, a in forms if a.share >= _FULL]
    if any(set(form) == {"*"} for form in right):
        draft.notes.append("there any answer is right; here a teacher reads it")
        draft.fields["answer"] = {"kind": "long_text"}
        return
    draft.fields["answer"] = {"kind": "text", **text_options([form for form, _ in forms], right, case=draft.question.case)}
    for number, (form, a) in enumerate(forms, 1):
        if a.share >= _FULL:
            draft.say_why(a.feedback)
        elif set(form) == {"*"}:
            draft.say_else(a.feedback)
        else:
            draft.say_to(_as_form(form).replace("|", " "), a, f"wrote_{number}")


def text_options(forms: list[str], right: list[str], *, case: bool) -> dict[str, Any]:
    """Return what the kind `text` takes for these right forms.

    Raises:
        NotCarried: no form is right.
    """
    if not right:
        raise NotCarried("no answer is right")
    if any(set(form) == {"*"} for form in right):
        raise NotCarried("in one of its gaps any text is right")
    hidden = [form.replace(r"\*", _STAR) for form in forms if set(form) != {"*"}]
    stars = any("*" in form for form in hidden)
    if stars and any(_STAR in form for form in hidden):
        raise NotCarried("a star stands for any text in one answer and for itself in another")
    about: dict[str, Any] = {"accept": list(dict.fromkeys(_as_form(form) for form in right))}
    if stars:
        about["star"] = "anything"
    if case:
        about["case"] = "counts"
    if not all(any(c.isalnum() for c in form) for form in forms if set(form) != {"*"}):
        about["signs"] = "count"
    return about


def _as_form(form: str) -> str:
    return form.replace(r"\*", "*").replace("@", "@@")


def carry_essay(draft: Draft) -> None:
    """Make a long text with its rubric."""
    rubric = draft.wording.block(draft.question.rubric)
    draft.fields["answer"] = {"kind": "long_text", **({"rubric": rubric} if rubric else {})}


def wildcard(answers: tuple[Answer, ...]) -> Answer | None:
    """Return the answer that stands for all others, or None."""
    return next((a for a in answers if a.text.text.strip() == "*"), None)
