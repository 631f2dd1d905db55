"""What the report shows the teacher and the programme: do the chances fit what happened, and do learners get on? No names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np

from grading.records.roster import read_roster
from tutor.fitting.answers import Answers, Floats, Mask
from tutor.fitting.metrics import find_ece

LEAST_LEARNERS = 5
"""A smaller group could be told apart into people."""
_LEAST_ANSWERS = 30
_BINS = 10
TRIES = 12
WIDTH, HEIGHT = 300, 220
"""A drawing's size, in its own units."""
ALL_COURSES = ""
Who = Literal["everybody", "women", "men"]


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a curve, in the drawing's units, with what it rests on."""

    x: float
    y: float
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """One part of the report: all learners of a course, or one sex of them."""

    who: Who
    learners: int
    answers: int
    calibration: Sequence[Point] = ()
    learning: Sequence[Point] = ()
    ece: float = 0.0
    right: float = 0.0
    shown: bool = True
    """Whether more than its size is told."""


def list_courses(answers: Answers) -> dict[str, Mask]:
    """Return the rows of each course, all of them first; the course is what stands before the first `/` of the item, where there is one.

    All of them together leave out what is in no course that is large enough, where it is too small even together: it would be all without the others.
    """
    of_item: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(answers.items):
        if "/" in item:
            of_item[item.partition("/")[0]].append(number)
    courses = {course: np.isin(answers.item, numbers) for course, numbers in sorted(of_item.items())}
    return {ALL_COURSES: leave_small(answers, courses, lambda rows: is_large(answers, rows))} | courses


def leave_small(answers: Answers, courses: dict[str, Mask], large: Callable[[Mask], bool]) -> Mask:
    """Return all rows, without those of courses that are not shown where these together may not be shown either."""
    rest = np.ones(len(answers), dtype=bool)
    for rows in courses.values():
        if large(rows):
            rest &= ~rows
    return np.ones(len(answers), dtype=bool) if large(rest) else ~rest


def keep_apart(answers: Answers, courses: dict[str, Mask], sexes: dict[str, str]) -> Mask:
    """Return the rows in which women and men may be told apart: those of courses in which both are shown, with the others where these are enough."""
    each = {title: rows for title, rows in courses.items() if title != ALL_COURSES}
    return leave_small(answers, each, lambda rows: are_large(answers, rows, sexes))


def read_sexes(roster: Path | None) -> dict[str, str]:
    """Return the sex of each learner by number, empty where there is no roster."""
    if roster is None:
        return {}
    return {number: person.sex for number, person in read_roster(roster).people.items()}


def list_groups(answers: Answers, chances: Floats, rows: Mask, sexes: dict[str, str], apart: Mask) -> list[Group]:
    """Return all learners, women, and men; only all of them where nobody's sex is known.

    Where one sex has too few, neither is shown: what is left of all without the one would be the other.

    Args:
        apart: the rows in which women and men may be told apart.
    """
    both = are_large(answers, rows & apart, sexes)
    everybody = describe_group("everybody", answers, chances, rows, is_large(answers, rows))
    parts = split_sexes(answers, rows & apart, sexes) if sexes else {}
    return [everybody, *(describe_group(who, answers, chances, part, both) for who, part in parts.items() if who)]


def split_sexes(answers: Answers, rows: Mask, sexes: dict[str, str]) -> dict[Who | Literal[""], Mask]:
    """Return the rows of women, of men, and without a name those of whom it is not known."""
    of_row = np.array([sexes.get(name, "") for name in answers.learners], str)[answers.learner]
    women, men = rows & (of_row == "f"), rows & (of_row == "m")
    return {"women": women, "men": men, "": rows & ~women & ~men}


def are_large(answers: Answers, rows: Mask, sexes: dict[str, str]) -> bool:
    """Tell whether nobody can be recognised among women, men, or those whose sex is not known."""
    return all(is_large(answers, part) for who, part in split_sexes(answers, rows, sexes).items() if who or part.any())


def is_large(answers: Answers, rows: Mask) -> bool:
    """Tell whether nobody can be recognised in a group."""
    return len(np.unique(answers.learner[rows])) >= LEAST_LEARNERS and int(rows.sum()) >= _LEAST_ANSWERS


def describe_group(who: Who, answers: Answers, chances: Floats, rows: Mask, shown: bool) -> Group:
    """Return the curves of some rows, or their number alone."""
    group = Group(who, len(np.unique(answers.learner[rows])), int(rows.sum()), shown=shown)
    if not shown:
        return group
    credit, said = answers.credit[rows], chances[rows]
    calibration, learning = draw_calibration(credit, said), draw_learning(credit, count_tries(answers)[rows])
    return replace(group, calibration=calibration, learning=learning, ece=find_ece(credit, said), right=float(credit.mean()))


def draw_calibration(credit: Floats, said: Floats) -> list[Point]:
    """Return for each tenth of the chances what was said and how often it came true."""
    place = np.minimum((said * _BINS).astype(int), _BINS - 1)
    count = np.bincount(place, minlength=_BINS)
    total, right = np.bincount(place, said, _BINS), np.bincount(place, credit, _BINS)
    return [Point(WIDTH * total[k] / count[k], HEIGHT * (1 - right[k] / count[k]), int(count[k])) for k in range(_BINS) if count[k] >= LEAST_LEARNERS]


def draw_learning(credit: Floats, tries: Floats) -> list[Point]:
    """Return the share of right answers at the first, second, third exercise on a skill and so on."""
    count, right = np.bincount(tries, minlength=TRIES)[:TRIES], np.bincount(tries, credit, minlength=TRIES)[:TRIES]
    places = [k for k in range(TRIES) if count[k] >= LEAST_LEARNERS]
    return [Point(WIDTH * k / (TRIES - 1), HEIGHT * (1 - right[k] / count[k]), int(count[k])) for k in places]


def count_tries(answers: Answers) -> Floats:
    """Return for each row how often the learner had practised the same skills before."""
    group = answers.learner * len(answers.family_skills) + answers.family
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    before = np.arange(len(order)) - np.repeat(starts, np.diff(np.append(starts, len(order))))
    found = np.empty(len(order), np.int64)
    found[order] = before
    return found
