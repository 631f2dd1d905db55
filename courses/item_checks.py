"""What is checked of one item, in all its variants, at every build."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courses.answers import check, hint, key_as_typed, show, solution
from courses.answers.kinds import find_kind
from courses.errors import ExpressionError
from courses.expressions import names_in
from courses.khmer import find_untranslated
from courses.languages import LANGS, Words
from courses.markdown import names_inserted
from courses.model import Choice, Item, Skill, Variant
from courses.variants import sample_variants, variant_with

Finding = tuple[str, str]
"""A place inside the file, such as `hints.1.en`, and what is wrong there."""


def check_item(item: Item, skills: dict[str, Skill]) -> Iterator[Finding]:
    """Yield what is wrong with an item."""
    yield from ((place, text) for place, words in list_texts(item) if (text := find_untranslated(words)))
    yield from (("skills", f"unknown skill {s}; this unit defines {', '.join(skills)}") for s in item.skills if s not in skills)
    names = [*item.draw, *item.let]
    broken = list(_check_names(item, names))
    yield from broken
    if broken:
        return
    try:
        variants = sample_variants(item)
        if not variants:
            yield "keep", f"no drawing satisfies keep: {item.keep}"
        yield from _check_variants(item, variants)
        yield from _check_tests(item)
    except ExpressionError as error:
        yield "answer", str(error)


def list_texts(item: Item) -> Iterator[tuple[str, Words]]:
    """Yield every text a learner may read, with its place in the file."""
    yield "ask", item.ask
    yield from ((f"hints.{i}", h) for i, h in enumerate(item.hints))
    yield from ((f"misconceptions.{i}.say", m.say) for i, m in enumerate(item.misconceptions))
    choices = item.answer.options.get("choices", ())
    shared = (c for c in choices if isinstance(c, Choice) and c.text.km != c.text.en)
    yield from (("answer.choices", c.text) for c in shared)


def _check_names(item: Item, names: list[str]) -> Iterator[Finding]:
    used: set[str] = set()
    for place, words in list_texts(item):
        for lang in LANGS:
            inserted = names_inserted(words.in_lang(lang))
            used |= inserted
            for name in sorted(inserted - set(names)):
                yield f"{place}.{lang}", f"{place}.{lang} uses @{name}; this item defines {', '.join(names) or 'nothing'}"
    try:
        used |= {n for text in [*item.let.values(), item.keep or "0"] for n in names_in(text)}
    except ExpressionError as error:
        yield "let", str(error)
        return
    formulas = [repr(item.answer.options), *(m.when for m in item.misconceptions)]
    used.update(word for text in formulas for word in re.findall(r"\w+", text))
    yield from (("draw", f"{name} is drawn and never used") for name in item.draw if name not in used)


def _check_variants(item: Item, variants: list[Variant]) -> Iterator[Finding]:
    fired = dict.fromkeys((m.name for m in item.misconceptions), False)
    for variant in variants:
        for lang in LANGS:
            show(variant, lang)
            solution(variant, lang)
            for number in range(1, len(item.hints) + 1):
                hint(variant, number, lang)
        key = key_as_typed(variant)
        if item.answer.kind != "long_text" and not check(variant, key).right:
            yield "answer", f"the key {key} is judged {check(variant, key).name} with {variant_text(variant)}"
            return
        for index, misconception in enumerate(item.misconceptions):
            if item.answer.kind != "long_text" and _key_fires(variant, misconception.when):
                yield f"misconceptions.{index}", f"{misconception.name} is the right answer with {variant_text(variant)}; add a keep"
                return
            fired[misconception.name] |= _first_to_fire(variant, index)
    for index, misconception in enumerate(item.misconceptions):
        if not fired[misconception.name]:
            yield f"misconceptions.{index}", f"{misconception.name} can never be found: another one comes first with the same answer"


def _key_fires(variant: Variant, when: str) -> bool:
    kind = find_kind(variant.item.answer.kind)
    return kind.fires(kind.parse(key_as_typed(variant), variant), when, variant)


def _first_to_fire(variant: Variant, index: int) -> bool:
    """Tell whether an answer exists that this misconception catches before those above it."""
    kind = find_kind(variant.item.answer.kind)
    own = variant.item.misconceptions[index].when
    try:
        typed = kind.example_of(own, variant)
        parsed = kind.parse(typed, variant)
    except ValueError:
        return False
    return not any(kind.fires(parsed, m.when, variant) for m in variant.item.misconceptions[:index])


def _check_tests(item: Item) -> Iterator[Finding]:
    known = {"right", "wrong", "ask_again", "unreadable", *(m.name for m in item.misconceptions)}
    for index, test in enumerate(item.tests):
        if test.verdict not in known:
            yield f"tests.{index}", f"unknown verdict {test.verdict}; known are {', '.join(sorted(known))}"
        elif test.drawn.keys() != item.draw.keys():
            yield f"tests.{index}", f"a test gives every drawn name: {', '.join(item.draw) or 'none'}"
        elif (got := check(variant_with(item, test.drawn), test.typed).name) != test.verdict:
            yield f"tests.{index}", f"typed {test.typed} is judged {got}, not {test.verdict}"


def variant_text(variant: Variant) -> str:
    """Return the drawn values for an error message."""
    return ", ".join(f"{n} = {v}" for n, v in variant.drawn.items()) or "no drawn values"
