"""What an observer of a world may learn from: 600 learners' answers, never the truth behind them."""

from __future__ import annotations

import numpy as np

from tutor.learner.histories import Histories
from tutor.learner.tracer_fit import fit_histories
from tutor.learner.tracer_parameters import TracerParameters
from tutor.simulate.classroom import Classroom
from tutor.simulate.outsiders import PlainBkt
from tutor.simulate.synthetic import ITEM_NAMES, NAMES, NEEDS
from tutor.simulate.worlds import ITEMS, SKILLS, Learners, logistic

LOG_LEARNERS, LOG_EXERCISES = 600, 10


def write_logs(learners: Learners) -> Histories:
    """Let everybody do ten exercises of every skill, skill by skill along the needs, and keep what was answered."""
    room = Classroom(learners)
    everybody = np.ones(learners.count, bool)
    right = np.zeros((learners.count, SKILLS, LOG_EXERCISES), bool)
    for skill in range(SKILLS):
        for number in range(LOG_EXERCISES):
            right[:, skill, number] = room.exercise(skill, everybody)
    item = learners.order[:, :, np.arange(LOG_EXERCISES) % ITEMS] + np.arange(SKILLS)[None, :, None] * ITEMS
    return Histories(NAMES, ITEM_NAMES, right, item, np.ones(right.shape, bool))


def fit_rean(logs: Histories) -> TracerParameters:
    """Fit the tracer."""
    return fit_histories(logs, NEEDS)


def fit_each_skill(logs: Histories) -> PlainBkt:
    """Fit the textbook's knowledge tracing, each skill for itself."""
    return _plain(fit_histories(_without_items(logs), {}, traits=False), NAMES)


def fit_all_alike(logs: Histories) -> PlainBkt:
    """Fit the textbook's knowledge tracing once for all skills."""
    shape = (-1, 1, LOG_EXERCISES)
    one = Histories(("all",), ("all",), logs.right.reshape(shape), np.zeros_like(logs.item).reshape(shape), logs.mask.reshape(shape))
    return _plain(fit_histories(one, {}, traits=False), ("all",) * SKILLS)


def _without_items(logs: Histories) -> Histories:
    return Histories(logs.skills, ("all",), logs.right, np.zeros_like(logs.item), logs.mask)


def _plain(parameters: TracerParameters, names: tuple[str, ...]) -> PlainBkt:
    rows = [parameters.skills[name] for name in names]
    prior, learn = (logistic(np.array([getattr(row, name) for row in rows])) for name in ("prior", "learn"))
    return PlainBkt(prior, learn, *(np.array([getattr(row, name) for row in rows]) for name in ("guess", "slip")))
