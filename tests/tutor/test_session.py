"""From item and seed to the event on disk: nothing is lost, nothing counts twice, no key is shown."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tutor.makers import CATALOG, PLACE, UNIT, Clock, answer, find_key, find_wrong, make_practice
from tutor.errors import NothingToPractise, NotShown
from tutor.learner.profile import recompute
from tutor.place import Place
from tutor.session import Typed
from tutor.store import decisions, events, profiles


def test_an_exercise_stays_open_until_it_is_finished(tmp_path):
    """Closing the lid and coming back shows the same numbers."""
    session = make_practice(tmp_path)
    assert session.next("101", PLACE, "km")["shown_id"] == session.next("101", PLACE, "en")["shown_id"]


def test_what_is_shown_holds_no_key_and_no_seed(tmp_path):
    """The browser learns the question and nothing that answers it."""
    session = make_practice(tmp_path)
    exercise = session.next("101", PLACE, "en")
    assert not {"seed", "drawn", "answer", "key", "value", "right"} & set(json.dumps(exercise).replace('"', " ").replace(":", " ").split())


def test_a_right_answer_raises_mastery_and_finishes(tmp_path):
    """Right is right, and the next exercise is another one."""
    session = make_practice(tmp_path)
    before = session.next("101", PLACE, "en")
    after = answer(session, "101", right=True)
    assert (after["verdict"], after["finished"]) == ("right", True)
    assert after["mastery"] > before["mastery"]
    assert session.next("101", PLACE, "en")["shown_id"] != before["shown_id"]


def test_the_same_attempt_counts_once(tmp_path):
    """A click twice, or a line that broke, gives the same answer back and one event."""
    session = make_practice(tmp_path)
    exercise = session.next("101", PLACE, "en")
    typed = Typed(exercise["shown_id"], "attempt-1", find_wrong(exercise), "en")
    replies = [session.check("101", typed) for _ in range(3)]
    assert replies[0] == replies[1] == replies[2]
    with session.store.reading() as connection:
        assert len(list(events.list_attempts(connection, "101"))) == 1


def test_many_at_once_are_all_written(tmp_path):
    """Thirty learners who answer at the same moment lose nothing."""
    session = make_practice(tmp_path)
    learners = [f"L{n}" for n in range(30)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda learner: answer(session, learner, right=True), learners))
    with session.store.reading() as connection:
        assert [len(list(events.list_attempts(connection, learner))) for learner in learners] == [1] * 30


def test_unreadable_costs_nothing(tmp_path):
    """Nonsense, ten thousand characters or emoji: no try is counted, and it is said in words."""
    session = make_practice(tmp_path)
    exercise = session.next("101", PLACE, "km")
    for number, typed in enumerate(("", "😀", "x" * 10_000, "<img src=x onerror=alert(1)>")):
        reply = session.check("101", Typed(exercise["shown_id"], f"attempt-{number}", typed, "km"))
        assert reply["verdict"] in ("unreadable", "wrong")
        assert reply["say_html"]
    assert not session.next("101", PLACE, "km").get("done")


def test_after_the_last_try_the_solution_is_shown(tmp_path):
    """Nobody is kept on a hopeless exercise."""
    session = make_practice(tmp_path)
    place = Place(UNIT, "04-adding", ("add_unlike_fractions",))
    replies = [answer(session, "101", right=False, place=place) for _ in range(3)]
    assert replies[-1]["finished"]
    assert replies[-1]["solution_html"]


def test_hints_come_one_by_one(tmp_path):
    """Each request shows one more, and never more than there are."""
    session = make_practice(tmp_path)
    exercise = session.next("101", PLACE, "en")
    counts = [len(session.hint("101", exercise["shown_id"], "en")) for _ in range(exercise["hints_total"] + 2)]
    assert counts == [*range(1, exercise["hints_total"] + 1), *[exercise["hints_total"]] * 2]


def test_a_draft_comes_back(tmp_path):
    """What was typed before the power failed is in the field again."""
    session = make_practice(tmp_path)
    session.draft("101", session.next("101", PLACE, "en")["shown_id"], "3/")
    assert session.next("101", PLACE, "en")["draft"] == "3/"


def test_anothers_exercise_does_not_exist(tmp_path):
    """The id of a neighbour's exercise is as unknown as an invented one."""
    session = make_practice(tmp_path)
    theirs = session.next("101", PLACE, "en")["shown_id"]
    for act in (lambda: session.check("102", Typed(theirs, "attempt-1", "1/2", "en")), lambda: session.hint("102", theirs, "en")):
        with pytest.raises(NotShown):
            act()


def test_mastery_ends_the_practice(tmp_path):
    """Enough right answers, and the lesson says that it is known."""
    session = make_practice(tmp_path)
    for _ in range(60):
        if session.next("101", PLACE, "en").get("done"):
            break
        answer(session, "101", right=True)
    assert session.next("101", PLACE, "en")["done"]


def test_a_fixed_item_is_asked_until_it_is_right(tmp_path):
    """A question of the lesson itself is there once, and done when answered right."""
    session = make_practice(tmp_path)
    place = Place(UNIT, "01-meaning", (), f"{UNIT}/point-at")
    assert answer(session, "101", right=True, place=place)["finished"]
    assert session.next("101", place, "en")["done"]


def test_a_figures_item_is_never_drawn_in_practice(tmp_path):
    """Moving a point cannot be asked where there is no point to move."""
    session = make_practice(tmp_path)
    only = {item.id for unit in CATALOG.units for item in unit.items.values() if item.figure}
    trained = {item.id for node in session.curriculum.skills.values() for item in node.items}
    assert only
    assert not only & trained


def test_an_unknown_unit_is_said_plainly(tmp_path):
    """A lesson that names nothing to practise is an error with a name."""
    with pytest.raises(NothingToPractise):
        make_practice(tmp_path).next("101", Place("math1/nothing", "01"), "en")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rights=st.lists(st.booleans(), max_size=25))
def test_recomputing_from_events_gives_the_stored_state(tmp_path_factory, rights):
    """Whatever was answered, the state that is stored follows from the events alone."""
    session = make_practice(tmp_path_factory.mktemp("store"), Clock())
    for number, right in enumerate(rights):
        if session.next("101", PLACE, "en").get("done"):
            break
        answer(session, "101", right, f"attempt-{number}")
    with session.store.reading() as connection:
        stored = profiles.load_profile(connection, "101", session.model)
        assert recompute(session.model, events.list_attempts(connection, "101")).to_plain() == stored.to_plain()


def test_a_clock_that_jumps_back_loses_nothing(tmp_path):
    """Events stand in the order in which they were written, whatever the clock says."""
    clock = Clock()
    session = make_practice(tmp_path, clock)
    answer(session, "101", right=True)
    clock.move(days=-900)
    answer(session, "101", right=True)
    with session.store.reading() as connection:
        assert len(list(events.list_attempts(connection, "101"))) == 2


def test_the_key_of_an_exercise_is_right(tmp_path):
    """The makers' own key is judged right: the tests above mean what they say."""
    session = make_practice(tmp_path)
    exercise = session.next("101", PLACE, "en")
    reply = session.check("101", Typed(exercise["shown_id"], "attempt-1", find_key(session, "101", exercise["shown_id"]), "en"))
    assert reply["verdict"] == "right"


def test_time_on_task_is_kept_where_the_clock_can_be_trusted(tmp_path):
    """Ninety seconds are ninety seconds; a clock that jumped back, or a night with the lid closed, gives no time at all."""
    clock = Clock()
    session = make_practice(tmp_path, clock)
    for by in ({"seconds": 90}, {"hours": -5}, {"hours": 12}):
        session.next("101", PLACE, "en")
        clock.move(**by)
        answer(session, "101", right=True)
    with session.store.reading() as connection:
        assert [attempt.seconds for attempt in events.list_attempts(connection, "101")] == [90, None, None]


def test_becoming_mastered_is_a_decision_with_its_reason(tmp_path):
    """It is kept once for each skill, at the answer that decided it, with the chance that the pacing saw."""
    session = make_practice(tmp_path)
    while not (exercise := session.next("101", PLACE, "en")).get("done"):
        session.check("101", Typed(exercise["shown_id"], f"a-{exercise['shown_id']}", find_key(session, "101", exercise["shown_id"]), "en"))
    with session.store.reading() as connection:
        kept = decisions.list_newest(connection, "101", kind="mastered")
        mastered = [skill for skill in session.curriculum.skills if session.standing(connection, "101").tally(skill).tries]
    assert sorted(mastered) == sorted(one.skill for one in kept)
    assert all(one.numbers["known"] >= 0.7 and one.course == "math1" for one in kept)
