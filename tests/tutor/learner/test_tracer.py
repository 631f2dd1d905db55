"""The tracer: what one answer says of the skills around it, of the learner, and of nothing else."""

import json
import math
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tutor.worlds_of_skills import CHAIN, START, key, make_attempts, make_standing, make_tracer
from tutor.learner.graph import make_graph
from tutor.learner.profile import recompute
from tutor.learner.tracer import Tracer
from tutor.learner.tracer_numbers import TRAIT_WEIGHTS, TRAITS
from tutor.learner.tracer_parameters import SkillNumbers, TracerParameters

histories = st.lists(st.tuples(st.sampled_from(sorted(CHAIN)), st.sampled_from("+-")), max_size=60).map(
    lambda rows: " ".join(skill + mark for skill, mark in rows)
)


def state_after(tracer, answers):
    """Return the state after some answers."""
    return recompute(tracer, make_attempts(answers)).state


def test_one_skill_alone_follows_bayes_rule():
    """Without a trait and without needs it is the textbook's knowledge tracing, computed here by hand."""
    numbers = SkillNumbers(0.0, -1.0, 0.2, 0.1)
    tracer = Tracer.over({key("add"): ()}, TracerParameters(usual=numbers, trait_on_prior=0, trait_on_learn=0))
    learn = 1 / (1 + math.e)
    seen = 0.5 * 0.9 / (0.5 * 0.9 + 0.5 * 0.2)
    assert math.isclose(tracer.mastery(state_after(tracer, "add+"), key("add")), seen + (1 - seen) * learn)


def test_evidence_flows_both_ways():
    """Who can add can probably count; who cannot count can probably not add."""
    fresh, tracer = make_standing(), make_tracer()
    assert tracer.mastery(state_after(tracer, "add+++"), key("count")) > fresh.mastery(key("count")) + 0.1
    assert tracer.mastery(state_after(tracer, "count---"), key("add")) < fresh.mastery(key("add"))


def test_learning_what_is_needed_teaches_nothing_above_it():
    """Practice of counting moves the chance of adding only through what the answers say, never through what the exercises taught."""
    parameters = TracerParameters(usual=SkillNumbers(-1.0, 1.0, 0.4999, 0.5), trait_on_prior=0, trait_on_learn=0)
    tracer = Tracer.over({key(name): tuple(map(key, found)) for name, found in CHAIN.items()}, parameters)
    before, after = tracer.fresh(), state_after(tracer, "count" + "+" * 10)
    assert tracer.mastery(after, key("count")) > 0.9
    assert math.isclose(tracer.mastery(before, key("add")), tracer.mastery(after, key("add")), abs_tol=1e-3)


def test_who_does_well_elsewhere_is_believed_more():
    """Skills that do not hang together still tell of the learner."""
    tracer = make_tracer()
    assert tracer.mastery(state_after(tracer, "draw+++++"), key("count")) > tracer.mastery(state_after(tracer, "draw-----"), key("count"))


def test_the_gain_is_smaller_while_what_is_needed_is_unknown():
    """An exercise teaches less to who lacks what it stands on."""
    lacking, having = make_standing("count-----"), make_standing("count+++++")
    assert lacking.belief(key("add")).gain / (1 - lacking.belief(key("add")).known) < having.belief(key("add")).gain / (
        1 - having.belief(key("add")).known
    )


@settings(deadline=None)
@given(histories)
def test_chances_stay_chances_and_states_stay_plain(answers):
    """Whatever is answered, in however long a row, all numbers are finite, and the state survives being written down."""
    tracer = make_tracer()
    state = state_after(tracer, answers)
    assert json.loads(json.dumps(state)) == state
    for skill in map(key, CHAIN):
        belief = tracer.belief(state, skill)
        assert all(math.isfinite(one) and 0 <= one <= 1 for one in belief)
    assert math.isclose(sum(state["z"]), 1)


@settings(deadline=None)
@given(histories, st.integers(0, 60))
def test_going_on_from_a_stored_state_is_recomputing(answers, cut):
    """A state that was written down and read again goes on exactly as if it had never been."""
    tracer, attempts = make_tracer(), make_attempts(answers)
    state = json.loads(json.dumps(recompute(tracer, attempts[:cut]).state))
    for attempt in attempts[cut:]:
        state = tracer.learn_one(state, attempt)
    assert state == recompute(tracer, attempts).state


@settings(deadline=None)
@given(st.lists(st.floats(-400, 400), min_size=1, max_size=8))
def test_time_never_runs_backwards(days):
    """A clock that jumps, to either side, gives chances, and never a time before one that was seen."""
    tracer = Tracer.over({key("add"): ()}, TracerParameters(half_life_days=5.0))
    state, times = tracer.fresh(), []
    for day in days:
        attempt = replace(make_attempts("add+")[0], at=START + timedelta(days=day))
        state = tracer.learn_one(state, attempt)
        times.append(state["skills"][key("add")][5])
        assert 0 <= tracer.mastery(state, key("add"), START + timedelta(days=day)) <= 1
    assert times == sorted(times)


def test_what_is_not_practised_is_forgotten_where_that_is_on():
    """After a month less is known than after a day."""
    tracer = Tracer.over({key("add"): ()}, TracerParameters(half_life_days=5.0))
    state = state_after(tracer, "add+++")
    assert tracer.mastery(state, key("add"), START + timedelta(days=30)) < tracer.mastery(state, key("add"), START + timedelta(days=1))


def test_half_credit_lies_between():
    """Part of the points says less than all of them, and more than none."""
    tracer, attempt = make_tracer(), make_attempts("add-")[0]
    chances = [tracer.mastery(tracer.learn_one(tracer.fresh(), replace(attempt, partial=part)), key("add")) for part in (0.0, 0.5, 0.9)]
    assert chances == sorted(chances)


def test_other_numbers_are_another_version():
    """States made under other numbers are computed again."""
    assert make_tracer().version != Tracer.over({}, TracerParameters(trait_on_prior=0.5)).version


def test_parameters_come_back_as_they_were_written():
    """A fit can be kept in a file."""
    parameters = TracerParameters({"a": SkillNumbers(0.1, 0.2, 0.3, 0.1)}, items={"i": (0.1, -0.1)})
    assert TracerParameters.from_plain(json.loads(json.dumps(parameters.to_plain()))) == parameters


def test_a_circle_of_needs_is_cut():
    """Authors err; the order is still one in which nothing comes before what it needs."""
    graph = make_graph({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["gone"]})
    places = {skill: number for number, skill in enumerate(graph.order)}
    assert all(places[need] < places[skill] for skill, needs in graph.needs.items() for need in needs)


def test_the_trait_is_spread_like_a_learner():
    """Mean 0, standard deviation near 1."""
    assert math.isclose(sum(w * z for w, z in zip(TRAIT_WEIGHTS, TRAITS, strict=True)), 0)
    assert 0.8 < sum(w * z * z for w, z in zip(TRAIT_WEIGHTS, TRAITS, strict=True)) < 1.2
