"""What a learner's past answers say about the next one: the same lines for one answer in class and for a million in a file.

Everything is made of residuals: an answer's credit minus what was expected of that very exercise. Solving what everybody solves says little.
A sum of residuals over the sum of their variances, with a little added below, is one Newton step towards the learner's (or the skill's) logit.

Each row is a list of JSON numbers and is replaced, never changed. No number in a row comes from the answer that it is used to predict.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

Row = Sequence[Any]

NAMES = (
    "ease of the exercise",
    "learner, all answers",
    "learner, last 20",
    "learner, last 5",
    "learner, last answer",
    "learner, how many answers",
    "skill, all answers",
    "skill, last 7",
    "skill, last 3",
    "skill, how many answers",
    "skill, right in a row",
    "skill, wrong in a row",
    "skill, last answer",
    "skill, answers since",
    "skill, never met",
    "skill, strength beside the learner's",
    "skill, weakest of several",
    "exercise, how many answers",
    "exercise, last answer",
    "exercise, last 3",
    "exercise, answers since",
    "exercise, once more at once",
    "exercise, all answers",
    "exercise, last answer and answers since",
    "exercise, right in a row",
    "exercise, wrong in a row",
    "time since the last answer",
    "time since the last answer is known",
    "learner, strength",
    "learner, right in a row",
    "time since the skill",
    "time since the exercise",
)
"""What each number of `look` tells, in its order."""

SITUATIONS = ("new skill", "new exercise", "exercise met before", "exercise once more at once")
"""Each has weights of its own: what speaks for a right answer differs between a first meeting and a repetition."""

NO_ANSWERS = (0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0, -1.0)
"""A learner: answers; three pairs of sums (residuals, variances), by 1, .95, .8; last residual; strength; right in a row; time."""

NO_SKILL = (0, 0, 0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0, 0.0, -1.0, 0.0)
"""A skill: answers; right, wrong in a row; three pairs of sums, by 1, .85, .6; last residual; learner's answers then; strength; time; credit."""

NO_ITEM = (0, 0.0, 0.0, 0.0, 0.0, 0.0, 0, 0, 0, -1.0)
"""An exercise: answers; last credit; two pairs of sums, by .6, by 1; right in a row; wrong in a row; answers of the learner then; time."""

_LEARNER_PRIOR, _SKILL_PRIOR, _SHORT_PRIOR, _FEW_PRIOR = 1.5, 1.5, 1.0, 0.5
_LONGEST_GAP = 4e7
"""Seconds, a little more than a year: a longer absence, or a clock that jumped, counts as this."""

_log1p = math.log1p
_exp = math.exp


def chance(logit: float) -> float:
    """Return the chance that belongs to a logit."""
    return 1 / (1 + _exp(-logit)) if logit > -700 else 0.0


def look(learner: Row, skills: Sequence[Row], item: Row, ease: float, at: float, usual_gap: float) -> tuple[int, list[float]]:
    """Return the situation and the numbers that speak for or against a right answer.

    Args:
        learner, skills, item: rows as of before the answer; one for each skill.
        ease: logit of a right answer by an average learner.
        at: seconds since 1970, or below 0 where the time is not known.
        usual_gap: seconds between two answers, taken where a time is missing or the clock went back; 0 where no times are known at all.
    """
    n, all_e, all_v, long_e, long_v, short_e, short_v, last, strength, row_right, then = learner
    tries, credit, few_e, few_v, item_e, item_v, item_right, item_wrong, item_n, item_then = item
    skill = _look_at_skill(skills[0], n, at) if len(skills) == 1 else _look_at_skills(skills, n, at)
    again = bool(tries) and item_n == n - 1
    since = _log1p(n - item_n) if tries else 0.0
    lean = credit - 0.5 if tries else 0.0
    gap = _gap(then, at, usual_gap) if n else 0.0
    situation = 3 if again else 2 if tries else 0 if skill[8] > 0.5 else 1
    return situation, [
        ease,
        all_e / (all_v + _LEARNER_PRIOR),
        long_e / (long_v + _LEARNER_PRIOR),
        short_e / (short_v + _SHORT_PRIOR),
        last,
        _log1p(n),
        *skill[:11],
        _log1p(tries),
        lean,
        few_e / (few_v + _FEW_PRIOR),
        since,
        1.0 if again else 0.0,
        item_e / (item_v + _FEW_PRIOR),
        since * lean,
        _log1p(item_right),
        _log1p(item_wrong),
        _log1p(gap) / 5,
        1.0 if gap else 0.0,
        strength,
        _log1p(row_right),
        skill[11],
        _log1p(_gap(item_then, at, 0.0)) / 10 if tries else 0.0,
    ]


def _look_at_skill(row: Row, n: int, at: float) -> list[float]:
    tries, right, wrong, all_e, all_v, long_e, long_v, short_e, short_v, last, then_n, strength, then, _credit = row
    long = long_e / (long_v + _SHORT_PRIOR)
    return [
        all_e / (all_v + _SKILL_PRIOR),
        long,
        short_e / (short_v + _FEW_PRIOR),
        _log1p(tries),
        _log1p(right),
        _log1p(wrong),
        last,
        _log1p(n - then_n) if tries else 0.0,
        0.0 if tries else 1.0,
        strength,
        long,
        _log1p(_gap(then, at, 0.0)) / 10 if tries else 0.0,
    ]


def _look_at_skills(rows: Sequence[Row], n: int, at: float) -> list[float]:
    """Return the mean over several skills, and the weakest of them."""
    looked = [_look_at_skill(row, n, at) for row in rows]
    mean = [sum(column) / len(looked) for column in zip(*looked, strict=True)]
    mean[10] = min([one[10] for one in looked])
    return mean


def _gap(then: float, at: float, unknown: float) -> float:
    """Return the seconds from then to now; what is unknown, or would be negative, is `unknown`."""
    gap = at - then
    if then < 0 or at < 0 or not gap >= 0:
        return unknown
    return min(gap, _LONGEST_GAP)


def after(learner: Row, skills: Sequence[Row], item: Row, ease: float, credit: float, at: float) -> tuple[Row, list[Row], Row]:
    """Return the rows as they are after one more answer; every skill of the exercise is moved."""
    n, all_e, all_v, long_e, long_v, short_e, short_v, _last, strength, row_right, then = learner
    p = chance(ease)
    e, v, right = credit - p, p * (1 - p), credit >= 0.5
    surprise = credit - chance(ease + strength + sum([row[11] for row in skills]) / len(skills))
    time = at if at >= 0 else then
    new_learner = [
        n + 1,
        all_e + e,
        all_v + v,
        0.95 * long_e + e,
        0.95 * long_v + v,
        0.8 * short_e + e,
        0.8 * short_v + v,
        e,
        strength + surprise * (0.04 + 0.25 / (1 + 0.15 * n)),
        row_right + 1 if right else 0,
        time,
    ]
    tries, _credit, few_e, few_v, item_e, item_v, item_right, item_wrong, _item_n, item_then = item
    new_item = [
        tries + 1,
        credit,
        0.6 * few_e + e,
        0.6 * few_v + v,
        item_e + e,
        item_v + v,
        item_right + 1 if right else 0,
        0 if right else item_wrong + 1,
        n,
        at if at >= 0 else item_then,
    ]
    return new_learner, [_skill_after(row, n, e, v, right, surprise, credit, at) for row in skills], new_item


def _skill_after(row: Row, n: int, e: float, v: float, right: bool, surprise: float, credit: float, at: float) -> Row:
    tries, in_row, wrong, all_e, all_v, long_e, long_v, short_e, short_v, _last, _then_n, strength, then, credits = row
    return [
        tries + 1,
        in_row + 1 if right else 0,
        0 if right else wrong + 1,
        all_e + e,
        all_v + v,
        0.85 * long_e + e,
        0.85 * long_v + v,
        0.6 * short_e + e,
        0.6 * short_v + v,
        e,
        n,
        strength + surprise * (0.1 + 0.6 / (1 + 0.3 * tries)),
        at if at >= 0 else then,
        credits + credit,
    ]
