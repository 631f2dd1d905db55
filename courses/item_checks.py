"""What is checked of one item, in all its variants, at every build."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courses.answers import check, hint, key_as_typed, show, solution
from courses.answers.base import AnswerKind
from courses.answers.judging import fires
from courses.answers.kinds import find_kind
from courses.answers.parts import PartsKind
from courses.errors import ExpressionError, UnreadableAnswer
from courses.expressions import names_in
from courses.khmer import find_missing, find_untranslated, share_of_khmer
from courses.languages import LANGS, Words
from courses.markdown import names_inserted
from courses.model import Choice, Item, Skill, Variant
from courses.pictures import faults_of_pictures
from courses.reply_checks import check_replies
from courses.variants import sample_variants, variant_with

Fault = tuple[str, str, str]
"""The rule that is broken, a place inside the file, such as `hints.1.en`, and what is wrong there."""


def check_item(item: Item, skills: dict[str, Skill]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an item: the place inside its file, and what is wrong there."""
    yield from ((place, text) for _, place, text in find_faults(item, skills))


def find_faults(item: Item, skills: dict[str, Skill]) -> Iterator[Fault]:
    """Yield what is wrong with an item, with the names of the rules."""
    if missing := find_missing(item.review):
        yield missing[0], "review", missing[1]
    else:
        yield from (("untranslated", place, text) for place, words in list_texts(item) if (text := find_untranslated(words)))
    yield from _check_pictures(item)
    yield from (("broken_reference", "skills", f"unknown skill {s}; this unit defines {', '.join(skills)}") for s in item.skills if s not in skills)
    if item.text and share_of_khmer(item.text) < 0.5:
        yield "untranslated", "text", "a text to be read holds at least half Khmer letters"
    names = [*item.draw, *item.let]
    broken = list(_check_names(item, names))
    yield from broken
    if broken:
        return
    try:
        variants = sample_variants(item)
        if not variants:
            yield "no_variant", "keep", f"no drawing satisfies keep: {item.keep}"
        yield from _check_variants(item, variants)
        yield from (("idle_reply", place, text) for place, text in check_replies(item, variants))
        yield from _check_tests(item)
    except ExpressionError as error:
        yield "bad_formula", "answer", str(error)
    except UnreadableAnswer as error:
        yield "wrong_key", "answer", f"the key cannot be read: {error}"


def list_texts(item: Item) -> Iterator[tuple[str, Words]]:
    """Yield every text a learner may read, with its place in the file."""
    yield "ask", item.ask
    yield from ((f"hints.{i}", h) for i, h in enumerate(item.hints))
    yield from ((name, words) for name, words in (("otherwise", item.otherwise), ("explain", item.explain)) if words)
    yield from ((f"misconceptions.{i}.say", m.say) for i, m in enumerate(item.misconceptions))
    yield from ((f"replies.{i}.say", reply.say) for i, reply in enumerate(item.replies))
    above = "parts" if item.answer.kind == "parts" else "answer"
    yield from ((f"{above}.{place}", words) for place, words in find_kind(item.answer.kind).list_texts(item.answer))


def _check_pictures(item: Item) -> Iterator[Fault]:
    for place, words in _list_all_texts(item):
        for lang in LANGS:
            yield from ((rule, f"{place}.{lang}", text) for rule, text in faults_of_pictures(words.in_lang(lang), item.pictures))


def _list_all_texts(item: Item) -> Iterator[tuple[str, Words]]:
    """Yield also what both languages share, such as a choice that is a picture."""
    yield from list_texts(item)
    for name in ("choices", "left", "right"):
        shared = [c.text for c in item.answer.options.get(name, ()) if isinstance(c, Choice) and c.text.km == c.text.en]
        yield from ((f"answer.{name}", words) for words in shared)
    if isinstance(text := item.answer.options.get("text"), Words) and text.km == text.en:
        yield "answer.text", text


def _check_names(item: Item, names: list[str]) -> Iterator[Fault]:
    used: set[str] = set()
    for place, words in [*list_texts(item), ("text", Words(item.text, item.text))]:
        for lang in LANGS:
            inserted = names_inserted(words.in_lang(lang))
            used |= inserted
            for name in sorted(inserted - set(names)):
                yield "unknown_name", f"{place}.{lang}", f"{place}.{lang} uses @{name}; this item defines {', '.join(names) or 'nothing'}"
    try:
        used |= {n for text in [*item.let.values(), item.keep or "0"] for n in names_in(text)}
    except ExpressionError as error:
        yield "bad_formula", "let", str(error)
        return
    formulas = [repr(item.answer.options), *item.together, *(m.when for m in item.misconceptions), *(reply.when for reply in item.replies)]
    used.update(word for text in formulas for word in re.findall(r"\w+", text, re.ASCII))
    yield from (("unused_name", "draw", f"{name} is drawn and never used") for name in item.draw if name not in used)


def _check_variants(item: Item, variants: list[Variant]) -> Iterator[Fault]:
    for variant in variants:
        for lang in LANGS:
            show(variant, lang)
            solution(variant, lang)
            for number in range(1, len(item.hints) + 1):
                hint(variant, number, lang)
        if item.scored and (faults := list(_check_key(variant))):
            yield from faults
            return
    pieces = [_pieces(variant) for variant in variants]
    for same in zip(*pieces, strict=True):
        yield from _check_misconceptions(list(same))


def _check_key(variant: Variant) -> Iterator[Fault]:
    kind = find_kind(variant.item.answer.kind)
    place = "parts" if isinstance(kind, PartsKind) else "answer"
    yield from (("wrong_key", place, f"{text}, with {variant_text(variant)}") for text in kind.check_key(variant))
    key = key_as_typed(variant)
    if kind.judged_by_machine and not (verdict := check(variant, key)).right:
        yield "wrong_key", place, f"the key {key} is judged {verdict.name} with {variant_text(variant)}"


Piece = tuple[str, AnswerKind, Variant]
"""A place of the file with misconceptions of its own: the item, or one of its parts."""


def _pieces(variant: Variant) -> list[Piece]:
    kind = find_kind(variant.item.answer.kind)
    if isinstance(kind, PartsKind):
        return [(f"parts.{i}.", inner, piece) for i, (inner, piece) in enumerate(kind.pieces(variant))]
    return [("", kind, variant)]


def _check_misconceptions(pieces: list[Piece]) -> Iterator[Fault]:
    above, kind, first = pieces[0]
    for index, misconception in enumerate(first.item.misconceptions):
        place, name = f"{above}misconceptions.{index}", misconception.name
        if not kind.judged_by_machine:
            yield "idle_misconception", place, f"{name} can never be found: a machine does not judge {kind.name}"
            continue
        found = False
        for _, _, variant in pieces:
            try:
                if _key_fires(kind, variant, misconception.when):
                    yield "misconception_is_key", place, f"{name} is the right answer with {variant_text(variant)}; add a keep"
                    return
            except ExpressionError as error:
                yield "bad_formula", place, f"when: {error}"
                return
            except UnreadableAnswer as error:
                yield "bad_formula", place, f"when: cannot read {misconception.when!r} as {kind.name}: {error}"
                return
            found = found or _first_to_fire(kind, variant, index)
        if not found:
            yield "idle_misconception", place, f"{name} can never be found: another one comes first with the same answer"


def _key_fires(kind: AnswerKind, variant: Variant, when: str) -> bool:
    return kind.fires(kind.parse(kind.key_as_typed(variant), variant), when, variant)


def _first_to_fire(kind: AnswerKind, variant: Variant, index: int) -> bool:
    """Tell whether an answer exists that this misconception catches before those above it."""
    own = variant.item.misconceptions[index].when
    try:
        parsed = kind.parse(kind.example_of(own, variant), variant)
    except ValueError:
        return False
    return fires(kind, parsed, own, variant) and not any(fires(kind, parsed, m.when, variant) for m in variant.item.misconceptions[:index])


def _check_tests(item: Item) -> Iterator[Fault]:
    judged = {"right", "wrong", "ask_again", *_names_of_mistakes(item)} if item.scored else {"taken"}
    known = {"unreadable", *judged}
    for index, test in enumerate(item.tests):
        if test.verdict not in known:
            yield "failing_test", f"tests.{index}", f"unknown verdict {test.verdict}; known are {', '.join(sorted(known))}"
        elif test.drawn.keys() != item.draw.keys():
            yield "failing_test", f"tests.{index}", f"a test gives every drawn name: {', '.join(item.draw) or 'none'}"
        elif (got := check(variant_with(item, test.drawn), test.typed).name) != test.verdict:
            yield "failing_test", f"tests.{index}", f"typed {test.typed} is judged {got}, not {test.verdict}"


def _names_of_mistakes(item: Item) -> set[str]:
    """Return the named verdicts that this item can give: its own, and those its kinds know."""
    specs = [item.answer, *(p.answer for p in item.answer.options.get("parts", ()))]
    specs += [field for spec in specs for field in spec.options.get("fields", {}).values()]
    own = {m.name for m in item.misconceptions} | {m.name for p in item.answer.options.get("parts", ()) for m in p.misconceptions}
    return own.union(*(find_kind(spec.kind).verdicts for spec in specs))


def variant_text(variant: Variant) -> str:
    """Return the drawn values for an error message."""
    return ", ".join(f"{n} = {v}" for n, v in variant.drawn.items()) or "no drawn values"
