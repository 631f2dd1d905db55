"""The tracer judges what is known, the fitted model how an exercise will go; both learn from every answer."""

import pickle
from dataclasses import replace
from datetime import UTC, datetime

from tests.tutor.learner.test_models import make_attempt
from tutor.events.records import Task
from tutor.learner.model_file import load_shipped
from tutor.learner.paired import Paired
from tutor.learner.tracer import Tracer

TASK = Task("item", ("a",), 2, "fraction")
TRACER, FITTED = Tracer.over({"a": (), "b": ("a",)}), load_shipped()
PAIR = Paired(TRACER, FITTED)


def learn(model, rights=(True, False, True)):
    """Return the state after some answers."""
    state = model.fresh()
    for right in rights:
        state = model.learn_one(state, make_attempt(TASK, right))
    return state


def test_each_model_learns_as_it_would_alone():
    """The two parts of the state are the states of the two models."""
    assert learn(PAIR) == {"tracer": learn(TRACER), "fitted": learn(FITTED)}


def test_mastery_is_the_tracers_and_the_chance_is_the_fitted_models():
    """What is known, and how an exercise will go, are two questions."""
    state, at = learn(PAIR), datetime(2027, 1, 1, tzinfo=UTC)
    assert PAIR.mastery(state, "a") == TRACER.mastery(learn(TRACER), "a")
    assert PAIR.belief(state, "b", at) == TRACER.belief(learn(TRACER), "b", at)
    assert PAIR.explain(state, "a") == TRACER.explain(learn(TRACER), "a")
    assert PAIR.predict_one(state, TASK) == FITTED.predict_one(learn(FITTED), TASK)
    told = TRACER.outlooks(learn(TRACER), [TASK])[0]
    assert PAIR.outlooks(state, [TASK]) == [(FITTED.predict_one(learn(FITTED), TASK), told.information)]
    assert PAIR.needed_for("a") == ("b",)


def test_another_version_of_either_is_another_version_of_both():
    """States are computed again when one of the two changes; the name tells of both."""
    assert PAIR.version != Paired(TRACER, replace(FITTED, version="another")).version
    assert (PAIR.name, len(PAIR.version) <= 80) == ("tracer+rean", True)


def test_the_pair_survives_pickling():
    """It means the same in another process."""
    again = pickle.loads(pickle.dumps(PAIR))  # noqa: S301
    assert again.predict_one(learn(again), TASK) == PAIR.predict_one(learn(PAIR), TASK)
