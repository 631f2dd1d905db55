"""A sheet of paper asks the same exercises as the screen: the same seed prints the same sheet again, with its key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses import answers
from courses.languages import Lang
from courses.model import Item, Variant
from courses.variants import draw_variant

_REDRAWS = 20


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One exercise on a sheet, and what only the teacher's page shows."""

    number: int
    ask_html: str
    kind: str
    options: Mapping[str, Any]
    solution_html: str
    read_aloud: bool = False
    """Whether the teacher reads the answer's text aloud: paper does not sound."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One learner's sheet."""

    learner: str
    questions: tuple[PaperQuestion, ...]


def make_sheet(items: Sequence[Item], learner: str, seed: int, lang: Lang, *, count: int = 6) -> Sheet:
    """Return a sheet: easy exercises first, numbers of each learner's own, no exercise twice with the same numbers.

    Args:
        items: those that train the skill; items that only a teacher can judge have no key to print and are left out.
        seed: the number of the print; with the learner's number it decides every drawing.
    """
    asked = [item for item in sorted(items, key=lambda item: item.level) if answers.find_kind(item.answer.kind).input != "long_text"]
    variants = list(_draw(asked, learner, seed, count))
    return Sheet(learner, tuple(_ask(number, variant, lang) for number, variant in enumerate(variants, 1)))


def _draw(items: Sequence[Item], learner: str, seed: int, count: int) -> Iterator[Variant]:
    seen: set[tuple[str, tuple]] = set()
    for place, item in enumerate(sorted(_deal(items, count), key=lambda item: item.level)):
        for redraw in range(_REDRAWS):
            variant = draw_variant(item, _seed(learner, seed, place, redraw))
            key = item.id, tuple(variant.drawn.items())
            if key not in seen:
                seen.add(key)
                yield variant
                break


def _deal(items: Sequence[Item], count: int) -> list[Item]:
    """Return so many items, each as often as the others; one that draws nothing comes once, since it would be the same again."""
    drawing = [item for item in items if item.draw]
    dealt = [*items, *(drawing[i % len(drawing)] for i in range(count if drawing else 0))]
    return dealt[:count]


def _seed(learner: str, seed: int, place: int, redraw: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}|{learner}|{place}|{redraw}".encode()).digest()[:7], "big")


def _ask(number: int, variant: Variant, lang: Lang) -> PaperQuestion:
    shown = answers.show(variant, lang)
    return PaperQuestion(number, shown.ask_html, shown.kind, shown.options, answers.solution(variant, lang), bool(variant.item.sound))
