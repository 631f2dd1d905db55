"""Every learner model passes the same checks."""

import copy
import math
import pickle
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.events.records import Attempt, Task
from tutor.learner.model_file import load_shipped
from tutor.learner.paired import Paired
from tutor.learner.tracer import Tracer
from tutor.learner.tracer_parameters import TracerParameters

PLAIN = Tracer.over({})
MODELS = [
    Paired(PLAIN, load_shipped()),
    Tracer.over({"a": (), "b": ("a",), "c": ("a", "b"), "d": ("c",)}),
    Tracer.over({"a": ("b",), "b": ("a",)}, TracerParameters(half_life_days=6.0)),
]
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
tasks = st.builds(
    Task,
    st.just("item"),
    st.lists(st.sampled_from("abc"), min_size=1, max_size=3, unique=True).map(tuple),
    st.integers(1, 3),
    st.sampled_from(["fraction", "choice"]),
    st.integers(0, 5),
)


def make_attempt(task, right, number=1, hints=0):
    return Attempt(
        "id",
        "101",
        datetime(2027, 1, 1, tzinfo=UTC),
        "shown",
        task,
        "practice",
        "lesson",
        "x",
        "right" if right else "wrong",
        number,
        hints,
        3,
        "km",
    )


@every_model
@given(answers=st.lists(st.tuples(tasks, st.booleans(), st.integers(0, 3)), max_size=30))
def test_chances_stay_chances(model, answers):
    """Whatever is answered, every chance is in [0, 1] and no number is missing."""
    state = model.fresh()
    for task, right, hints in answers:
        before = copy.deepcopy(state)
        assert 0 <= model.predict_one(state, task) <= 1
        after = model.learn_one(state, make_attempt(task, right, hints=hints))
        assert before == state
        state = after
    assert all(0 <= model.mastery(state, skill) <= 1 and math.isfinite(model.mastery(state, skill)) for skill in "abcd")


@every_model
def test_states_survive_pickling_and_are_plain(model):
    """A state is JSON values; the model and its state mean the same in another process."""
    task = Task("item", ("a",), 2, "fraction")
    state = model.learn_one(model.fresh(), make_attempt(task, right=True))
    again = pickle.loads(pickle.dumps((model, state)))  # noqa: S301
    assert again[0].predict_one(again[1], task) == model.predict_one(state, task)


@every_model
@pytest.mark.parametrize("level", [1, 2, 3])
def test_right_raises_and_wrong_lowers(model, level):
    """From the same state, a right answer leaves more than a wrong one."""
    task = Task("item", ("a",), level, "fraction")
    right, wrong = (model.learn_one(model.fresh(), make_attempt(task, outcome)) for outcome in (True, False))
    assert model.mastery(right, "a") > model.mastery(wrong, "a")


@every_model
def test_only_the_first_counted_try_teaches_the_model(model):
    """A second try, or an answer that costs nothing, leaves the state as it was."""
    task = Task("item", ("a",), 2, "fraction")
    assert all(model.learn_one(model.fresh(), make_attempt(task, True, number)) == model.fresh() for number in (0, 2, 3))


@every_model
def test_an_exercise_with_several_skills_moves_each(model):
    """No skill of a task is forgotten."""
    state = model.learn_one(model.fresh(), make_attempt(Task("item", ("a", "b", "c"), 2, "fraction"), right=True))
    assert all(model.mastery(state, skill) > model.mastery(model.fresh(), skill) for skill in "abc")


def test_hints_make_a_right_answer_worth_less():
    """Who saw every hint has shown little."""
    model, task = PLAIN, Task("item", ("a",), 2, "fraction")
    chances = [model.mastery(model.learn_one(model.fresh(), make_attempt(task, True, hints=hints)), "a") for hints in (0, 1, 3)]
    assert chances == sorted(chances, reverse=True)
