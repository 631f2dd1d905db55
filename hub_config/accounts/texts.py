"""Every word that the accounts and the door say stands in the catalogues beside this folder."""

from __future__ import annotations

from pathlib import Path

from courses.languages import Catalogue, Lang, load_catalogue

FOLDER = Path(__file__).parents[1]


def texts(lang: Lang = "en") -> Catalogue:
    """Return the texts of the door and the accounts; operators at a shell read English."""
    return load_catalogue(FOLDER, lang)
