"""The evidence of many answers at once: the very lines that are used online, row after row."""

from __future__ import annotations

from array import array
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from tutor.fitting.answers import Answers, Floats, Ints
from tutor.learner.evidence import NAMES, NO_ANSWERS, NO_ITEM, NO_SKILL, Row, after, look


def describe(answers: Answers, ease: Floats, usual_gap: float) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return each row's situation, and its numbers, shape (rows, len(NAMES))."""
    situations, numbers = array("b"), array("f")
    columns = (answers.item, answers.family, ease, answers.credit, answers.at)
    for first, end in answers.each_learner():
        _describe_learner(answers, [column[first:end].tolist() for column in columns], usual_gap, situations, numbers)
    return np.frombuffer(situations, np.int8), np.frombuffer(numbers, np.float32).reshape(len(answers), len(NAMES))


def _describe_learner(answers: Answers, columns: list[list[float]], usual_gap: float, situations: array[int], numbers: array[float]) -> None:
    learner: Row = NO_ANSWERS
    skills: defaultdict[int, Row] = defaultdict(lambda: NO_SKILL)
    items: defaultdict[float, Row] = defaultdict(lambda: NO_ITEM)
    family_skills = answers.family_skills
    for item, family, ease, credit, at in zip(*columns, strict=True):
        trained = family_skills[family]  # type: ignore[call-overload]
        rows, item_row = [skills[skill] for skill in trained], items[item]
        situation, x = look(learner, rows, item_row, ease, at, usual_gap)
        situations.append(situation)
        numbers.extend(x)
        learner, rows, items[item] = after(learner, rows, item_row, ease, credit, at)
        for skill, row in zip(trained, rows, strict=True):
            skills[skill] = row


def find_usual_gap(answers: Answers) -> float:
    """Return the middle of the seconds between two answers of a learner, 0 where no times are known."""
    known = (answers.at[1:] >= 0) & (answers.at[:-1] >= 0) & (np.diff(answers.learner) == 0)
    gaps: Ints | Floats = np.diff(answers.at)[known]
    return float(np.median(gaps[gaps >= 0])) if (gaps >= 0).any() else 0.0
