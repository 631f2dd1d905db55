"""A hint helps; only the last one may say what the answer is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from courses.answers.base import AnswerKind
from courses.answers.kinds import find_kind
from courses.answers.parts import PartsKind
from courses.answers.text import normalise
from courses.checks.files import item_file
from courses.checks.numbers_said import numbers_in
from courses.checks.rule import Finding
from courses.checks.rules import RULES
from courses.checks.subject import Subject
from courses.checks.texts import hint_places
from courses.errors import CoursesError
from courses.languages import LANGS, Lang
from courses.markdown import as_words, fill, to_html_inline
from courses.model import Item, Variant
from courses.numbers import parse_number
from courses.variants import sample_variants

_NUMBERS = {"whole", "decimal", "number", "fraction", "mixed", "quantity"}
_SIGNS = {"expression", "equation", "interval", "point", "line", "formula", "reaction"}
SAMPLE = 24
SMALL = 10
"""Up to here a number may stand in a hint by chance; it is told only where it follows the key through several values."""


def check_hints(subject: Subject) -> Iterator[Finding]:
    """Yield hints that give the answer away before the last."""
    for item in subject.unit.items.values():
        file = item_file(subject.unit, item)
        places = hint_places(item, subject.files.node(file))
        try:
            variants = sample_variants(item, SAMPLE)
            early = list(_early_hints(item, places, variants))
        except CoursesError:
            continue
        for index, lang in early:
            line = subject.files.line(file, f"{places[index]}.{lang}")
            yield RULES["hint_gives_answer"].at(file, line, f"hint {index + 1} of {len(places)} tells the answer; only the last may")


def _early_hints(item: Item, places: list[str], variants: Sequence[Variant]) -> Iterator[tuple[int, Lang]]:
    for owner in dict.fromkeys(place.rpartition("hints.")[0] for place in places):
        own = [i for i, place in enumerate(places) if place.rpartition("hints.")[0] == owner]
        pieces = [_piece(variant, owner) for variant in variants]
        for index in own[:-1]:
            if lang := next((lang for lang in LANGS if _tells(item, index, lang, variants, pieces)), None):
                yield index, lang


def _piece(variant: Variant, owner: str) -> tuple[AnswerKind, Variant]:
    """Return the kind and the variant of the part that the hints belong to; of the item where they are its own."""
    kind = find_kind(variant.item.answer.kind)
    if isinstance(kind, PartsKind) and owner:
        return kind.pieces(variant)[int(owner.split(".")[1])]
    return kind, variant


def _tells(item: Item, index: int, lang: Lang, variants: Sequence[Variant], pieces: Sequence[tuple[AnswerKind, Variant]]) -> bool:
    """Tell whether the hint holds the key in every variant, and the question does not hold it already.

    What stands in the hint whatever is drawn tells nothing, where the key is another for another drawing.
    """
    hints = [fill(item.hints[index].in_lang(lang), variant.values) for variant in variants]
    keys = {kind.key_as_typed(piece) for kind, piece in pieces}
    if len(keys) < 2 and _is_small(next(iter(keys), "1")):
        return False
    always = set.intersection(*map(numbers_in, hints)) if len(keys) > 1 else set()
    if len(keys) > 1 and len(set(hints)) == 1:
        return False
    for hint, variant, (kind, piece) in zip(hints, variants, pieces, strict=True):
        ask = f"{fill(item.ask.in_lang(lang), variant.values)} {fill(piece.item.ask.in_lang(lang), piece.values)}"
        if _value_of(kind.key_as_typed(piece)) in always or not _holds_key(kind, piece, lang, hint, ask):
            return False
    return bool(variants)


def _is_small(key: str) -> bool:
    try:
        return abs(parse_number(key).value) <= SMALL
    except CoursesError:
        return False


def _holds_key(kind: AnswerKind, piece: Variant, lang: Lang, hint: str, ask: str) -> bool:
    key = kind.key_as_typed(piece)
    if kind.name in _NUMBERS:
        return _holds_number(kind, piece, key, hint, ask)
    if kind.name in _SIGNS:
        bare = _bare(key)
        return len(bare) > 2 and bare in _bare(as_words(to_html_inline(hint))) and bare not in _bare(as_words(to_html_inline(ask)))
    if kind.name == "text":
        forms = [normalise(fill(form, piece.values)) for form in piece.item.answer.options["accept"]]
        return any(len(form) > 3 and form in normalise(hint) and form not in normalise(ask) for form in forms)
    return kind.name == "choice" and _names_choice(kind, piece, lang, hint, ask)


def _holds_number(kind: AnswerKind, piece: Variant, key: str, hint: str, ask: str) -> bool:
    """Tell whether the hint says the key, and no wrong answer that has a name beside it, as in “between 2 and 3”."""
    value, said = _value_of(key), numbers_in(hint)
    if value is None or value not in said or value in numbers_in(ask):
        return False
    if kind.name == "fraction" and key not in _bare(as_words(to_html_inline(hint))):
        return False
    return not any(_value_of(kind.example_of(m.when, piece)) in said - {value} for m in piece.item.misconceptions)


def _names_choice(kind: AnswerKind, piece: Variant, lang: Lang, hint: str, ask: str) -> bool:
    """Tell whether the hint holds the right choice's words, and no other's."""
    right, said = kind.key_as_typed(piece), normalise(hint)
    texts = {c.id: normalise(fill(c.text.in_lang(lang), piece.values)) for c in piece.item.answer.options["choices"]}
    others = [text for name, text in texts.items() if name != right and text not in texts[right]]
    return len(texts[right]) > 5 and texts[right] in said and texts[right] not in normalise(ask) and not any(t in said for t in others if len(t) > 1)


def _value_of(key: str) -> Fraction | None:
    try:
        return parse_number(re.sub(r"\s+[^\d\s].*$", "", key)).value
    except CoursesError:
        return None


def _bare(text: str) -> str:
    return re.sub(r"[\s·×*]", "", text.replace("−", "-").replace(",", "."))
