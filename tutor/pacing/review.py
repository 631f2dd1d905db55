"""What was learned comes back shortly before it would be forgotten; the dates follow from the events, without chance and whatever the clock did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import fsrs

from tutor.days import Calendar
from tutor.events.records import Attempt, Reason
from tutor.pacing.decisions import Decision, see_numbers
from tutor.pacing.standing import Standing

Cards = Mapping[str, Mapping[str, Any]]
"""One card for each skill that was ever answered, as JSON values."""

_DAY = timedelta(days=1)
_FIRST_DAY = (fsrs.Rating.Again, fsrs.Rating.Hard, fsrs.Rating.Hard, fsrs.Rating.Good, fsrs.Rating.Easy)


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One skill that is to be reviewed today."""

    skill: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Review:
    """Spaced review by FSRS (free spaced repetition scheduler, version 6), through the package `fsrs`; a card is a skill, and a day makes one rating.

    On the day on which a skill is first practised, the right answers in a row at the end of the day count: none "again", one or two "hard",
    three "good", four or more "easy". On a later day the first answer counts, since it shows what was kept: right is "good", right after hints
    or with half the credit "hard", wrong "again". What is practised after that on the same day changes nothing: it shows what was just said,
    not what will be kept.
    """

    retention: float = 0.9
    """Chance of still knowing at which a skill is due."""
    most_a_day: int = 10
    longest_days: int = 120
    calendar: Calendar = Calendar("UTC")
    """Where the house stands: its midnight parts the days."""

    def cards(self, attempts: Iterable[Attempt]) -> dict[str, dict[str, Any]]:
        """Return the cards that follow from a learner's events, in their order."""
        found: dict[str, dict[str, Any]] = {}
        for attempt in attempts:
            found = self.card_after(found, attempt)
        return found

    def card_after(self, cards: Cards, attempt: Attempt) -> dict[str, Any]:
        """Return the cards after one more answer; an answer that does not count leaves them as they are."""
        if not attempt.counts or attempt.purpose == "preview":
            return dict(cards)
        return dict(cards) | {skill: self._after(cards.get(skill), attempt) for skill in attempt.task.skills}

    def due(self, cards: Cards, standing: Standing, now: datetime, skills: Sequence[str] | None = None) -> list[ReviewItem]:
        """Return what is due, the most endangered first: skills that count as mastered, have a card, and whose day has come.

        Args:
            skills: only these, where given; a course's.
        """
        chosen = [
            skill for skill in (cards if skills is None else skills) if skill in cards and self.is_due(cards[skill], now) and standing.mastered(skill)
        ]
        chosen.sort(key=lambda skill: (self.retained(cards[skill], now), skill))
        return [self._item(skill, cards[skill], standing, now) for skill in chosen[: self.most_a_day]]

    def is_due(self, card: Mapping[str, Any], now: datetime) -> bool:
        """Tell whether a card's day has come. A card that was last reviewed in the future was so under a clock that ran ahead: it is due."""
        return self.calendar.day_of(_at(card["due"])) <= self.calendar.day_of(now) or _at(card["last_review"]) > _utc(now) + _DAY

    def retained(self, card: Mapping[str, Any], now: datetime) -> float:
        """Return the chance that the skill is still known."""
        return float(self._scheduler().get_card_retrievability(_read(card), max(_utc(now), _at(card["last_review"]))))

    def _item(self, skill: str, card: Mapping[str, Any], standing: Standing, now: datetime) -> ReviewItem:
        days = (self.calendar.day_of(now) - self.calendar.day_of(_at(card["last_review"]))).days
        text_id = "why.review" if days > 1 else "why.review_yesterday" if days == 1 else "why.review_before"
        numbers = see_numbers(standing, skill) | {"retained": round(self.retained(card, now), 4), "stability_days": round(card["stability"], 2)}
        return ReviewItem(skill, Decision("review", "due", Reason(text_id, {"skill": skill, "days": max(days, 0)}), skill, numbers=numbers))

    def _after(self, card: Mapping[str, Any] | None, attempt: Attempt) -> dict[str, Any]:
        at = _utc(attempt.at)
        if card is None:
            return self._first_day(at, int(_recalled(attempt)))
        last = _at(card["last_review"])
        at = max(at, last) if at > last - _DAY else at
        if self.calendar.day_of(at) == self.calendar.day_of(last):
            return self._first_day(at, card["row"] + 1 if _recalled(attempt) else 0) if card["row"] is not None else dict(card)
        before = _read(card)
        before.last_review = min(last, at)
        after, _log = self._scheduler().review_card(before, _rate(attempt), at)
        return _plain(after)

    def _first_day(self, at: datetime, row: int) -> dict[str, Any]:
        """Return a new card, rated by the right answers in a row so far."""
        card, _log = self._scheduler().review_card(fsrs.Card(card_id=1, due=at), _FIRST_DAY[min(row, 4)], at)
        return _plain(card) | {"row": row}

    def _scheduler(self) -> fsrs.Scheduler:
        key = (self.retention, self.longest_days)
        if key not in _SCHEDULERS:
            _SCHEDULERS[key] = fsrs.Scheduler(
                desired_retention=self.retention, learning_steps=(), relearning_steps=(), maximum_interval=self.longest_days, enable_fuzzing=False
            )
        return _SCHEDULERS[key]


_SCHEDULERS: dict[tuple[float, int], fsrs.Scheduler] = {}
"""Schedulers hold settings only; making one checks 21 parameters."""


def _recalled(attempt: Attempt) -> bool:
    return attempt.right and not attempt.hints


def _rate(attempt: Attempt) -> fsrs.Rating:
    if not attempt.right:
        return fsrs.Rating.Hard if attempt.credit >= 0.5 else fsrs.Rating.Again
    return fsrs.Rating.Hard if attempt.hints else fsrs.Rating.Good


def _plain(card: fsrs.Card) -> dict[str, Any]:
    assert card.last_review is not None
    return {
        "state": int(card.state),
        "stability": card.stability,
        "difficulty": card.difficulty,
        "due": card.due.isoformat(),
        "last_review": card.last_review.isoformat(),
        "row": None,
    }


def _read(card: Mapping[str, Any]) -> fsrs.Card:
    step = None if card["state"] == fsrs.State.Review else 0
    return fsrs.Card(1, fsrs.State(card["state"]), step, card["stability"], card["difficulty"], _at(card["due"]), _at(card["last_review"]))


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
