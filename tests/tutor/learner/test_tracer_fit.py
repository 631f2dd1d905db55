"""A fit finds the numbers of a simulated world from its answers alone."""

import numpy as np

from tests.tutor.worlds_of_skills import key, make_attempts
from tutor.learner.tracer_fit import fit_histories, fit_tracer
from tutor.simulate.logs import write_logs
from tutor.simulate.synthetic import NAMES, NEEDS
from tutor.simulate.worlds import draw_learners, draw_skills, logistic


def test_the_numbers_of_a_world_are_found():
    """Guess, slip and learning of 24 different skills, within what 300 learners can tell."""
    skills = draw_skills("heterogeneous", 100)
    fitted = fit_histories(write_logs(draw_learners(skills, 300, 1)), NEEDS, rounds=12)
    rows = [fitted.skills[name] for name in NAMES]
    assert np.abs(np.array([row.guess for row in rows]) - skills.guess.mean(1)).mean() < 0.02
    assert np.abs(np.array([row.slip for row in rows]) - skills.slip.mean(1)).mean() < 0.02
    assert np.abs(logistic(np.array([row.learn for row in rows])) - logistic(skills.learn)).mean() < 0.03
    assert 0.5 < fitted.trait_on_prior < 1.1
    assert fitted.prior_without_needs < 0.5


def test_the_likelihood_goes_up():
    """Each round explains the answers better than the one before, but for what holds the numbers near the usual."""
    told = []
    logs = write_logs(draw_learners(draw_skills("heterogeneous", 100), 60, 1))
    fit_histories(logs, NEEDS, rounds=6, progress=lambda number, fit: told.append(fit))
    assert told == sorted(told)


def test_few_answers_leave_what_is_usual():
    """Two answers move no skill far, and a skill without answers stays away from the file."""
    fitted = fit_tracer(make_attempts("count+ add-"), {key("count"): (), key("add"): (key("count"),), key("draw"): ()})
    assert set(fitted.skills) == {key("count"), key("add")}
    assert all(abs(row.prior + 1) < 0.7 and abs(row.learn + 1.7) < 0.5 for row in fitted.skills.values())


def test_hints_and_uncounted_answers_teach_the_fit_nothing():
    """No counted answer, no numbers."""
    assert fit_tracer([], {}).skills == {}
