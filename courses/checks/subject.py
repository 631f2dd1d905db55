"""What a family of rules looks at: one unit, with all of the content around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from courses.catalog import Catalog
from courses.checks.files import Files
from courses.checks.texts import Text, texts_of
from courses.errors import ContentError
from courses.glossary import Glossary, read_glossary
from courses.model import Unit


@dataclass(frozen=True)
class Subject:
    """One unit under the check.

    Args:
        unread: ids of units that could not be read; what names something in them is not blamed for it.
    """

    unit: Unit
    catalog: Catalog
    files: Files
    unread: frozenset[str] = frozenset()

    @cached_property
    def texts(self) -> list[Text]:
        """Every text of the unit that somebody reads."""
        return texts_of(self.unit, self.catalog, self.files)

    @cached_property
    def glossary(self) -> Glossary:
        """The words of the content; none where they cannot be read, which is told once."""
        try:
            return read_glossary(self.catalog.folder)
        except ContentError:
            return Glossary()

    def is_unread(self, item_id: str) -> bool:
        """Tell whether the item stands in a unit that could not be read."""
        return item_id.rpartition("/")[0] in self.unread
