"""What is due today comes once today, one exercise a skill; what was shown stays shown until it is done."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from courses.languages import Lang
from tutor.choosing import list_skipped
from tutor.days import Calendar
from tutor.events.moves import Moves
from tutor.events.records import Purpose
from tutor.pacing.pacer import Next
from tutor.pacing.review import Cards, Review, ReviewItem
from tutor.pacing.standing import Standing
from tutor.sentences import say_number, texts_in
from tutor.session import PracticeSession
from tutor.store import decisions, events, shown
from tutor.store.decisions import Decision

_LEARNERS_KEPT = 300


class CardBox:
    """Keeps each learner's cards up to the newest event that was seen; they always equal what follows from the events."""

    def __init__(self, review: Review, moves: Moves) -> None:
        self._review, self._moves = review, moves
        self._kept: OrderedDict[str, tuple[int, Cards]] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, connection: Connection, learner: str) -> Cards:
        """Return a learner's cards."""
        with self._lock:
            through, cards = self._kept.get(learner, (0, {}))
        for attempt in events.list_attempts(connection, learner, after=through, moves=self._moves):
            through, cards = attempt.id, self._review.card_after(cards, attempt)
        with self._lock:
            self._kept[learner] = through, cards
            self._kept.move_to_end(learner)
            while len(self._kept) > _LEARNERS_KEPT:
                self._kept.popitem(last=False)
        return cards


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A learner's reviews of today."""

    due: tuple[ReviewItem, ...]
    """Still to do, the most endangered first."""
    done: int
    """Done today."""
    next_due: date | None
    """The first day on which something more comes; None where nothing is learned yet."""


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Reviews of all learners."""

    session: PracticeSession
    review: Review
    calendar: Calendar
    box: CardBox = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "box", CardBox(self.review, self.session.curriculum.moves))

    def view(self, connection: Connection, learner: str, standing: Standing | None = None) -> ReviewView:
        """Return what is due today, what was done, and when the next review comes."""
        standing, cards = standing or self.session.standing(connection, learner), self.box.read(connection, learner)
        done = {self.session.curriculum.moves.skill(one.skill) for one in shown.list_finished(connection, learner, self._slot())}
        audible = self.session.pacer.items.audible
        skills = [skill for skill, node in self.session.curriculum.skills.items() if skill not in done and audible(node).items]
        due = self.review.due(cards, standing, self.session.now(), skills)[: max(self.review.most_a_day - len(done), 0)]
        return ReviewView(tuple(due), len(done), self._next_due(cards, standing))

    def next(self, learner: str, lang: Lang, purpose: Purpose) -> dict[str, Any]:
        """Return the open exercise of today's review, or the next one; `{"done": True}` when today's is done."""
        with self.session.store.writing() as connection:
            standing = self.session.standing(connection, learner)
            view = self.view(connection, learner, standing)
            seen = self.session.find_open(connection, learner, self._slot())
            if seen is None:
                if not view.due:
                    return {"done": True, "say": ""}
                seen = self._show(connection, learner, view.due[0], standing, purpose)
            most = view.done + max(len(view.due), 1)
            say = texts_in(lang)("review.step", number=say_number(view.done + 1, lang), count=say_number(most, lang))
            return self.session.describe(connection, seen, lang) | {"step": {"done": view.done, "most": most, "say": say}}

    def _show(self, connection: Connection, learner: str, one: ReviewItem, standing: Standing, purpose: Purpose) -> shown.ShownVariant:
        recent = shown.list_recent_items(connection, learner)
        skipped = list_skipped(connection, self.session.curriculum, learner, [one.skill])
        item, _outlook = self.session.pacer.items.choose(self.session.curriculum.skills[one.skill], standing, recent, skipped)
        made = one.decision
        if purpose != "preview":
            about = one.skill.split("/")[0], one.skill, made.reason.to_plain(), dict(made.numbers)
            decisions.add(connection, Decision(learner, self.session.now(), made.kind, *about))
        return self.session.show_new(connection, learner, self._slot(), "", purpose, Next(item, one.skill, made.reason, (made,)))

    def _next_due(self, cards: Cards, standing: Standing) -> date | None:
        today = self.calendar.day_of(self.session.now())
        dates = [self.calendar.day_of(datetime.fromisoformat(card["due"])) for skill, card in cards.items() if standing.mastered(skill)]
        return min((day for day in dates if day > today), default=None)

    def _slot(self) -> str:
        return f"@review/{self.calendar.day_of(self.session.now())}"
