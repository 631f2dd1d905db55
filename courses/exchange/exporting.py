"""Items go out as a bank's questions; what a format cannot hold is listed, and nothing is sent half."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from courses.catalog import Catalog
from courses.errors import ExpressionError, UnknownContent
from courses.exchange.bank import BankQuestion
from courses.exchange.errors import NotCarried
from courses.exchange.gift_writing import check_gift, write_gift
from courses.exchange.leavers import leave
from courses.exchange.moodle_writing import write_moodle
from courses.exchange.qti_package import check_qti, write_package
from courses.languages import Lang
from courses.model import Course, Item, Unit
from courses.variants import draw_variant, drawn_as_text

FORMATS = ("gift", "moodle", "qti")
_TRIES = 30
_CHECKS: dict[str, Callable[[BankQuestion], list[str]]] = {"gift": check_gift, "qti": check_qti}


@dataclass
class Exported:
    """What an export did."""

    questions: list[BankQuestion] = field(default_factory=list)
    by_kind: Counter = field(default_factory=Counter)
    not_carried: list[dict[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def find_units(catalog: Catalog, name: str) -> list[tuple[Course, Unit]]:
    """Return the unit of this id, or all units of the course of this id.

    Raises:
        UnknownContent: there is neither.
    """
    found = [(course, unit) for course in catalog.courses.values() for unit in course.units if name in (course.id, unit.id)]
    if not found:
        known = [*catalog.courses, *(unit.id for unit in catalog.units)]
        raise UnknownContent(f"no course or unit {name}; there are {', '.join(known)}")
    return found


def export_items(units: Sequence[tuple[Course, Unit]], kind: str, lang: Lang, variants: int = 1) -> Exported:
    """Return the questions of units.

    Args:
        kind: `gift`, `moodle` or `qti`.
        variants: questions for each item that draws numbers.
    """
    done = Exported()
    check = _CHECKS.get(kind, lambda _: [])
    for course, unit in units:
        category = course.title.in_lang(lang), unit.title.in_lang(lang)
        for item in unit.items.values():
            try:
                made = list(_questions(item, lang, category, variants))
                losses = [loss for question, _ in made for loss in check(question)]
            except (NotCarried, ExpressionError) as reason:
                done.not_carried.append({"question": item.id, "reason": str(reason)})
                continue
            done.questions += [question for question, _ in made]
            done.by_kind[item.answer.kind] += 1
            done.notes += [(item.id, note) for note in dict.fromkeys([*(note for _, notes in made for note in notes), *losses])]
    return done


def _questions(item: Item, lang: Lang, category: tuple[str, ...], variants: int) -> Iterator[tuple[BankQuestion, list[str]]]:
    seen: set[tuple] = set()
    for seed in range(variants * _TRIES if item.draw else 1):
        variant = draw_variant(item, seed)
        if (drawing := tuple(drawn_as_text(variant).items())) not in seen and len(seen) < variants:
            seen.add(drawing)
            name = item.id.rsplit("/", 1)[1] + (f" {len(seen)}" if item.draw and variants > 1 else "")
            yield leave(variant, lang, name, category)


def write_export(done: Exported, kind: str, out: Path, lang: Lang) -> None:
    """Write the file of an export; a file that is there is replaced in one step."""
    data = {
        "gift": lambda: write_gift(done.questions).encode(),
        "moodle": lambda: write_moodle(done.questions),
        "qti": lambda: write_package(done.questions, lang),
    }[kind]()
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = out.with_name(f".{out.name}.new")
    fresh.write_bytes(data)
    fresh.replace(out)
