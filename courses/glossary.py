"""One glossary for every course: a term has one Khmer and one English word, and may name those that are not to be used for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from courses.languages import LANGS, Lang, Words
from courses.yaml_nodes import Node, read_yaml

FILE = "words.yaml"


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the glossary.

    Args:
        instead_of: the words of each language that are not to be used for it.
        source: the entry of the glossary's `sources` that its Khmer word comes from; empty where nobody has looked it up.
    """

    id: str
    words: Words
    instead_of: Mapping[Lang, tuple[str, ...]] = field(default_factory=dict)
    source: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms by their id, and what their Khmer words are taken from.

    Args:
        again: entries under an id that stands further up already; the first one counts.
    """

    terms: Mapping[str, Term] = field(default_factory=dict)
    again: tuple[Term, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)


def read_glossary(content: Path) -> Glossary:
    """Read `words.yaml` of a content folder; a folder without one has no terms.

    Raises:
        ContentError: at the place of the first fault.
    """
    path = content / FILE
    if not path.exists():
        return Glossary()
    fields = read_yaml(path, FILE).fields(("words",), ("review", "sources"))
    sources = {name: node.text() for name, node in fields["sources"].pairs()} if "sources" in fields else {}
    terms: dict[str, Term] = {}
    again: list[Term] = []
    for name, node in fields["words"].entries():
        term = _read_term(name, node, sources)
        if terms.setdefault(name, term) is not term:
            again.append(term)
    return Glossary(terms, tuple(again), sources)


def _read_term(name: str, node: Node, sources: Mapping[str, str]) -> Term:
    fields = node.fields(LANGS, ("instead_of", "source"))
    source = fields["source"].text() if "source" in fields else ""
    if source and source not in sources:
        fields["source"].fail(f"{name} names the source {source}; known are {', '.join(sources) or 'none'}")
    other = fields["instead_of"].fields((), LANGS) if "instead_of" in fields else {}
    words = Words(*(fields[lang].text().strip() for lang in LANGS))
    return Term(name, words, {lang: other[lang].texts() for lang in LANGS if lang in other}, source, node.line)
