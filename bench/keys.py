"""What simulated learners know of the exercises: the key of every drawing, found again by the text that is shown."""

from __future__ import annotations

from typing import Any

from courses.answers import as_sent, check, key_as_typed, show
from courses.catalog import Catalog
from courses.model import Variant
from courses.variants import sample_variants

_FAR_OFF = ("9973/9967", "9973", "x = 9973", "(9973; 9967)", "y = 9973x + 9967", "9973x + 9967", "x > 9973", "a", "b", "1", "2")


class Keys:
    """Looks keys up by what a browser sees."""

    def __init__(self, catalog: Catalog, most: int = 1_000) -> None:
        self._catalog, self._most = catalog, most
        self._known: dict[str, dict[str, str]] = {}

    def learn(self, unit: str) -> None:
        """Compute the drawings of a unit before the clock runs."""
        for item in self._catalog.unit(unit).items.values():
            self._table(item.id)

    def find(self, exercise: dict[str, Any]) -> str | None:
        """Return the key of what is shown, or None where an item has more drawings than are known."""
        return self._table(exercise["item"]).get(exercise["ask_html"])

    def _table(self, item: str) -> dict[str, str]:
        if item not in self._known:
            variants = sample_variants(self._catalog.item(item), self._most)
            self._known[item] = {show(variant, "en").ask_html: as_sent(variant, key_as_typed(variant)) for variant in variants}
        return self._known[item]


def find_wrong(variant: Variant) -> str | None:
    """Return an answer to this drawing that can be read and is wrong, as a browser sends it; None where none is known.

    The item's own tests are tried first: they hold wrong answers of its kind.
    """
    for typed in dict.fromkeys((*(test.typed for test in variant.item.tests), *_FAR_OFF)):
        verdict = check(variant, typed)
        if not verdict.right and not verdict.costs_nothing:
            return as_sent(variant, typed)
    return None


def wrong_answer(exercise: dict[str, Any], key: str | None) -> str:
    """Return an answer that can be read and is wrong."""
    if exercise["kind"] == "ordering":
        ids = [choice["id"] for choice in exercise["options"]["choices"]]
        return ",".join(ids if ",".join(ids) != key else ids[::-1])
    if exercise["kind"] == "choice":
        return next((choice["id"] for choice in exercise["options"]["choices"] if choice["id"] != key), "")
    return "9973/9967" if exercise["kind"] in ("fraction", "number") else "xyz"
