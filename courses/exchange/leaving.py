"""One variant of an item in the words of a question bank; what the bank's kinds cannot say is noted, or the item is not carried."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from courses.answers.choices import ChoicesKind
from courses.answers.combining import variant_of
from courses.answers.decimal import round_half_up
from courses.answers.fields import MARK
from courses.answers.formula_value import compute_number
from courses.answers.judging import as_block, as_line
from courses.answers.kinds import find_kind
from courses.errors import ExpressionError, UnreadableAnswer
from courses.exchange.bank import Answer, BankQuestion, Embedded, Pair, RichText, UnitName
from courses.exchange.errors import NotCarried
from courses.exchange.tex import FIELD_CLOSE, FIELD_OPEN
from courses.expressions import compute
from courses.languages import Lang
from courses.markdown import fill
from courses.model import AnswerSpec, Choice, Variant
from courses.numbers import as_decimal, is_finite

_ALGEBRA = {"expression", "equation", "interval", "point", "line", "reaction", "tap_words"}
_NUMBERS = {"whole", "decimal", "number", "quantity"}
_FORMS = {"fraction", "mixed"}


@dataclass
class Leaving:
    """A question on its way out.

    Args:
        notes: what of the item the bank's kinds cannot say.
    """

    variant: Variant
    lang: Lang
    notes: list[str] = field(default_factory=list)

    def block(self, text: Any) -> RichText:
        """Return a text of the item as HTML."""
        return RichText(as_block(text.in_lang(self.lang), self.variant)) if text else RichText()

    def line(self, text: Any) -> RichText:
        """Return a line of the item as HTML."""
        return RichText(as_line(text.in_lang(self.lang), self.variant))


def leave(variant: Variant, lang: Lang, name: str, category: tuple[str, ...]) -> tuple[BankQuestion, list[str]]:
    """Return a variant as a bank's question, and what of it the question does not say.

    Raises:
        NotCarried: no kind of a bank asks so.
    """
    item = variant.item
    if item.figure:
        raise NotCarried(f"it is answered with the figure {item.figure}")
    kind = item.answer.kind
    if kind in _ALGEBRA:
        raise NotCarried(f"no kind of a question bank compares answers of the kind {kind}")
    going = Leaving(variant, lang)
    question = _LEAVERS[kind](going)
    said = {"wrong": going.block(item.otherwise)} if item.otherwise else {}
    hints = tuple(going.block(hint) for hint in item.hints)
    general = going.block(item.explain)
    whole = replace(question, name=name, category=category, hints=hints, tags=item.tags, general=general, combined={**question.combined, **said})
    return (whole if whole.ask else replace(whole, ask=going.block(item.ask))), going.notes


def _choice(going: Leaving) -> BankQuestion:
    options, variant = going.variant.item.answer.options, going.variant
    right = {find_kind("choice").key_as_typed(variant), *options["also"]}
    answers = [_row(going, c, 100.0 if c.id in right else 0.0) for c in options["choices"]]
    return BankQuestion("multichoice", "", RichText(), answers=tuple(answers), single=True, shuffled=options["order"] != "kept")


def _row(going: Leaving, choice: Choice, share: float, *, among: bool = False) -> Answer:
    said, credit = _said_to(going, f"has {choice.id}" if among else choice.id, choice.id)
    return Answer(going.line(choice.text), share or credit * 100, said)


def _said_to(going: Leaving, *whens: str) -> tuple[RichText, float]:
    for m in going.variant.item.misconceptions:
        try:
            meant = m.when if m.when in whens else str(compute(m.when, going.variant.values))
        except (ExpressionError, ValueError):
            meant = m.when
        if meant in whens:
            return going.block(m.say), float(m.credit)
    return RichText(), 0.0


def _choices(going: Leaving) -> BankQuestion:
    options, kind = going.variant.item.answer.options, find_kind("choices")
    assert isinstance(kind, ChoicesKind)
    key = set(kind.key_as_typed(going.variant).split(", "))
    if not options["partial"] and len(key) > 1:
        going.notes.append("there some right ticks give part of the points")
    usual = {c.id: Fraction(1 if c.id in key else -1, len(key)) for c in options["choices"]}
    shares = options["weights"] or usual
    answers = [_row(going, c, float(shares.get(c.id, 0)) * 100, among=True) for c in options["choices"]]
    return BankQuestion("multichoice", "", RichText(), answers=tuple(answers), single=False, shuffled=options["order"] != "kept")


def _matching(going: Leaving) -> BankQuestion:
    options = going.variant.item.answer.options
    right = {c.id: going.line(c.text) for c in options["right"]}
    pairs = [Pair(going.line(c.text), right[options["pairs"][c.id]]) for c in options["left"]]
    spare = [Pair(RichText(), text) for name, text in right.items() if name not in options["pairs"].values()]
    _note_misconceptions(going)
    return BankQuestion("matching", "", RichText(), pairs=(*pairs, *spare))


def _ordering(going: Leaving) -> BankQuestion:
    texts = {c.id: going.line(c.text) for c in going.variant.item.answer.options["choices"]}
    order = find_kind("ordering").key_as_typed(going.variant).split(",")
    _note_misconceptions(going)
    return BankQuestion("ordering", "", RichText(), answers=tuple(Answer(texts[name.strip()], 100.0) for name in order))


def _essay(going: Leaving) -> BankQuestion:
    return BankQuestion("essay", "", RichText(), rubric=going.block(going.variant.item.answer.options["rubric"]))


def _note_misconceptions(going: Leaving) -> None:
    if going.variant.item.misconceptions:
        going.notes.append("what is said to likely mistakes")


def _text(going: Leaving) -> BankQuestion:
    answers = [*_text_answers(going.variant), *_wrong_texts(going)]
    return BankQuestion("shortanswer", "", RichText(), answers=tuple(answers), case=going.variant.item.answer.options["case"] == "counts")


def _text_answers(variant: Variant) -> list[Answer]:
    options = variant.item.answer.options
    return [Answer(_plain(_as_form(fill(form, variant.values), options)), 100.0) for form in options["accept"]]


def _as_form(form: str, options: Any) -> str:
    return form if options["star"] == "anything" else form.replace("*", r"\*")


def _wrong_texts(going: Leaving) -> list[Answer]:
    options = going.variant.item.answer.options
    return [
        Answer(_plain(_as_form(form.strip(), options)), float(m.credit) * 100, going.block(m.say))
        for m in going.variant.item.misconceptions
        for form in fill(m.when, going.variant.values).split("|")
        if form.strip()
    ]


def _plain(text: str) -> RichText:
    return RichText(text, "plain_text")


def _form(going: Leaving) -> BankQuestion:
    """A number whose form counts is compared as it is written."""
    variant, kind = going.variant, find_kind(going.variant.item.answer.kind)
    going.notes.append(f"there only {kind.key_as_typed(variant)} is right; here the same number in another form is asked for again")
    answers = [Answer(_plain(kind.key_as_typed(variant)), 100.0)]
    for m in variant.item.misconceptions:
        if (typed := _typed(kind, m.when, variant)) and typed != answers[0].text.text:
            answers.append(Answer(_plain(typed), float(m.credit) * 100, going.block(m.say)))
    return BankQuestion("shortanswer", "", RichText(), answers=tuple(answers))


def _typed(kind: Any, when: str, variant: Variant) -> str:
    try:
        return str(kind.example_of(when, variant))
    except (ExpressionError, UnreadableAnswer, ValueError, ZeroDivisionError):
        return ""


def _formula(going: Leaving) -> BankQuestion:
    variant = going.variant
    keys = [find_kind("formula").key_as_typed(variant), *(fill(text, variant.values) for text in variant.item.answer.options.get("accept", ()))]
    answers = [Answer(_plain(str(key)), 100.0) for key in dict.fromkeys(map(str, keys))]
    answers += [Answer(_plain(m.when), float(m.credit) * 100, going.block(m.say)) for m in variant.item.misconceptions]
    return BankQuestion("shortanswer", "", RichText(), answers=tuple(answers), case=True)


def _number(going: Leaving) -> BankQuestion:
    options, variant = going.variant.item.answer.options, going.variant
    answers = _number_answers(variant, going.notes)
    for m in variant.item.misconceptions:
        if answer := _wrong_number(going, m, answers[0]):
            answers.append(answer)
    unit = options.get("unit", "")
    unit = unit if isinstance(unit, str) else unit.get(going.lang, "") if isinstance(unit, dict) else str(unit)
    counts = variant.item.answer.kind == "quantity"
    return BankQuestion("numerical", "", RichText(), answers=tuple(answers), units=(UnitName(unit, "1"),) if unit else (), unit_counts=counts)


def _number_answers(variant: Variant, notes: list[str]) -> list[Answer]:
    options = variant.item.answer.options
    value = compute_number(options["value"], variant)
    value = value if options.get("places") is None else round_half_up(value, options["places"])
    near = compute_number(options.get("tolerance") or "0", variant)
    if not is_finite(value):
        if not near:
            raise NotCarried(f"the key {value} never ends as a decimal")
        value, near = Fraction(round(value * 10**9), 10**9), near
    if options.get("places") is not None:
        notes.append("there a number rounded elsewhere is wrong; here it is asked for again")
    rows = [(value, near), *((compute_number(v, variant), compute_number(t, variant)) for v, t in options.get("also", ()))]
    return [Answer(_plain(as_decimal(v)), 100.0, tolerance=as_decimal(t) if is_finite(t) else f"{float(t):.12g}") for v, t in rows]


def _wrong_number(going: Leaving, misconception: Any, right: Answer) -> Answer | None:
    kind, variant = find_kind(going.variant.item.answer.kind), going.variant
    value, _, near = misconception.when.partition("±")
    typed = _typed(kind, value.strip(), variant).split(" ")[0].replace(",", ".")
    try:
        number = Fraction(typed)
    except (ValueError, ZeroDivisionError):
        going.notes.append(f"what is said to {misconception.name}")
        return None
    if not is_finite(number) or (as_decimal(number) == right.text.text and not near):
        return None
    tolerance = as_decimal(compute_number(near, variant)) if near else "0"
    return Answer(_plain(as_decimal(number)), float(misconception.credit) * 100, going.block(misconception.say), tolerance)


def _gaps(going: Leaving) -> BankQuestion:
    options = going.variant.item.answer.options
    html = as_block(options["text"].in_lang(going.lang), going.variant)
    return _embedded(going, f"{going.block(going.variant.item.ask).text}{html}", options["fields"])


def _table(going: Leaving) -> BankQuestion:
    options = going.variant.item.answer.options
    row = lambda cells, tag: "<tr>" + "".join(f"<{tag}>{going.line(c).text}</{tag}>" for c in cells) + "</tr>"  # noqa: E731
    head = f"<thead>{row(options['head'], 'th')}</thead>" if options["head"] else ""
    table = f"<table>{head}<tbody>{''.join(row(cells, 'td') for cells in options['rows'])}</tbody></table>"
    return _embedded(going, going.block(going.variant.item.ask).text + table, options["fields"])


def _embedded(going: Leaving, html: str, fields: dict[str, AnswerSpec]) -> BankQuestion:
    names = list(fields)
    gaps = tuple(_gap(going, name, spec) for name, spec in fields.items())
    text = MARK.sub(lambda m: f"{FIELD_OPEN}{names.index(m[1])}{FIELD_CLOSE}" if m[1] in names else m[0], html)
    if going.variant.item.misconceptions:
        going.notes.append("what is said to likely mistakes in gaps")
    return BankQuestion("cloze", "", RichText(text), gaps=gaps)


def _gap(going: Leaving, name: str, spec: AnswerSpec) -> Embedded:
    inner = variant_of(going.variant, name, spec)
    weight = int(spec.options.get("points", 1)) or 1
    if spec.kind in _NUMBERS - {"quantity"}:
        return Embedded("number", tuple(_number_answers(inner, going.notes)), weight)
    if spec.kind == "text":
        return Embedded("text", tuple(_text_answers(inner)), weight, spec.options["case"] == "counts")
    if spec.kind == "choice":
        own = Leaving(inner, going.lang)
        return Embedded("choice", _choice(own).answers, weight, shuffled=spec.options["order"] != "kept")
    if spec.kind in _FORMS | {"formula", "quantity"}:
        return Embedded("text", (Answer(_plain(find_kind(spec.kind).key_as_typed(inner)), 100.0),), weight, spec.kind == "formula")
    raise NotCarried(f"a gap of the kind {spec.kind} has no like in a question bank")


def _parts(going: Leaving) -> BankQuestion:
    options = going.variant.item.answer.options
    pieces, gaps = [going.block(going.variant.item.ask).text], []
    for place, part in enumerate(options["parts"]):
        inner = replace(variant_of(going.variant, part.name, part.answer, part.misconceptions))
        pieces.append(f"{as_block(part.ask.in_lang(going.lang), inner)}<p>{FIELD_OPEN}{place}{FIELD_CLOSE}</p>")
        gaps.append(_part_gap(Leaving(inner, going.lang, going.notes), part))
        if part.misconceptions:
            going.notes.append("what is said to likely mistakes in parts")
    return BankQuestion("cloze", "", RichText("".join(pieces)), gaps=tuple(gaps))


def _part_gap(going: Leaving, part: Any) -> Embedded:
    if part.answer.kind == "choices":
        return Embedded("choices", _choices(going).answers, int(part.points) or 1)
    return _gap(going, part.name, AnswerSpec(part.answer.kind, {**part.answer.options, "points": part.points}))


_LEAVERS: dict[str, Callable[[Leaving], BankQuestion]] = {
    "choice": _choice,
    "choices": _choices,
    "matching": _matching,
    "ordering": _ordering,
    "text": _text,
    "long_text": _essay,
    "fraction": _form,
    "mixed": _form,
    "formula": _formula,
    "gaps": _gaps,
    "table": _table,
    "parts": _parts,
    **dict.fromkeys(_NUMBERS, _number),
}


def count_fields(text: str) -> list[int]:
    """Return the gaps that a text shows, in their order."""
    return [int(number) for number in re.findall(f"{FIELD_OPEN}(\\d+){FIELD_CLOSE}", text)]
