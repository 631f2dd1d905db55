"""A term has one word in each language, in every lesson, item and test."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courses.catalog import Catalog
from courses.checks.rule import Finding
from courses.checks.rules import RULES, as_finding
from courses.checks.subject import Subject
from courses.errors import ContentError
from courses.glossary import FILE, Glossary, Term, read_glossary
from courses.languages import LANGS, Lang

_NOT_PROSE = re.compile(r"\$\$.*?\$\$|\$[^$]*\$|`[^`]*`", re.DOTALL)
_JOINED = "[\u17b4-\u17d3\u17dd]"
"""Khmer signs that belong to the letter before them: a word does not end before one."""


def check_words(subject: Subject) -> Iterator[Finding]:
    """Yield words that stand in the place of the glossary's."""
    wrong = {lang: list(_wrong_words(subject.glossary, lang)) for lang in LANGS}
    kept = {lang: _kept_words(subject.glossary, lang) for lang in LANGS}
    for text in subject.texts:
        plain = _NOT_PROSE.sub(" ", text.text)
        for word, pattern, term in wrong[text.lang]:
            if word.casefold() in plain.casefold() and _stands_in(pattern, plain, word, kept[text.lang]):
                right = term.words.in_lang(text.lang)
                yield RULES["other_word"].at(text.file, text.line, f"the word of the glossary is {right}, not {word}")


def _wrong_words(glossary: Glossary, lang: Lang) -> Iterator[tuple[str, re.Pattern[str], Term]]:
    for term in glossary.terms.values():
        for word in term.instead_of.get(lang, ()):
            bare = re.escape(word)
            pattern = rf"(?<!\u17d2){bare}(?!{_JOINED})" if lang == "km" else rf"(?<!\w){bare}(?:s|es)?(?!\w)"
            yield word, re.compile(pattern, re.IGNORECASE), term


def _kept_words(glossary: Glossary, lang: Lang) -> list[str]:
    return sorted({term.words.in_lang(lang) for term in glossary.terms.values()}, key=len, reverse=True)


def _stands_in(pattern: re.Pattern[str], text: str, word: str, kept: list[str]) -> bool:
    """Tell whether the word stands there by itself, and not inside a word of the glossary."""
    for right in kept:
        if word.casefold() in right.casefold() and word.casefold() != right.casefold():
            text = re.sub(re.escape(right), " ", text, flags=re.IGNORECASE)
    return bool(pattern.search(text))


def check_glossary(catalog: Catalog) -> Iterator[Finding]:
    """Yield what is wrong with the glossary itself."""
    try:
        glossary = read_glossary(catalog.folder)
    except ContentError as error:
        yield as_finding(error)
        return
    for term in glossary.again:
        yield RULES["two_words"].at(FILE, term.line, f"{term.id} stands already in line {glossary.terms[term.id].line}; keep one")
    first: dict[str, Term] = {}
    for term in glossary.terms.values():
        other = first.setdefault(term.words.en.casefold(), term)
        if other is not term:
            message = f"{term.words.en} is {term.words.km} here and {other.words.km} in line {other.line}; keep one"
            yield RULES["two_words"].at(FILE, term.line, message)
