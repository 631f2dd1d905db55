"""Small tables of answers, built in sight."""

from __future__ import annotations

import functools

from tutor.fitting.answers import Answers, AnswersMaker
from tutor.fitting.simulated import InventedClass, simulate_answers


@functools.cache
def make_class(learners: int = 30, seed: int = 5) -> Answers:
    """Return some thousand answers of an invented class."""
    return simulate_answers(InventedClass(learners, skills=8, items_of_skill=4, answers_on_skill=8), seed)


def make_answers(*rows: tuple[str, str, tuple[str, ...], float]) -> Answers:
    """Return a table of learner, item, skills and credit, in order, a minute apart."""
    maker = AnswersMaker()
    for number, (learner, item, skills, credit) in enumerate(rows):
        maker.add(learner, item, skills, credit, number, 60.0 * number, 0)
    return maker.make()
