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
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_LETTERS = re.compile("[A-Za-z\u1780-\u17b3]")
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


def check_bold(subject: Subject) -> Iterator[Finding]:
    """Yield words that a lesson sets in bold, as it does with a new term, and that hold no term of the glossary and are part of none."""
    terms = subject.glossary.terms.values()
    for text in subject.texts if terms else ():
        if text.place != "body" or text.listed:
            continue
        for bold in _BOLD.findall(text.text):
            if _LETTERS.search(bold) and not any(_share(bold, term.words.in_lang(text.lang), text.lang) for term in terms):
                yield RULES["unlisted_word"].at(text.file, text.line, f"{bold} is set in bold as a term, and is not in the glossary")


def _share(bold: str, term: str, lang: Lang) -> bool:
    """Tell whether one holds the other; in English word by word, whatever their endings are."""
    if lang == "km":
        bold, term = ("".join(one.split()) for one in (bold, term))
        return term in bold or bold in term
    words, wanted = (re.findall(r"[a-z]+", one.casefold()) for one in (bold, term))
    return _holds(words, wanted) or _holds(wanted, words)


def _holds(words: list[str], part: list[str]) -> bool:
    starts = range(len(words) - len(part) + 1)
    return bool(part) and any(all(_same_word(a, b) for a, b in zip(words[i:], part, strict=False)) for i in starts)


def _same_word(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return long in (short, f"{short}s") or (len(short) > 3 and long.startswith(short[:-1]))


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
