"""A stored profile that cannot be trusted is computed again, and says exactly the same."""

import zlib

import pytest
from sqlalchemy import text

from tests.tutor.makers import answer, make_model, make_practice
from tutor.learner.profile import recompute
from tutor.store import events, profiles


@pytest.fixture
def session(tmp_path):
    """A session in which one learner has answered."""
    made = make_practice(tmp_path)
    for right in (True, False, True):
        answer(made, "101", right)
    return made


def spoil(session, change):
    """Change the stored profile behind the store's back."""
    with session.store.writing() as connection:
        connection.execute(text(f"UPDATE profiles SET {change}"))  # noqa: S608


SPOILED = {
    "a bit flipped": "plain = replace(plain, 'true', 'fals')",
    "cut short": "plain = substr(plain, 1, 40)",
    "not text": "plain = x'fffe00'",
    "empty": "plain = x''",
    "another's text": "plain = CAST('{}' AS BLOB)",
    "whole, but nonsense": "plain = CAST('[1]' AS BLOB), checksum = " + str(zlib.crc32(b"[1]")),
    "a profile of the future": "through_event = 999",
    "an end that is another's": "through_event = 2, checksum = checksum + 1",
    "counted under other names": "moves = 7",
    "a negative end": "through_event = -5",
}


@pytest.mark.parametrize("change", SPOILED.values(), ids=list(SPOILED))
def test_a_spoiled_profile_is_computed_again(session, change):
    """Whatever the row says, what is believed follows from the events, and the next answer mends the row."""
    spoil(session, change)
    assert answer(session, "101", right=True)["verdict"] == "right"
    with session.store.reading() as connection:
        computed = recompute(session.model, events.list_attempts(connection, "101"))
        assert profiles.load_profile(connection, "101", session.model) == computed
        assert profiles.find_profile(connection, "101", session.model) == computed


def test_a_profile_of_the_future_is_computed_again_without_an_answer(session):
    """After a backup of the events was put back, the pages tell what the events tell."""
    spoil(session, "through_event = 999")
    with session.store.reading() as connection:
        assert session.standing(connection, "101").profile == recompute(session.model, events.list_attempts(connection, "101"))


def test_who_is_behind_is_known(session):
    """A model that has seen nothing is behind by every answer; one that has seen all by none."""
    with session.store.reading() as connection:
        assert profiles.list_behind(connection, make_model("2")) == {"101": 3}
        assert profiles.list_behind(connection, session.model) == {}


def test_other_models_profiles_are_taken_away_in_portions(session):
    """Only what is not in use goes."""
    for learner in ("101", "102", "103"):
        with session.store.writing() as connection:
            profiles.save_profile(connection, learner, recompute(make_model("2"), []))
    with session.store.writing() as connection:
        assert [profiles.forget_others(connection, session.model, most=2) for _ in range(3)] == [2, 1, 0]
        assert profiles.list_models(connection) == [(session.model.name, session.model.version)]
