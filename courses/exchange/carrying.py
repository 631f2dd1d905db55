"""One question of a bank becomes one item that stands the same checks as every other; what does not is said with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from courses.errors import ContentError
from courses.exchange.bank import BankQuestion, RichText
from courses.exchange.carriers import CARRIERS, why_not
from courses.exchange.draft import Draft, join_said
from courses.exchange.errors import NotCarried
from courses.exchange.item_writing import write_yaml
from courses.exchange.shelf import PictureShelf
from courses.exchange.wording import Wording, settle_languages
from courses.item_checks import find_faults
from courses.item_file import read_item
from courses.languages import LANGS, Lang, Words
from courses.model import Skill

SKILL = "imported"
SKILL_TITLE = {"km": "សំណួរដែលបាននាំចូល", "en": "Imported questions"}
_SKILLS = {SKILL: Skill(SKILL, Words(**SKILL_TITLE))}
_FOR_AN_AUTHOR = {"missing_translation", "english_to_write", "untranslated", "missing_picture", "no_alternative"}
"""Rules that a person mends after the import."""


@dataclass(frozen=True, slots=True)
class Carried:
    """An item that was written."""

    lang: Lang | None
    """The only language it is in, or None."""
    notes: tuple[str, ...]


def carry(question: BankQuestion, shelf: PictureShelf, file: str, lang: Lang | None) -> tuple[dict[str, Any], Draft]:
    """Return the item of a question, not yet checked.

    Raises:
        NotCarried: says why.
    """
    carrier = CARRIERS.get(question.kind)
    if carrier is None:
        raise NotCarried(why_not(question.kind))
    notes: list[str] = []
    draft = Draft(question, Wording(question, shelf, notes, lang), notes)
    carrier(draft)
    return _whole(draft, file), draft


def _whole(draft: Draft, file: str) -> dict[str, Any]:
    question, wording = draft.question, draft.wording
    draft.say_why(question.general)
    draft.say_why(question.combined.get("right", RichText()))
    draft.say_else(question.combined.get("wrong", RichText()))
    draft.notes += [f"left out: {what}" for what in question.left_out]
    if draft.is_said(question.combined.get("partly", RichText())):
        draft.notes.append("left out: what is said to answers that are partly right")
    item: dict[str, Any] = {
        "skills": [SKILL],
        "level": "2",
        "source": f"{file}: {question.name[:120]} ({question.kind}); licence to be named",
        "review": {},
    }
    item |= draft.fields
    if "ask" not in item:
        item["ask"] = wording.block(question.ask, own_signs=True) or wording.block(RichText(question.name, "plain_text"))
    if not item["ask"]:
        raise NotCarried("it asks nothing")
    hints = [said for hint in question.hints if (said := wording.block(hint))]
    for name, value in (("misconceptions", draft.misconceptions), ("hints", hints), ("tags", [tag[:80] for tag in question.tags])):
        if value and not (name == "misconceptions" and "parts" in item):
            item[name] = value
    for name, texts in (("otherwise", draft.otherwise), ("explain", draft.explain)):
        if texts:
            item[name] = join_said(texts)
    missing = settle_languages(item)
    item["review"] = {lang: "missing" if lang == missing else "imported" for lang in LANGS}
    return item


def write_checked(item: dict[str, Any], draft: Draft, path: Path, head: str) -> Carried:
    """Write an item file that reads back without a fault.

    Raises:
        NotCarried: it cannot be mended; no file is left.
    """
    for _ in range(3):
        comments = "\n".join([head, *(f"Not carried: {' '.join(note.split())}" for note in dict.fromkeys(draft.notes))])
        path.write_text(write_yaml(item, comments), "utf-8")
        faults = list(_faults(path))
        if not faults:
            there = [lang for lang, state in item["review"].items() if state != "missing"]
            return Carried(there[0] if len(there) == 1 else None, tuple(dict.fromkeys(draft.notes)))
        if not _without_misconceptions(item, faults, draft):
            break
    path.unlink()
    raise NotCarried(faults[0][1])


def _faults(path: Path) -> Iterator[tuple[str, str]]:
    try:
        item = read_item(path, f"imported/{path.stem}", path.name)
    except ContentError as error:
        yield "", error.message
        return
    yield from ((place, text) for rule, place, text in find_faults(item, _SKILLS) if rule not in _FOR_AN_AUTHOR)


def _without_misconceptions(item: dict[str, Any], faults: list[tuple[str, str]], draft: Draft) -> bool:
    """Take out what is said to answers that can never come; tell whether that was all there was."""
    places = [place.split(".") for place, _ in faults]
    if not all("misconceptions" in place for place in places):
        return False
    for place in {".".join(place[: place.index("misconceptions") + 2]) for place in places}:
        above, _, index = place.rpartition(".")
        rows = item["parts"][int(above.split(".")[1])]["misconceptions"] if above.startswith("parts") else item["misconceptions"]
        if int(index) < len(rows) and rows[int(index)]:
            draft.notes.append(f"what is said to {rows[int(index)]['when']!r}, since another answer takes its place")
            rows[int(index)] = {}
    for owner in (item, *item.get("parts", [])):
        owner["misconceptions"] = [row for row in owner.get("misconceptions", []) if row]
        if not owner["misconceptions"]:
            del owner["misconceptions"]
    return True
