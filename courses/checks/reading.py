"""A learner who reads slowly gets to the end of every sentence: it is short, and its words are.

English: words of a sentence, and the Flesch-Kincaid grade of a whole lesson or item (Kincaid, Fishburne, Rogers and Chissom 1975:
0.39 words a sentence + 11.8 syllables a word - 15.59). No formula is published for Khmer; there it is the syllables (letters that no
subscript sign joins to the one before) of a sentence, and of what stands between two spaces. The limits are those that 98 of 100
sentences of the first three units keep.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from courses.checks.rule import Finding
from courses.checks.rules import RULES
from courses.checks.subject import Subject
from courses.checks.texts import Text

MOST_WORDS = 20
MOST_SYLLABLES = 34
MOST_IN_STRETCH = 22
MOST_GRADE = 6.0
FEWEST_WORDS = 30
"""Words below which a text is too short for a grade."""

_NOT_READ = re.compile(r"\$\$.*?\$\$|\$[^$]*\$|`[^`]*`", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:['’.,/-][^\W_]+)*|@\w+")
_END = re.compile(r"(?<=[.!?:;])[\s*»\"”)]+|[\n\u17d4\u17d5]")
_KHMER = re.compile("[\u1780-\u17d3\u17d7\u17dc-\u17ff\u200b]+")
"""A Khmer word inside an English sentence counts as one word."""
_KHMER_END = re.compile(r"[។៕៖?!\n]")
_SYLLABLE = re.compile("(?<!\u17d2)[\u1780-\u17b3]")
_NOT_FOR_LEARNERS = "rubric"


def check_reading(subject: Subject) -> Iterator[Finding]:
    """Yield sentences that are too long, and texts that are too hard."""
    easy = {word for term in subject.glossary.terms.values() for word in _WORD.findall(term.words.en.casefold())}
    whole: dict[str, list[Text]] = defaultdict(list)
    for text in subject.texts:
        if text.place.endswith(_NOT_FOR_LEARNERS):
            continue
        yield from _check_english(text) if text.lang == "en" else _check_khmer(text)
        if text.lang == "en" and "title" not in text.place:
            whole[text.file].append(text)
    for file, texts in whole.items():
        sentences = [words for text in texts for words in _english_sentences(text.text)]
        if sum(map(len, sentences)) >= FEWEST_WORDS and (grade := grade_of(sentences, easy)) > MOST_GRADE:
            yield RULES["reading_level"].at(file, texts[0].line, f"the English is of grade {grade:.1f}; at most {MOST_GRADE:g}. Use shorter words")


def _check_english(text: Text) -> Iterator[Finding]:
    for words in _english_sentences(text.text):
        if len(words) > MOST_WORDS:
            start = " ".join(words[:6])
            message = f"the sentence “{start} …” has {len(words)} words; at most {MOST_WORDS}"
            yield RULES["long_sentence"].at(text.file, text.line, message)


def _check_khmer(text: Text) -> Iterator[Finding]:
    for sentence in _KHMER_END.split(_NOT_READ.sub(" ", text.text)):
        if (count := count_syllables(sentence)) > MOST_SYLLABLES:
            start = _beginning(sentence.strip())
            yield RULES["long_sentence"].at(text.file, text.line, f"the sentence «{start} …» has {count} syllables; at most {MOST_SYLLABLES}")
        for stretch in sentence.split():
            if (count := count_syllables(stretch)) > MOST_IN_STRETCH:
                message = f"the stretch «{_beginning(stretch)} …» has {count} syllables without a space; at most {MOST_IN_STRETCH}"
                yield RULES["long_stretch"].at(text.file, text.line, message)


def _beginning(khmer: str) -> str:
    """Return the first syllables, no letter without its signs."""
    match = re.match("(?:[^\u17b4-\u17d3](?:\u17d2.|[\u17b4-\u17d1\u17d3])*){1,12}", khmer)
    return match[0] if match else khmer[:12]


def _english_sentences(text: str) -> list[list[str]]:
    sentences = (_WORD.findall(sentence) for sentence in _END.split(_KHMER.sub("X", _NOT_READ.sub("X", text))))
    return [words for words in sentences if words]


def count_syllables(khmer: str) -> int:
    """Return how many letters carry a syllable: those that are no subscript.

    >>> count_syllables("ភាគបែង")
    4
    """
    return len(_SYLLABLE.findall(khmer))


def grade_of(sentences: list[list[str]], easy: set[str] = frozenset()) -> float:  # type: ignore[assignment]
    """Return the Flesch-Kincaid grade of sentences, each a list of its words.

    Args:
        easy: words that are taught, and so count as two syllables at most.
    """
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(min(_count_english(word), 2 if word.casefold() in easy else 99) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _count_english(word: str) -> int:
    """Return the syllables of an English word: groups of vowels, without those that are not heard."""
    word = re.sub(r"(?:(?<=[^td])ed|(?<=[^aeiouyl])e|(?<=[^szxcg])es)$", "", word.casefold())
    return max(1, len(re.findall(r"[aeiouy]+", word)))
