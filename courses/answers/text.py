"""A short text, compared after Unicode is put in order and what cannot be seen is taken out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, ClassVar

from courses.answers.base import RIGHT, WRONG, AnswerKind, Judged, SpecError, check_keys, check_one_of
from courses.answers.saying import say
from courses.errors import UnreadableAnswer
from courses.khmer_order import in_order
from courses.languages import Lang, to_arabic_digits
from courses.markdown import fill
from courses.model import AnswerSpec, InputKind, Variant

_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_MARKS = re.compile(r"[\\`*_\[\]$~]")
_CHOICES = (("near", "wrong", "ask_again"), ("case", "free", "counts"), ("signs", "free", "count"), ("star", "a_star", "anything"))


def normalise(text: str, *, case: bool = False, signs: bool = False) -> str:
    """Return the text as it is compared: NFC, Khmer marks in order, one digit system, no invisible signs, white space folded, lower case.

    Args:
        case: capitals count.
        signs: signs at the ends count too.
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = re.sub(r"\s+", " ", to_arabic_digits(in_order(text))).strip(" " if signs else " .។៕?!")
    return text if case else text.casefold()


class TextKind(AnswerKind):
    """Takes one of the accepted texts."""

    name: ClassVar[str] = "text"
    input: ClassVar[InputKind] = "text"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `accept`: a list whose first member is shown as the answer, Khmer and English forms together; `near: ask_again`;
        `case: counts`; `signs: count`; `star: anything` where a star in a form stands for any text."""
        check_keys(self.name, options, ["accept"], ["near", "case", "signs", "star"])
        accept = options["accept"]
        accept = [accept] if isinstance(accept, str) else accept
        if not isinstance(accept, list) or not accept or not all(isinstance(t, str) and t.strip() for t in accept):
            raise SpecError("answer: accept is a list of texts")
        about = {name: check_one_of(name, options.get(name, plain), [plain, other]) for name, plain, other in _CHOICES}
        if about["star"] == "anything" and not all(form.replace("*", "").strip() for form in accept):
            raise SpecError("answer: a form of nothing but stars takes anything; take the kind long_text")
        return AnswerSpec(self.name, {"accept": tuple(accept), **about})

    def parse(self, typed: str, variant: Variant) -> str:
        """Take any text that holds a letter or a digit."""
        signs = variant.item.answer.options["signs"] == "count"
        if not any(c.isalnum() or (signs and not c.isspace()) for c in typed):
            raise UnreadableAnswer("no letter and no digit")
        return self._normalised(typed, variant)

    def compare(self, parsed: str, variant: Variant) -> Judged:
        """Compare with every accepted form; a form without spaces is the same in Khmer. A mistake that the author names is no slip of the finger."""
        if self._is_right(parsed, variant):
            return RIGHT
        if any(self.fires(parsed, m.when, variant) for m in variant.item.misconceptions):
            return WRONG
        forms = [self._bare(t, variant) for t in self._forms(variant)]
        near = variant.item.answer.options["near"] == "ask_again" and any(is_one_slip(parsed.replace(" ", ""), form) for form in forms)
        return Judged("ask_again", say("ask_again.spelling")) if near else WRONG

    def fires(self, parsed: str, when: str, variant: Variant) -> bool:
        """Tell whether the misconception is this text; several forms are parted by `|`. What a star takes in is not right, too."""
        forms = [self._bare(t, variant) for t in fill(when, variant.values).split("|")]
        stars = variant.item.answer.options["star"] == "anything"
        return any(self._fits(parsed, form, variant) and not (stars and "*" in form and self._is_right(parsed, variant)) for form in forms)

    def _is_right(self, parsed: str, variant: Variant) -> bool:
        return any(self._fits(parsed, self._bare(t, variant), variant) for t in self._forms(variant))

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the first of the forms."""
        return self._without_stars(fill(when, variant.values).split("|")[0].strip(), variant)

    def key_as_typed(self, variant: Variant) -> str:
        """Return the first accepted form."""
        return self._accepted(variant)[0]

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the first accepted form in the language's script where there is one."""
        forms = variant.item.answer.options["accept"]
        khmer = [t for t in forms if any("\u1780" <= c <= "\u17ff" for c in t)]
        other = [t for t in forms if t not in khmer]
        chosen = ((khmer or other) if lang == "km" else (other or khmer))[0]
        return _MARKS.sub(r"\\\g<0>", self._without_stars(chosen, variant))

    def _accepted(self, variant: Variant) -> list[str]:
        return [self._without_stars(form, variant) for form in self._forms(variant)]

    def _forms(self, variant: Variant) -> list[str]:
        return [fill(t, variant.values) for t in variant.item.answer.options["accept"]]

    def _without_stars(self, form: str, variant: Variant) -> str:
        return form.replace("*", "").strip() if variant.item.answer.options["star"] == "anything" else form

    def _normalised(self, text: str, variant: Variant) -> str:
        options = variant.item.answer.options
        return normalise(text, case=options["case"] == "counts", signs=options["signs"] == "count")

    def _bare(self, text: str, variant: Variant) -> str:
        return self._normalised(text, variant).replace(" ", "")

    def _fits(self, parsed: str, form: str, variant: Variant) -> bool:
        typed = parsed.replace(" ", "")
        return fits_stars(typed, form) if variant.item.answer.options["star"] == "anything" else typed == form


def fits_stars(typed: str, form: str) -> bool:
    """Tell whether a text has a form in which each star stands for any text, also for none; reads each piece once.

    >>> fits_stars("phnompenh", "phnom*"), fits_stars("penh", "phnom*")
    (True, False)
    """
    first, *rest = form.split("*")
    if not rest:
        return typed == form
    if not typed.startswith(first) or not typed[len(first) :].endswith(rest[-1]):
        return False
    at, end = len(first), len(typed) - len(rest[-1])
    for piece in rest[:-1]:
        at = typed.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True


def is_one_slip(typed: str, form: str) -> bool:
    """Tell whether one sign was added, left out or changed, or two changed places; words of three signs and fewer are too short to tell.

    >>> is_one_slip("numeratr", "numerator"), is_one_slip("ten", "tin")
    (True, False)
    """
    if len(form) < 4 or abs(len(typed) - len(form)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(typed, form, strict=False)) if a != b), min(len(typed), len(form)))
    left, right = typed[start:], form[start:]
    swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return left[1:] == right or left == right[1:] or left[1:] == right[1:] or swapped
