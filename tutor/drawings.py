"""What was drawn once is not computed again; what an update of the courses has made impossible is found out before a learner meets it."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from courses import answers
from courses.catalog import Catalog
from courses.errors import CoursesError
from courses.model import Variant
from courses.variants import variant_with

_KEPT = 8192
_SPOILED = (CoursesError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError)


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
