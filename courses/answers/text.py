"""A short text, compared after Unicode is put in order and what cannot be seen is taken out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, ClassVar

from courses.answers.base import SpecError, check_keys
from courses.errors import UnreadableAnswer
from courses.languages import Lang, to_arabic_digits
from courses.markdown import fill
from courses.model import AnswerSpec, InputKind, Variant, VerdictName

_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


def normalise(text: str) -> str:
    """Return the text as it is compared: NFC, one digit system, no invisible signs, white space folded, lower case."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return re.sub(r"\s+", " ", to_arabic_digits(text)).strip(" .។?!").casefold()


class TextKind:
    """Takes one of the accepted texts."""

    name: ClassVar[str] = "text"
    input: ClassVar[InputKind] = "text"

    def read_spec(self, options: Mapping[str, Any]) -> AnswerSpec:
        """Take `accept`: a list whose first member is shown as the answer; Khmer and English forms stand together."""
        check_keys(self.name, options, ["accept"])
        accept = options["accept"]
        accept = [accept] if isinstance(accept, str) else accept
        if not isinstance(accept, list) or not accept or not all(isinstance(t, str) and t.strip() for t in accept):
            raise SpecError("answer: accept is a list of texts")
        return AnswerSpec(self.name, {"accept": tuple(accept)})

    def parse(self, typed: str, variant: Variant) -> str:
        """Take any text that holds a letter or a digit."""
        if not any(c.isalnum() for c in typed):
            raise UnreadableAnswer("no letter and no digit")
        return normalise(typed)

    def compare(self, parsed: str, variant: Variant) -> VerdictName:
        """Compare with every accepted form; a form without spaces is the same in Khmer."""
        forms = {normalise(t).replace(" ", "") for t in self._accepted(variant)}
        return "right" if parsed.replace(" ", "") in forms else "wrong"

    def fires(self, parsed: str, when: str, variant: Variant) -> bool:
        """Tell whether the misconception is this text; several forms are parted by `|`."""
        return parsed.replace(" ", "") in {normalise(t).replace(" ", "") for t in when.split("|")}

    def example_of(self, when: str, variant: Variant) -> str:
        """Return the first of the forms."""
        return when.split("|")[0]

    def key_as_typed(self, variant: Variant) -> str:
        """Return the first accepted form."""
        return self._accepted(variant)[0]

    def key_as_markdown(self, variant: Variant, lang: Lang) -> str:
        """Return the first accepted form in the language's script where there is one."""
        khmer = [t for t in self._accepted(variant) if any("\u1780" <= c <= "\u17ff" for c in t)]
        other = [t for t in self._accepted(variant) if t not in khmer]
        return ((khmer or other) if lang == "km" else (other or khmer))[0]

    def options_markdown(self, variant: Variant, lang: Lang) -> Mapping[str, Any]:
        """A text needs no options."""
        return {}

    def _accepted(self, variant: Variant) -> list[str]:
        return [fill(t, variant.values) for t in variant.item.answer.options["accept"]]
