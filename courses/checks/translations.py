"""Khmer and English say the same: they insert the same names and hold the same numbers."""

from __future__ import annotations

from collections.abc import Container, Iterator

from courses.checks.files import item_file, lesson_file
from courses.checks.numbers_said import numbers_in, says_in_words
from courses.checks.rule import Finding
from courses.checks.rules import RULES
from courses.checks.subject import Subject
from courses.checks.texts import find_parts, texts_of_item
from courses.errors import CoursesError
from courses.languages import LANGS, Words
from courses.lesson_text import Part
from courses.markdown import names_inserted
from courses.model import Item
from courses.variants import sample_variants

_LANGUAGES = {"km": "Khmer", "en": "English"}


def check_translations(subject: Subject) -> Iterator[Finding]:
    """Yield pairs of texts that do not say the same numbers."""
    for item in subject.unit.items.values():
        file = item_file(subject.unit, item)
        words_drawn = _names_of_words(item)
        for place, words in texts_of_item(item, subject.files.node(file)):
            if text := _difference(words, words_drawn):
                yield RULES["other_numbers"].at(file, subject.files.line(file, f"{place}.km"), text)
    files = [tuple(lesson_file(lesson, lang) for lang in LANGS) for lesson in subject.unit.lessons]
    for km, en in [*files, (f"{subject.unit.id}/summary.km.md", f"{subject.unit.id}/summary.en.md")]:
        left, right = (find_parts(file, lang, subject.unit.id, subject.files) for file, lang in ((km, LANGS[0]), (en, LANGS[1])))
        if len(left) == len(right):
            yield from _compare_parts(left, right, km)


def _compare_parts(km: list[Part], en: list[Part], file: str) -> Iterator[Finding]:
    for left, right in zip(km, en, strict=True):
        if text := _difference(Words(left.text, right.text)):
            yield RULES["other_numbers"].at(file, left.line, text)


def _names_of_words(item: Item) -> set[str]:
    """Return the names of an item that stand for words: each language has its own."""
    try:
        values = next(iter(sample_variants(item, 1)), None)
    except CoursesError:
        values = None
    return {name for name, value in values.values.items() if isinstance(value, str)} if values else set()


def _difference(words: Words, words_drawn: Container[str] = ()) -> str | None:
    """Return what one language says and the other does not, or None."""
    names = {lang: {n for n in names_inserted(words.in_lang(lang)) if n not in words_drawn} for lang in LANGS}
    numbers = {lang: numbers_in(words.in_lang(lang)) for lang in LANGS}
    for lang, other in (LANGS, LANGS[::-1]):
        only = [f"@{name}" for name in sorted(names[lang] - names[other])]
        only += [str(n) for n in sorted(numbers[lang] - numbers[other]) if not says_in_words(n, words.in_lang(other), other)]
        if only:
            return f"only the {_LANGUAGES[lang]} has {', '.join(only)}"
    return None
