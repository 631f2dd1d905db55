"""Clocks jump, clicks come twice, courses change under an open exercise: no answer is lost and nobody is stuck."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from courses.languages import Words
from tests.tutor.makers import CATALOG, PLACE, UNIT, Clock, answer, change_unit, find_key, find_wrong, make_practice
from tutor.errors import AttemptReused, NotShown
from tutor.place import Place
from tutor.session import Typed
from tutor.store import events, overrides, shown

LEARNER = "101"
MEANING = f"{UNIT}#fraction_meaning"


def list_events(session, learner=LEARNER):
    with session.store.reading() as connection:
        return list(events.list_attempts(connection, learner, moves=session.curriculum.moves))


def standing_of(session, learner=LEARNER):
    with session.store.reading() as connection:
        return session.standing(connection, learner)


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_dead_clock_battery_stops_nobody(tmp_path, year):
    """The clock stands in 1970 or 2099 and is set right later: every answer is kept, in the order in which it came."""
    clock = Clock()
    session = make_practice(tmp_path, clock)
    right_time = clock.time
    for number, time in enumerate((right_time, datetime(year, 1, 1, tzinfo=UTC), right_time, datetime(year, 1, 2, tzinfo=UTC), right_time)):
        clock.time = time
        assert answer(session, LEARNER, right=number % 2 == 0, attempt_id=f"attempt-{number}")["verdict"]
    kept = list_events(session)
    assert [one.id for one in kept] == sorted(one.id for one in kept)
    assert all(one.seconds in (None, 0.0) for one in kept)
    assert session.next(LEARNER, PLACE, "km")["ask_html"]


def test_events_out_of_order_are_learned_in_the_order_of_writing(tmp_path):
    """What counts is the order in which answers came, not what the clock said."""
    session = make_practice(tmp_path)
    answer(session, LEARNER, right=True)
    first = list_events(session)[0]
    with session.store.writing() as connection:
        for number, days in enumerate((30, -30, 2)):
            moved = replace(first, attempt_id=f"moved-{number}", at=first.at.replace(day=1, month=(days % 11) + 1), verdict="wrong")
            events.append(connection, moved, {})
    assert standing_of(session).tally(first.task.skills[0]).recent == "+---"


def test_a_double_click_in_two_threads_counts_once(tmp_path):
    """The same attempt from eight threads at the same moment: one event, one verdict for all."""
    session = make_practice(tmp_path)
    exercise = session.next(LEARNER, PLACE, "en")
    typed = Typed(exercise["shown_id"], "attempt-1", find_key(session, LEARNER, exercise["shown_id"]), "en")
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: session.check(LEARNER, typed), range(16)))
    assert all(reply == replies[0] for reply in replies)
    assert len(list_events(session)) == 1


ELSEWHERE = """
import json, sys
from pathlib import Path
from tests.tutor.makers import make_practice
from tutor.session import Typed
print("ready", flush=True)
sys.stdin.readline()
print(json.dumps(make_practice(Path(sys.argv[1])).check(sys.argv[2], Typed(sys.argv[3], "attempt-1", sys.argv[4], "en"))))
"""


def test_a_double_click_in_two_processes_counts_once(tmp_path):
    """Also where two processes write to one store."""
    session = make_practice(tmp_path)
    exercise = session.next(LEARNER, PLACE, "en")
    words = [str(tmp_path), LEARNER, exercise["shown_id"], find_key(session, LEARNER, exercise["shown_id"])]
    command, here = [sys.executable, "-c", ELSEWHERE, *words], Path(__file__).parents[2]
    others = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=here) for _ in range(2)]
    assert ["ready\n"] * 2 == [other.stdout.readline() for other in others]
    for other in others:
        other.stdin.write("go\n")
        other.stdin.flush()
    replies = [other.communicate(timeout=120)[0] for other in others]
    assert replies[0] == replies[1]
    assert json.loads(replies[0])["verdict"] == "right"
    assert len(list_events(session)) == 1


def test_an_attempts_id_belongs_to_one_answer(tmp_path):
    """Another answer under the same id is refused and not recorded; with an id of its own it counts."""
    session = make_practice(tmp_path)
    exercise = session.next(LEARNER, PLACE, "en")
    first = Typed(exercise["shown_id"], "attempt-1", find_wrong(exercise), "en")
    reply = session.check(LEARNER, first)
    key = find_key(session, LEARNER, exercise["shown_id"])
    for other in (replace(first, typed=key), replace(first, shown_id="0" * 32)):
        with pytest.raises(AttemptReused):
            session.check(LEARNER, other)
    assert session.check(LEARNER, first) == reply
    assert len(list_events(session)) == 1


def test_one_exercise_answered_from_two_seats_counts_both_tries_and_ends_once(tmp_path):
    """Two windows on the same exercise: each answer is a try; after the right one the other is told that it is over."""
    session = make_practice(tmp_path)
    exercise = session.next(LEARNER, Place(UNIT, "04-adding", ("add_unlike_fractions",)), "en")
    key = find_key(session, LEARNER, exercise["shown_id"])
    send = lambda number, typed: session.check(LEARNER, Typed(exercise["shown_id"], f"attempt-{number}", typed, "en"))  # noqa: E731
    assert not send(1, find_wrong(exercise))["finished"]
    assert send(2, key)["finished"]
    with pytest.raises(NotShown):
        send(3, find_wrong(exercise))
    assert [one.try_number for one in list_events(session)] == [1, 2]


def test_two_seats_at_the_same_moment_never_count_one_try_twice(tmp_path):
    """Eight different answers at once: tries are numbered without gaps, and none comes after the end."""
    session = make_practice(tmp_path)
    exercise = session.next(LEARNER, Place(UNIT, "04-adding", ("add_unlike_fractions",)), "en")

    def send(number):
        try:
            return session.check(LEARNER, Typed(exercise["shown_id"], f"attempt-{number}", find_wrong(exercise), "en"))
        except NotShown:
            return None

    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(send, range(8)))
    tries = [one.try_number for one in list_events(session)]
    assert tries == list(range(1, session.settings.tries + 1))
    assert sum(reply is not None for reply in replies) == len(tries)


def without(item_id):
    """Return the courses after an update that took an item away."""
    return change_unit(lambda unit: replace(unit, items={key: item for key, item in unit.items.items() if key != item_id}))


def renamed(item_id, new):
    """Return the courses after an update that gave an item another name."""

    def rename(unit):
        items = {key: item for key, item in unit.items.items() if key != item_id}
        return replace(unit, items=items | {new: replace(unit.items[item_id], id=new, was=("math1/older/name", item_id))})

    return change_unit(rename)


def test_an_exercise_that_vanished_is_left_and_another_is_given(tmp_path):
    """An update took the open exercise away: the answer is told so, and the next exercise is another one."""
    session = make_practice(tmp_path)
    exercise = session.next(LEARNER, PLACE, "en")
    session = make_practice(tmp_path, catalog=without(exercise["item"]))
    with pytest.raises(NotShown):
        session.check(LEARNER, Typed(exercise["shown_id"], "attempt-1", "1/2", "en"))
    after = session.next(LEARNER, PLACE, "en")
    assert after["item"] != exercise["item"]
    with session.store.reading() as connection:
        assert shown.find(connection, LEARNER, exercise["shown_id"]).outcome == "left"
    assert answer(session, LEARNER, right=True)["verdict"] == "right"


def test_numbers_that_no_longer_fit_their_exercise_are_left(tmp_path):
    """The item draws other names now: what was open cannot be asked any more, and another is given."""
    session = make_practice(tmp_path)
    place = Place(UNIT, "04-adding", ("add_like_fractions",))
    exercise = session.next(LEARNER, place, "en")

    def change(unit):
        item = unit.items[exercise["item"]]
        other = replace(item, draw={"new": (Fraction(2),)}, let={}, ask=Words("@new", "@new"), misconceptions=(), keep=None)
        return replace(unit, items=unit.items | {item.id: other})

    session = make_practice(tmp_path, catalog=change_unit(change))
    with pytest.raises(NotShown):
        session.hint(LEARNER, exercise["shown_id"], "en")
    assert session.next(LEARNER, place, "en")["shown_id"] != exercise["shown_id"]


def test_numbers_that_cannot_be_computed_any_more_are_left(tmp_path):
    """The changed item divides by zero with the numbers of before: left, not an error page for ever."""
    session = make_practice(tmp_path)
    place = Place(UNIT, "04-adding", ("add_like_fractions",))
    exercise = session.next(LEARNER, place, "en")
    with session.store.reading() as connection:
        name, old = next(iter(shown.find(connection, LEARNER, exercise["shown_id"]).drawn.items()))

    def change(unit):
        item = unit.items[exercise["item"]]
        draw = dict(item.draw) | {name: tuple(value for value in item.draw[name] if str(value) != old)}
        return replace(unit, items=unit.items | {item.id: replace(item, draw=draw, let=dict(item.let) | {"zero": f"1/({name} - {old})"})})

    session = make_practice(tmp_path, catalog=change_unit(change))
    with pytest.raises(NotShown):
        session.check(LEARNER, Typed(exercise["shown_id"], "attempt-1", "1/2", "en"))
    assert session.next(LEARNER, place, "en")["shown_id"] != exercise["shown_id"]


def test_an_exercise_that_moved_goes_on_under_its_new_name(tmp_path):
    """The open exercise keeps its numbers, its answer counts, and what was answered before counts for the new name."""
    session = make_practice(tmp_path)
    answer(session, LEARNER, right=True)
    exercise = session.next(LEARNER, PLACE, "en")
    before = standing_of(session)
    session = make_practice(tmp_path, catalog=renamed(exercise["item"], f"{UNIT}/new-name"))
    after = session.next(LEARNER, PLACE, "en")
    assert (after["shown_id"], after["item"], after["ask_html"]) == (exercise["shown_id"], f"{UNIT}/new-name", exercise["ask_html"])
    assert standing_of(session).profile.to_plain() == before.profile.to_plain()
    assert answer(session, LEARNER, right=True)["verdict"] == "right"
    assert list_events(session)[-1].task.item == f"{UNIT}/new-name"


def test_a_fixed_exercise_that_moved_stays_answered(tmp_path):
    """The lesson names the item by its new name: who has answered it is not asked again."""
    old, new = f"{UNIT}/point-at", f"{UNIT}/point-there"
    session = make_practice(tmp_path)
    assert answer(session, LEARNER, right=True, place=Place(UNIT, "01-meaning", (), old))["finished"]
    session = make_practice(tmp_path, catalog=renamed(old, new))
    assert session.next(LEARNER, Place(UNIT, "01-meaning", (), new), "en")["done"]


def renamed_skill(old, new):
    """Return the courses after an update that gave a skill another name."""
    swap = lambda names: tuple(new if name == old else name for name in names)  # noqa: E731

    def rename(unit):
        skills = {swap([key])[0]: replace(skill, id=swap([key])[0], needs=swap(skill.needs)) for key, skill in unit.skills.items()}
        skills[new] = replace(skills[new], was=(f"{UNIT}/{old}",))
        items = {key: replace(item, skills=swap(item.skills)) for key, item in unit.items.items()}
        return replace(unit, skills=skills, items=items, lessons=tuple(replace(x, skills=swap(x.skills)) for x in unit.lessons))

    return change_unit(rename)


def test_a_skill_that_moved_keeps_everything_that_was_done_under_its_old_name(tmp_path):
    """Mastery, tallies, the teacher's word and the open exercise are found under the new name; the events stay as they were written."""
    session = make_practice(tmp_path)
    for right in (True, False, True):
        answer(session, LEARNER, right)
    before, exercise = standing_of(session), session.next(LEARNER, PLACE, "en")
    with session.store.writing() as connection:
        overrides.add(connection, "102", MEANING, True, reason="saw it", by="t1", at=session.now())
    assert before.tally(MEANING).tries == 2
    session = make_practice(tmp_path, catalog=renamed_skill("fraction_meaning", "parts_of_a_whole"))
    new, after = f"{UNIT}#parts_of_a_whole", standing_of(session)
    assert (after.mastery(new), after.tally(new)) == (before.mastery(MEANING), before.tally(MEANING))
    assert standing_of(session, "102").mastered(new)
    assert session.next(LEARNER, PLACE, "en")["shown_id"] == exercise["shown_id"]
    assert session.curriculum.title(MEANING, "en") == session.curriculum.title(new, "en")
    with session.store.reading() as connection:
        assert next(events.list_attempts(connection, LEARNER)).task.skills == (MEANING,)


def test_a_name_that_is_taught_again_stands_for_itself(tmp_path):
    """A new item under an abandoned name is not taken for the old one."""
    moved = renamed(f"{UNIT}/equal-parts", f"{UNIT}/new-name")
    unit = moved.unit(UNIT)
    again = change_unit(lambda _: replace(unit, items=unit.items | {f"{UNIT}/equal-parts": CATALOG.item(f"{UNIT}/equal-parts")}))
    assert make_practice(tmp_path, catalog=again).curriculum.moves.item(f"{UNIT}/equal-parts") == f"{UNIT}/equal-parts"


def test_answers_about_a_lesson_that_is_gone_are_still_recorded(tmp_path):
    """The reply lacks only the outlook: the answer is written and judged."""
    session = make_practice(tmp_path)
    exercise = session.next(LEARNER, PLACE, "en")
    with session.store.writing() as connection:
        shown.change(connection, exercise["shown_id"], slot="math1/gone/01-lesson|gone")
    reply = session.check(LEARNER, Typed(exercise["shown_id"], "attempt-1", find_key(session, LEARNER, exercise["shown_id"]), "en"))
    assert (reply["verdict"], reply["why_next"]) == ("right", None)
    assert len(list_events(session)) == 1


def test_an_answer_about_a_skill_that_is_gone_counts(tmp_path):
    """Events of a skill that nobody teaches any more stay in the profile and hinder nobody."""
    session = make_practice(tmp_path)
    answer(session, LEARNER, right=True)
    with session.store.writing() as connection:
        first = replace(list_events(session)[0], attempt_id="attempt-gone")
        events.append(connection, replace(first, task=replace(first.task, item="old/unit/item", skills=("old/unit#gone",))), {})
    assert standing_of(session).tally("old/unit#gone").tries == 1
    assert answer(session, LEARNER, right=True)["verdict"] == "right"
