"""What was learned comes back before it is forgotten; the cards follow from the events, whatever the clock did."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tutor.worlds_of_skills import START, key, make_attempts, make_standing
from tutor.days import Calendar
from tutor.pacing.review import Review

REVIEW = Review()
ADD = key("add")


def card_after(*answers):
    """Return the card after answers, each a pair of mark and day."""
    attempts = [replace(make_attempts(f"add{mark}")[0], at=START + timedelta(days=day)) for mark, day in answers]
    return REVIEW.cards(attempts)[ADD]


def days_until_due(card):
    """Return how long after its last review a card is due."""
    return (datetime.fromisoformat(card["due"]) - datetime.fromisoformat(card["last_review"])).days


def test_better_learned_comes_back_later():
    """Three right at the end of the first day keep longer than one, and one longer than none."""
    waits = [days_until_due(card_after(*[(mark, 0) for mark in marks])) for marks in ("--", "-+", "-+++")]
    assert waits == sorted(waits) and waits[0] < waits[-1]


def test_a_right_review_waits_longer_and_a_wrong_one_shorter():
    """The gap grows with success."""
    first = [("+", 0), ("+", 0), ("+", 0)]
    right, wrong = card_after(*first, ("+", 8)), card_after(*first, ("-", 8))
    assert days_until_due(right) > days_until_due(card_after(*first)) > days_until_due(wrong)


def test_only_the_first_answer_of_a_later_day_counts():
    """What is said again a minute later shows nothing about next week."""
    first = [("+", 0), ("+", 0)]
    assert card_after(*first, ("-", 5), ("+", 5), ("+", 5)) == card_after(*first, ("-", 5))


def test_due_is_what_is_mastered_and_whose_day_has_come():
    """Not on the same day, not what is still being learned; the record says how long ago it was."""
    attempts = make_attempts("add++++++ count- draw+")
    cards, standing = REVIEW.cards(attempts), make_standing("add++++++ count- draw+")
    assert REVIEW.due(cards, standing, START) == []
    due = REVIEW.due(cards, standing, START + timedelta(days=20))
    assert [ADD] == [one.skill for one in due if one.skill == ADD]
    assert key("draw") not in [one.skill for one in due]
    assert due[0].decision.reason.values["days"] == 20


@pytest.mark.parametrize(("hours", "text_id"), [(14, "why.review_yesterday"), (62, "why.review"), (-400, "why.review_before")])
def test_how_long_ago_is_counted_in_days_of_the_calendar(hours, text_id):
    """What was done yesterday afternoon was not "0 days ago" this morning; before a clock that ran ahead nothing is counted."""
    cards = REVIEW.cards(make_attempts("add++++++"))
    last = datetime.fromisoformat(cards[ADD]["last_review"]).replace(hour=16)
    card = cards[ADD] | {"last_review": last.isoformat(), "due": last.isoformat()}
    due = REVIEW.due({ADD: card}, make_standing("add++++++"), last + timedelta(hours=hours))
    assert [text_id] == [one.decision.reason.text_id for one in due]


def test_no_more_than_a_days_worth():
    """A long absence does not end in a wall of reviews."""
    review = Review(most_a_day=1)
    cards, standing = review.cards(make_attempts("add++++++ count++++++")), make_standing("add++++++ count++++++")
    assert len(review.due(cards, standing, START + timedelta(days=60))) == 1


def test_a_clock_that_ran_ahead_hides_no_card():
    """Answered in 2090 by a wrong clock, and due today by the right one."""
    card = card_after(("+", 0), ("+", 23_000))
    assert REVIEW.is_due(card, START + timedelta(days=3))


def test_a_day_begins_at_midnight_where_the_house_stands():
    """In Phnom Penh a card is due from 0:00 on, which is 17:00 of the day before in UTC; an answer after midnight is one of a new day."""
    review = Review(calendar=Calendar("Asia/Phnom_Penh"))
    evening, early = (START.replace(hour=hour, minute=30) for hour in (16, 17))
    attempts = [replace(make_attempts("add+")[0], at=at) for at in (evening, evening, early)]
    assert review.cards(attempts[:2])[ADD]["row"] == 2
    assert review.cards(attempts)[ADD]["row"] is None
    assert REVIEW.cards(attempts)[ADD]["row"] == 3
    due = datetime.fromisoformat(review.cards(attempts)[ADD]["due"])
    assert due.hour == 17
    assert review.is_due(review.cards(attempts)[ADD], due.replace(hour=17, minute=0))
    assert not review.is_due(review.cards(attempts)[ADD], due.replace(hour=16, minute=59))


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("+-"), st.floats(-900, 900)), min_size=1, max_size=12))
def test_cards_are_plain_and_always_the_same(answers):
    """Whatever the clock did, the same events give the same cards, and these survive being written down."""
    card = card_after(*answers)
    assert json.loads(json.dumps(card)) == card == card_after(*answers)
    assert 0 <= REVIEW.retained(card, START) <= 1
    assert days_until_due(card) >= 1


def test_going_on_from_stored_cards_is_recomputing():
    """Cards that were kept go on as if they had been counted anew."""
    attempts = make_attempts("add+-++ count+")
    cards = REVIEW.cards(attempts[:3])
    for attempt in attempts[3:]:
        cards = REVIEW.card_after(json.loads(json.dumps(cards)), attempt)
    assert cards == REVIEW.cards(attempts)
