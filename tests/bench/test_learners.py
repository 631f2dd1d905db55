"""Simulated learners go through a course by the session's own code, and the same seed tells the same story."""

from dataclasses import replace

from bench.learners import Classroom, Figures, Truth, teach_many
from courses.catalog import load_catalog
from courses.commands import CONTENT


def test_two_learners_come_to_the_end_of_a_course():
    """Every figure is counted from real answers."""
    told = teach_many([1, 2], "math1")
    assert (told.learners, told.finished, told.skills) == (2, 2, 2 * sum(len(unit.skills) for unit in load_catalog(CONTENT).courses["math1"].units))
    assert told.answers >= told.exercises > told.skills / 2
    assert told.as_json()["called_mastered"] > 0.5


def test_the_same_learner_is_led_the_same_way():
    """Nothing but the seed decides."""
    first, again = (replace(teach_many([3], "math1"), cpu_seconds=0, memory_mib=0) for _ in range(2))
    assert first == again


def test_who_knows_everything_is_led_through_quickly():
    """The truth of the simulated learner matters: the pacing is the real one."""
    room = Classroom("math1")
    able, beginner = (Truth.draw(room.session.curriculum, 5) for _ in range(2))
    able.known, beginner.known = set(room.session.curriculum.skills), set()
    counts = []
    for number, truth in enumerate((able, beginner)):
        told = Figures(learners=1)
        while not (exercise := room.practice.next(f"L{number}", room.course, "en", "practice")).get("done"):
            told.exercises += 1
            room._answer(f"L{number}", truth, exercise)
        counts.append(told.exercises)
    assert counts[0] < counts[1] / 1.5
