"""Every rule of the check, in one table: what it is called, whether it stops the build, and what it asks for."""

from __future__ import annotations

from courses.checks.rule import Finding, Rule, Severity
from courses.errors import ContentError


def _family(severity: Severity, **rules: str) -> tuple[Rule, ...]:
    return tuple(Rule(name, severity, about) for name, about in rules.items())


FAMILIES: dict[str, tuple[Rule, ...]] = {
    "files": _family(
        "error",
        unreadable="A file can be read: its format, its keys, its answer kinds, its figures and their options.",
        broken_reference="What names an item, a skill or a figure names one that exists.",
        unit_test="A unit test has a name of its own and questions that a machine can mark without a figure.",
        outside_link="Nothing links to, or loads from, outside; there is no raw HTML.",
    ),
    "items": _family(
        "error",
        unknown_name="A text inserts only names that the item draws or computes.",
        unused_name="Every name that is drawn is used.",
        unused_text="Every text of a unit is read in a lesson, or read or heard in an item.",
        bad_formula="Every formula can be read and computed with every drawing.",
        no_variant="At least one drawing satisfies `keep`.",
        wrong_key="The key is judged right, and is in the form asked for, in every variant; no wrong choice reads as a right one.",
        misconception_is_key="No misconception is the right answer in any variant.",
        idle_misconception="Every misconception can be found: no other one always comes first.",
        idle_reply="Every reply can be said, and a question without a score replies to every answer.",
        failing_test="Every test of the item gets the verdict that it says.",
    )
    + _family(
        "warning",
        hint_gives_answer="No hint but the last tells the answer.",
        same_item="No two items of a course are the same but for numbers and names.",
    ),
    "translations": _family(
        "error",
        missing_translation="Every text and every lesson is there in Khmer and in English.",
        untranslated="A Khmer text is not the English one, and at least half of its letters outside TeX are Khmer.",
        unequal_languages="Both languages of a lesson or a summary have the same headings, figures, practices and boxes.",
    )
    + _family(
        "warning",
        english_to_write="A file that says its English is still to be written gets it; until then learners read the Khmer.",
        other_numbers="Both languages of a text insert the same names and say the same numbers.",
    ),
    "reading": _family(
        "warning",
        long_sentence="A sentence has at most 20 English words, or 34 Khmer syllables.",
        long_stretch="A stretch of Khmer between two spaces has at most 22 syllables.",
        reading_level="The English of a lesson or an item is of grade 6 at most (Flesch-Kincaid; a word of the glossary counts as two syllables).",
    ),
    "words": _family(
        "warning",
        other_word="A text uses the glossary's word for a term, and none that stands under its `instead_of`.",
        unlisted_word="A word that a lesson sets in bold holds a term of the glossary, or is part of one; words at the head of a list are free.",
        two_words="The glossary has one entry, and so one Khmer word, for each English one.",
    ),
    "pictures": _family(
        "error", missing_picture="A picture that a text shows lies in its unit's folder, and is PNG, JPEG, GIF or WebP of a fair size."
    )
    + _family("warning", no_alternative="A figure or a picture has the texts by which it is told to those who cannot see it."),
    "skills": _family(
        "error",
        untrained_skill="At least one item trains every skill.",
        circular_needs="No skill needs itself, however long the way round, also through other units.",
    )
    + _family(
        "warning",
        unreachable_skill="Every skill is taught in a lesson, and none lies behind a skill that no item trains.",
        few_items="A skill has at least three items for practice, one of level 1 and one of level 2 among them.",
    ),
    "exams": _family("error", exam="The blueprint of a course's exam asks about its skills, and there are items enough to draw it from.")
    + _family("warning", exam_gap="The blueprint of a course's exam asks about every unit."),
    "acceptance": _family(
        "error",
        bad_acceptance="What accepts a warning names a rule whose findings are warnings, and gives a reason.",
    )
    + _family("warning", idle_acceptance="What accepts a warning still has one to accept."),
}

RULES: dict[str, Rule] = {rule.name: rule for rules in FAMILIES.values() for rule in rules}


def as_finding(error: ContentError) -> Finding:
    """Return what a reader could not make sense of as a finding of its rule."""
    return RULES[error.rule].at(error.file, error.line, error.message)


def as_error(finding: Finding) -> ContentError:
    """Return a finding as the error that a build raises."""
    return ContentError(finding.file, finding.line, finding.message, finding.rule)
