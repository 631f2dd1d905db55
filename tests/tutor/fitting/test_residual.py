"""The shipped kind of model: its evidence, its fit, what it says where it knows little."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from tests.tutor.fitting.makers import make_answers, make_class
from tests.tutor.learner.test_models import make_attempt
from tutor.events.records import Task
from tutor.fitting.batch import count_gaps, describe, find_usual_gap
from tutor.fitting.ease import fit_eases
from tutor.fitting.evaluate import predict_online
from tutor.fitting.parts import OnePart
from tutor.fitting.residual import ResidualFitter
from tutor.fitting.shipping import SEED, make_shipped
from tutor.fitting.simulated import InventedClass
from tutor.learner.evidence import NAMES
from tutor.learner.model_file import load_shipped


@pytest.fixture(scope="module")
def fitted():
    return ResidualFitter().fit(make_class())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("xyz"), st.floats(0, 1)), min_size=2, max_size=20), st.data())
def test_no_number_of_the_evidence_sees_the_future(rows, data):
    """Answers from some point on are replaced by others; the numbers up to that point, its own among them, stay the same."""
    cut = data.draw(st.integers(0, len(rows) - 1))
    other = [(item, credit if number < cut else 1 - credit) for number, (item, credit) in enumerate(rows)]
    tables = [make_answers(*(("1", item, ("s", item), credit) for item, credit in some)) for some in (rows, other)]
    numbers = [describe(table, np.zeros(len(table)), 60.0)[1] for table in tables]
    assert np.array_equal(numbers[0][: cut + 1], numbers[1][: cut + 1])


def test_another_learner_leaves_no_trace():
    """Evidence is a learner's own."""
    ones = [("1", "x", ("s",), float(n % 2)) for n in range(10)]
    alone, beside = (make_answers(*rows) for rows in (ones, [*ones, *(("0", "x", ("s",), 1.0) for _ in range(10))]))
    own = beside.learner == 1
    assert np.array_equal(describe(alone, np.zeros(10), 60.0)[1], describe(beside, np.zeros(20), 60.0)[1][own])


def test_online_equals_batch(fitted):
    """The chances given answer by answer are those that the columns give: the same lines make both."""
    answers = make_class(20, 77)
    ease = np.array([fitted.parameters.ease.of(task.item, task.skills, task.level) for task, _attempt in answers.online(0, len(answers))])
    situations, numbers = describe(answers, ease, fitted.parameters.weights.usual_gap)
    names = [(answers.family_names[family], answers.items[item]) for family, item in zip(answers.family, answers.item, strict=True)]
    batch = np.array([fitted.logit(s, x.tolist(), *name) for s, x, name in zip(situations.tolist(), numbers, names, strict=True)])
    online, _seconds = predict_online(fitted, answers)
    assert np.allclose(1 / (1 + np.exp(-batch)), online, atol=1e-5)
    right = answers.credit >= 0.5
    assert abs(roc_auc_score(right, batch) - roc_auc_score(right, online)) < 0.001


def test_it_predicts_unseen_learners_better_than_the_skills_means(fitted):
    """On invented learners whose truth has abilities, skills and exercises."""
    answers = make_class(20, 5)
    chances, _seconds = predict_online(fitted, answers)
    assert roc_auc_score(answers.credit >= 0.5, chances) > 0.68


def test_shared_work_gives_the_same_numbers(monkeypatch):
    """Whether one processor or several describe the learners, nothing changes."""
    answers = make_class()
    alone = describe(answers, np.zeros(len(answers)), 60.0)
    monkeypatch.setattr("tutor.fitting.batch._WORTH_A_PROCESS", 100)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    shared = describe(answers, np.zeros(len(answers)), 60.0)
    assert all(np.array_equal(one, other) for one, other in zip(alone, shared, strict=True))


def test_easy_exercises_are_found_and_rare_ones_are_drawn_to_their_skill():
    """Ease follows the share of right answers; one answer alone moves little."""
    rows = [(f"{n % 20}", item, ("s",), float(n % 10 < share)) for item, share in (("easy", 9), ("hard", 2)) for n in range(200)]
    ease = fit_eases(_begin(make_answers(*rows, ("1", "rare", ("s",), 0.0))), 5)[-1]
    named = ease.named(make_answers(*rows, ("1", "rare", ("s",), 0.0)))
    easy, hard, rare, new = (named.of(item, ("s",), 0) for item in ("easy", "hard", "rare", "new"))
    assert hard < rare < new < easy
    assert new - rare < 0.3


def _begin(answers):
    parts = OnePart(answers)
    parts.kept.update(fold=np.zeros(len(answers), int), offset=np.zeros(len(answers)))
    return parts


def test_the_authors_level_speaks_where_no_answer_does():
    """A new exercise of level 1 is easier than one of level 3, and a new house knows that too."""
    model = load_shipped()
    chances = [model.predict_one(model.fresh(), Task("new", ("new",), level, "")) for level in (1, 2, 3)]
    assert sorted(chances, reverse=True) == chances and chances[0] - chances[2] > 0.1


def test_doubt_is_wide_for_the_new_and_narrow_for_the_known(fitted):
    """The limits hold the chance, and come nearer with answers of the learner and answers to the exercise."""
    known, new = Task("skill-0/item-0", ("skill-0",), 2, ""), Task("new", ("new",), 2, "")
    state = fitted.fresh()
    for number in range(12):
        state = fitted.learn_one(state, make_attempt(known, number % 2 == 0))
    doubts = [fitted.doubt(state, known), fitted.doubt(fitted.fresh(), known), fitted.doubt(fitted.fresh(), new)]
    widths = [doubt.high - doubt.low for doubt in doubts]
    assert sorted(widths) == widths
    assert all(doubt.low < doubt.chance < doubt.high for doubt in doubts)


def test_a_clock_that_jumps_is_no_absence(fitted):
    """Back in time, or no time at all, is read as the usual gap."""
    task, first = Task("skill-0/item-0", ("skill-0",), 2, ""), make_attempt(Task("skill-0/item-0", ("skill-0",), 2, ""), True)
    state = fitted.learn_one(fitted.fresh(), first)
    back = fitted.predict_one(state, task, first.at.replace(year=1970))
    assert back == fitted.predict_one(state, task, None)


def test_a_gap_of_a_thousand_years_is_still_a_chance(fitted):
    """Whatever the clock says."""
    task = Task("skill-0/item-0", ("skill-0",), 2, "")
    state = fitted.learn_one(fitted.fresh(), make_attempt(task, True))
    assert 0 <= fitted.predict_one(state, task, make_attempt(task, True).at.replace(year=9000)) <= 1


def test_the_usual_gap_is_the_middle_one():
    """Within a thousandth; 0 where no time is known."""
    answers = make_answers(*(("1", "x", ("s",), 1.0) for _ in range(9)))
    assert find_usual_gap(count_gaps(answers)) == pytest.approx(60, rel=0.002)
    assert find_usual_gap(count_gaps(dataclasses.replace(answers, at=np.full(9, -1.0)))) == 0.0


def test_twelve_learners_keep_the_shipped_weights_or_find_better_ones():
    """With given weights only the exercises are learned, and unseen classmates are predicted sanely."""
    small = make_class(12, 3)
    shipped = load_shipped()
    model = ResidualFitter(weights=shipped.parameters.weights).fit(small)
    assert model.parameters.weights == shipped.parameters.weights
    others = make_class(12, 4)
    before, after = (roc_auc_score(others.credit >= 0.5, predict_online(one, others)[0]) for one in (shipped, model))
    assert after > 0.6 and before > 0.55


def test_an_exercise_alone_with_its_skills_is_corrected_once():
    """Its family says all there is to say; a second correction would count the same answers twice."""
    rows = [(f"{n % 9}", item, skills, float(n % 3 > 0)) for item, skills in (("x", ("s",)), ("y", ("t",)), ("z", ("t",))) for n in range(60)]
    parameters = ResidualFitter().fit(make_answers(*rows)).parameters
    assert "x" not in parameters.items and {"s", "t"} <= set(parameters.families)


def test_what_is_shipped_holds_nothing_of_anybody():
    """Weights and levels, made by the program from invented learners; no exercise, no skill."""
    shipped = load_shipped().parameters
    assert not (shipped.ease.items or shipped.ease.skills or shipped.families or shipped.items or shipped.seen)
    made = make_shipped(InventedClass(), SEED)
    assert np.allclose(made.weights.situations, shipped.weights.situations, atol=0.02)


def test_every_number_of_the_evidence_has_a_name():
    """One name for each column."""
    assert describe(make_class(), np.zeros(len(make_class())), 0.0)[1].shape[1] == len(NAMES) == len(set(NAMES))
