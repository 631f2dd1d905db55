"""An answer is tried as a learner would give it: shown, judged, explained by the same code, and written down nowhere."""

from __future__ import annotations

import secrets
import uuid
from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from courses import answers
from courses.errors import UnknownContent
from courses.languages import Lang
from courses.model import Item, Variant
from courses.variants import draw_variant, sample_variants, variant_with
from tutor.errors import NotShown
from tutor.recordings import Recordings
from tutor.sentences import texts_in
from tutor.telling import tell_sound
from tutor.workshop.shelf import Shelf

TRIES = 3
"""Wrong answers after which the solution is shown, as in a lesson."""
_KEPT = 500


@dataclass(slots=True)
class Tried:
    """One exercise on a page of the workshop."""

    variant: Variant
    hints: int = 0
    wrong: int = 0


@dataclass
class Tryouts:
    """The exercises on all open pages of the workshop; the latest are kept, in memory."""

    shelf: Shelf
    recordings: Recordings | None = None
    """What can be heard; None where nobody records."""
    _shown: OrderedDict[str, Tried] = field(default_factory=OrderedDict)
    _turns: Counter[str] = field(default_factory=Counter)

    def next(self, ask: Mapping[str, Any], lang: Lang) -> dict[str, Any]:
        """Show an exercise: the item that is named, with the numbers that are asked for, or the next one of a lesson's skills.

        Raises:
            UnknownContent: there is none.
        """
        item = self.shelf.item(ask["item"]) if ask.get("item") else self._take_turn(ask["unit"], ask["skills"])
        variant = choose_variant(item, ask) if ask.get("item") else draw_variant(item, secrets.randbits(62))
        draft = item.tests[ask["test"]].typed if isinstance(ask.get("test"), int) and ask["test"] < len(item.tests) else ""
        return self._describe(variant, answers.as_sent(variant, draft) if draft else "", lang)

    def check(self, shown_id: str, typed: str, lang: Lang) -> dict[str, Any]:
        """Judge an answer.

        Raises:
            NotShown: the exercise was shown too long ago.
        """
        tried = self._find(shown_id)
        verdict = answers.check(tried.variant, typed)
        tried.wrong += not (verdict.right or verdict.taken or verdict.costs_nothing)
        over = verdict.right or verdict.taken or tried.wrong >= TRIES
        known = verdict.name in ("right", "wrong", "ask_again", "unreadable", "taken")
        return {
            "verdict": verdict.name if known else "misconception",
            "name": verdict.name,
            "say_html": verdict.say.in_lang(lang) if verdict.say else _say(verdict.right or verdict.taken, verdict.costs_nothing, over, lang),
            "parts": [{"name": p.name, "verdict": p.verdict, "say_html": p.say.in_lang(lang) if p.say else None} for p in verdict.parts],
            "solution_html": answers.solution(tried.variant, lang) if over and not (verdict.right or verdict.taken) else None,
            "finished": over,
            "why_next": None,
            "mastery": None,
            "mastered": False,
        }

    def skip(self, shown_id: str, lang: Lang) -> dict[str, Any]:
        """Say what a learner is told who skips a question that may be skipped; here nobody is told of it.

        Raises:
            NotShown: the exercise was shown too long ago, or may not be skipped.
        """
        if not self._find(shown_id).variant.item.skip:
            raise NotShown(f"{shown_id} may not be skipped")
        said: dict[str, Any] = {
            "verdict": "skipped",
            "name": "skipped",
            "say_html": texts_in(lang)("exercise.skipped_help"),
            "parts": [],
            "solution_html": None,
        }
        return said | {"finished": True, "why_next": None, "mastery": None, "mastered": False}

    def hint(self, shown_id: str, lang: Lang) -> list[str]:
        """Show one more hint, and return all that were shown."""
        tried = self._find(shown_id)
        tried.hints = min(tried.hints + 1, len(tried.variant.item.hints))
        return [answers.hint(tried.variant, number, lang) for number in range(1, tried.hints + 1)]

    def _find(self, shown_id: str) -> Tried:
        try:
            return self._shown[shown_id]
        except KeyError:
            raise NotShown(f"{shown_id} was shown too long ago") from None

    def _take_turn(self, unit_id: str, skills: list[str]) -> Item:
        unit = self.shelf.unit(unit_id)
        items = [item for item in unit.items.values() if item.figure is None and (not skills or set(skills) & set(item.skills))]
        if not items:
            raise UnknownContent(f"{unit_id} has no item for {', '.join(skills) or 'any skill'}")
        items.sort(key=lambda item: (item.level, item.id))
        turn = f"{unit_id}|{','.join(skills)}"
        self._turns[turn] += 1
        return items[(self._turns[turn] - 1) % len(items)]

    def _describe(self, variant: Variant, draft: str, lang: Lang) -> dict[str, Any]:
        shown_id, view, item = str(uuid.uuid4()), answers.show(variant, lang), variant.item
        self._shown[shown_id] = Tried(variant)
        while len(self._shown) > _KEPT:
            self._shown.popitem(last=False)
        told = {
            "shown_id": shown_id,
            "item": item.id,
            "skill": {"id": "", "title": item.id},
            "ask_html": view.ask_html,
            "kind": view.kind,
            "options": dict(view.options),
            "hints": [],
            "hints_total": view.hints_total,
            "draft": draft,
            "why": "",
            "tries": 0,
            "scored": item.scored,
            "may_skip": bool(item.skip),
            "mastery": None,
            "mastered": False,
        }
        return told | {"sound": tell_sound(item.sound, self.recordings)} if item.sound else told


def choose_variant(item: Item, ask: Mapping[str, Any]) -> Variant:
    """Return the variant of a number, from 0, or that of one of the item's own tests."""
    test = ask.get("test")
    if isinstance(test, int) and 0 <= test < len(item.tests):
        return variant_with(item, item.tests[test].drawn)
    variants = sample_variants(item)
    number = ask.get("variant")
    return variants[number % len(variants)] if isinstance(number, int) else draw_variant(item, secrets.randbits(62))


def _say(right: bool, again: bool, over: bool, lang: Lang) -> str:
    if right:
        return ""
    if again:
        return texts_in(lang)("exercise.say_again")
    return texts_in(lang)("exercise.look_at_solution" if over else "exercise.wrong_try_again")
