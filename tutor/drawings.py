"""An exercise's numbers: drawn anew each time, computed once, and left alone where an update of the courses has made them impossible."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence

from courses import answers
from courses.catalog import Catalog
from courses.errors import CoursesError
from courses.model import Item, Variant
from courses.variants import draw_variant, drawn_as_text, variant_with

_KEPT = 8192
_TRIES = 12
_SPOILED = (CoursesError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError)


def draw_anew(item: Item, had: Sequence[Mapping[str, str]], draw_seed: Callable[[], int]) -> tuple[int, dict[str, str]]:
    """Return a seed and what it draws: numbers that the learner did not have lately, else those of longest ago.

    Args:
        had: what was drawn of this item before, the newest first.
        draw_seed: gives another seed at every call.
    """
    found: list[tuple[int, int, dict[str, str]]] = []
    for _ in range(_TRIES if had else 1):
        seed = draw_seed()
        drawn = dict(drawn_as_text(draw_variant(item, seed)))
        if drawn not in had:
            return seed, drawn
        found.append((had.index(drawn), seed, drawn))
    _age, seed, drawn = max(found, key=lambda one: one[0])
    return seed, drawn


class Drawings:
    """Variants by item and drawn values, the latest kept ready."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._find = functools.lru_cache(_KEPT)(self._build)

    def find(self, item: str, drawn: Mapping[str, str]) -> Variant | None:
        """Return the variant, or None where its item is gone or can no longer be asked and answered with these values."""
        return self._find(item, tuple(drawn.items()))

    def _build(self, item_id: str, drawn: tuple[tuple[str, str], ...]) -> Variant | None:
        item = self._catalog.find_item(item_id)
        if item is None:
            return None
        try:
            variant = variant_with(item, dict(drawn))
            answers.show(variant, "km")
            answers.solution(variant, "km")
            answers.check(variant, answers.key_as_typed(variant))
        except _SPOILED:
            return None
        return variant
