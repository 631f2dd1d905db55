"""The same item and the same seed give the same variant everywhere, for ever."""

from __future__ import annotations

import hashlib
import itertools
import math
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from courses.errors import ExpressionError
from courses.expressions import compute, names_in
from courses.model import Item, Value, Variant

MAX_TRIES = 1000


def draw_variant(item: Item, seed: int) -> Variant:
    """Draw the numbers of an item.

    Args:
        seed: any whole number; hashed with the item's id, so that two items with one seed draw independently.

    Raises:
        ExpressionError: no drawing keeps `keep`.
    """
    groups = _groups(item)
    for attempt in range(MAX_TRIES):
        drawn = _take(item, [(group, _pick(f"{item.id}|{seed}|{attempt}|{group[0]}", len(item.draw[group[0]]))) for group in groups])
        if _kept(item, drawn):
            return _with(item, drawn)
    for variant in all_variants(item):
        return variant
    raise ExpressionError(f"no drawing satisfies keep: {item.keep}")


def _groups(item: Item) -> list[tuple[str, ...]]:
    """Return the names that are drawn as one: those that belong together, and each other one alone."""
    alone: list[tuple[str, ...]] = [(name,) for name in item.draw if name not in item.together]
    return [item.together, *alone] if item.together else alone


def _take(item: Item, places: Iterable[tuple[tuple[str, ...], int]]) -> dict[str, Value]:
    drawn = {name: item.draw[name][place] for group, place in places for name in group}
    return {name: drawn[name] for name in item.draw}


def _pick(text: str, size: int) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % size


def all_variants(item: Item) -> Iterator[Variant]:
    """Yield every variant that `keep` lets through, in the order of the item file."""
    groups = _groups(item)
    for places in itertools.product(*(range(len(item.draw[group[0]])) for group in groups)):
        drawn = _take(item, zip(groups, places, strict=True))
        if _kept(item, drawn):
            yield _with(item, drawn)


def count_drawings(item: Item) -> int:
    """Return how many drawings there are before `keep`."""
    return math.prod(len(item.draw[group[0]]) for group in _groups(item))


def sample_variants(item: Item, most: int = 200) -> list[Variant]:
    """Return all variants, or so many drawn ones where there are more."""
    if count_drawings(item) <= most:
        return list(all_variants(item))
    found = {tuple(v.drawn.items()): v for v in (draw_variant(item, seed) for seed in range(most))}
    return list(found.values())


def variant_with(item: Item, drawn: Mapping[str, str]) -> Variant:
    """Rebuild the variant with these drawn values, as `drawn_as_text` wrote them.

    Raises:
        ExpressionError: a name is missing or is none of the item's.
    """
    if drawn.keys() != item.draw.keys():
        raise ExpressionError(f"{item.id} draws {', '.join(item.draw) or 'nothing'}. Got {', '.join(drawn) or 'nothing'}")
    return _with(item, {name: as_value(text) for name, text in drawn.items()})


def drawn_as_text(variant: Variant) -> dict[str, str]:
    """Return the drawn values as plain text that `variant_with` reads back."""
    return {name: str(value) for name, value in variant.drawn.items()}


def as_value(text: str) -> Value:
    """Return an exact number where the text is one (`3`, `0.25`, `2/3`), else the word itself."""
    try:
        return Fraction(text.replace(",", ".").strip())
    except (ValueError, ZeroDivisionError):
        return text


def _with(item: Item, drawn: Mapping[str, Value]) -> Variant:
    values: dict[str, Value] = dict(drawn)
    for name, formula in item.let.items():
        values[name] = compute(formula, values)  # type: ignore[assignment]
    return Variant(item, dict(drawn), values)


def _kept(item: Item, drawn: Mapping[str, Value]) -> bool:
    if item.keep is None:
        return True
    known = drawn if names_in(item.keep) <= drawn.keys() else _with(item, drawn).values
    return bool(compute(item.keep, known))
