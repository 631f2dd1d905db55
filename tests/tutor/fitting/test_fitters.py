"""Every model that can be fitted passes the same checks."""

import copy
import functools
import json
import math
import pickle
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from tests.tutor.fitting.makers import make_answers, make_class
from tests.tutor.learner.test_models import make_attempt
from tutor.events.records import Task
from tutor.fitting.commands import MODELS
from tutor.fitting.errors import TooFewAnswers
from tutor.fitting.evaluate import predict_online
from tutor.fitting.fitters import FITTERS, choose_fitters

every_fitter = pytest.mark.parametrize("name", FITTERS)
SEEN = Task("skill-0/item-0", ("skill-0",), 2, "fraction")
UNSEEN = Task("new/item", ("new skill", "skill-1"), 3, "fraction")


@functools.cache
def fit(name):
    """Return the model fitted to an invented class, once."""
    return FITTERS[name].fit(make_class(), 0)


def learn(model, task, rights):
    """Return the state after answers to one exercise."""
    state = model.fresh()
    for right in rights:
        state = model.learn_one(state, make_attempt(task, right))
    return state


def test_the_command_knows_every_fitter():
    """What `--help` names is what can be asked for."""
    assert list(FITTERS) == list(MODELS) == [fitter.name for fitter in choose_fitters("")]


@every_fitter
def test_fitting_changes_no_answer(name):
    """The table is as it was."""
    answers = make_class(8, 2)
    before = [column.copy() for column in (answers.learner, answers.item, answers.family, answers.credit, answers.at)]
    FITTERS[name].fit(answers, 0)
    after = (answers.learner, answers.item, answers.family, answers.credit, answers.at)
    assert all(np.array_equal(one, other) for one, other in zip(before, after, strict=True))


@every_fitter
def test_the_same_seed_gives_the_same_model(name):
    """Twice fitted, the chances are the same to the last bit."""
    answers = make_class(8, 2)
    first, second = (predict_online(FITTERS[name].fit(answers, 3), answers)[0] for _ in range(2))
    assert np.array_equal(first, second)


@every_fitter
def test_learning_and_predicting_change_no_state(name):
    """A state that was passed in is what it was."""
    model = fit(name)
    state = learn(model, SEEN, [True, False])
    before = copy.deepcopy(state)
    model.predict_one(state, UNSEEN)
    model.learn_one(state, make_attempt(UNSEEN, True))
    assert before == state


@every_fitter
def test_model_and_state_survive_pickling_and_json(name):
    """They mean the same in another process, and after a journey through the store."""
    model = fit(name)
    state = learn(model, SEEN, [True, False, True])
    again, kept = pickle.loads(pickle.dumps((model, state)))  # noqa: S301
    from_json = json.loads(json.dumps(dict(state), allow_nan=False))
    assert dict(state) == from_json
    assert model.predict_one(state, SEEN) == again.predict_one(kept, SEEN) == model.predict_one(from_json, SEEN)


@every_fitter
def test_chances_are_chances_for_what_was_seen_and_what_was_not(name):
    """New exercises, new skills, no skill at all, odd names: always a chance, and always a sentence."""
    model = fit(name)
    tasks = [SEEN, UNSEEN, Task("bare", (), 0, ""), Task("", ("ស្គាល់ ; \x1f\n",), 9, "")]
    state = model.fresh()
    for task in tasks * 3:
        for right in (True, False, True):
            state = model.learn_one(state, make_attempt(task, right))
    chances = [model.predict_one(at, task) for at in (model.fresh(), state) for task in tasks]
    chances += [model.mastery(at, skill) for at in (model.fresh(), state) for skill in ("skill-0", "new skill", "never")]
    assert all(0 <= chance <= 1 and math.isfinite(chance) for chance in chances)
    assert model.explain(state, "skill-0").text_id.startswith("model.")
    assert model.explain(model.fresh(), "skill-0").text_id == "model.bkt.nothing"


@every_fitter
def test_a_long_row_of_equal_answers_stays_a_chance(name):
    """Five hundred right, or wrong, answers break nothing, and one answer more still counts."""
    model = fit(name)
    for right in (True, False):
        state = learn(model, SEEN, [right] * 500)
        assert 0 <= model.predict_one(state, SEEN) <= 1
        assert math.isfinite(model.predict_one(model.learn_one(state, make_attempt(SEEN, not right)), SEEN))


@every_fitter
def test_only_answers_that_show_something_teach(name):
    """A second try, or an answer that costs nothing, leaves the state as it was."""
    model = fit(name)
    assert all(model.learn_one(model.fresh(), make_attempt(SEEN, True, number)) == model.fresh() for number in (0, 2, 3))


@pytest.mark.parametrize("name", [name for name in FITTERS if name != "skill-mean"])
def test_right_raises_and_wrong_lowers_every_skill_of_an_exercise(name):
    """No skill of an exercise with several is forgotten."""
    model, task = fit(name), Task("skill-0/item-0", ("skill-0", "skill-1", "skill-2"), 2, "")
    right, wrong = (learn(model, task, [outcome] * 4) for outcome in (True, False))
    assert all(model.mastery(right, skill) > model.mastery(wrong, skill) for skill in task.skills)


@pytest.mark.parametrize("name", [name for name in FITTERS if name != "skill-mean"])
def test_more_hints_make_a_right_answer_worth_less(name):
    """Who saw every hint has shown little."""
    model = fit(name)
    chances = [model.mastery(model.learn_one(model.fresh(), make_attempt(SEEN, True, hints=hints)), "skill-0") for hints in (0, 1, 3)]
    assert sorted(chances, reverse=True) == chances and chances[0] > chances[2]


@every_fitter
def test_no_chance_sees_the_future(name):
    """Later answers turned round, all earlier chances stay to the last bit."""
    answers = make_class(6, 9)
    model, cut = fit(name), {learner: (first + end) // 2 for learner, (first, end) in enumerate(answers.each_learner())}
    later = np.array([row >= cut[learner] for row, learner in enumerate(answers.learner)])
    turned = replace(answers, credit=np.where(later, 1 - answers.credit, answers.credit))
    as_it_was, with_other_future = (predict_online(model, table)[0] for table in (answers, turned))
    first_changed = np.array([row == cut[learner] for row, learner in enumerate(answers.learner)])
    assert np.array_equal(as_it_was[~later | first_changed], with_other_future[~later | first_changed])


@every_fitter
def test_learners_with_one_answer_and_items_without_skills_can_be_fitted(name):
    """The smallest class there is."""
    answers = make_answers(*((f"{n}", f"item {n % 3}", (f"item {n % 3}",), float(n % 2)) for n in range(12)))
    model = FITTERS[name].fit(answers, 0)
    assert 0 <= model.predict_one(model.fresh(), Task("item 1", (), 0, "")) <= 1


@every_fitter
def test_answers_that_are_all_alike_are_refused_or_fitted_sanely(name):
    """A class that was always right gives chances, or a plain refusal."""
    answers = make_answers(*((f"{n % 4}", "item", ("a",), 1.0) for n in range(40)))
    try:
        model = FITTERS[name].fit(answers, 0)
    except TooFewAnswers:
        return
    assert 0.5 < model.predict_one(model.fresh(), Task("item", ("a",), 0, "")) <= 1


@every_fitter
def test_partial_credit_lies_between_right_and_wrong(name):
    """A class that got half the points is predicted between one that got all and one that got none."""
    chances = []
    for credit in (0.1, 0.5, 0.9):
        answers = make_answers(*((f"{n % 6}", f"item {n % 2}", ("a",), credit if n % 4 else float(n % 8 > 0)) for n in range(96)))
        model = FITTERS[name].fit(answers, 0)
        chances.append(model.predict_one(model.fresh(), Task("item 1", ("a",), 0, "")))
    assert sorted(chances) == chances


@every_fitter
def test_predicting_at_a_time_needs_no_answer_before(name):
    """A moment, or none: both are answered."""
    model = fit(name)
    assert 0 <= model.predict_one(model.fresh(), SEEN, datetime(2027, 1, 1, tzinfo=UTC)) <= 1
