"""The same blueprint and the same seed give the same exam; no exercise is asked twice in it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from courses.exams.blueprint import Blueprint, Row, WrittenQuestion, list_candidates
from courses.model import Course, Item


@dataclass(frozen=True, slots=True)
class ExamQuestion:
    """One question of a drawn exam: an exercise, whose numbers each learner's seed draws, or a written one."""

    number: int
    marks: float
    item: Item | None = None
    written: WrittenQuestion | None = None


def draw_exam(blueprint: Blueprint, course: Course, seed: int) -> tuple[ExamQuestion, ...]:
    """Return the questions of one exam, in the order of the blueprint.

    Skills of a row take turns, and an exercise of a unit test is taken only where nothing else is left: learners have seen it.

    Args:
        course: the blueprint's.
        seed: of this exam; each exam day has its own.

    Raises:
        ValueError: a row has fewer exercises than it draws; `rean courses check` tells such rows.
    """
    chance = random.Random(f"{blueprint.course} {seed}")  # noqa: S311
    units = {unit.id: unit for unit in course.units}
    seen = {question.item for unit in course.units for test in unit.assignments for question in test.questions}
    drawn: list[tuple[Item, float]] = []
    for row in blueprint.rows:
        taken = {item.id for item, _marks in drawn}
        candidates = [item for item in list_candidates(row, units[row.unit]) if item.id not in taken]
        drawn += [(item, row.marks) for item in _draw_row(row, candidates, seen, chance)]
    questions = [ExamQuestion(number, marks, item) for number, (item, marks) in enumerate(drawn, 1)]
    written = [ExamQuestion(number, one.marks, written=one) for number, one in enumerate(blueprint.written, len(drawn) + 1)]
    return (*questions, *written)


def _draw_row(row: Row, candidates: Sequence[Item], seen: set[str | None], chance: random.Random) -> list[Item]:
    if len(candidates) < row.count:
        raise ValueError(f"{row.unit}: {row.count} of {', '.join(row.skills)} at level {row.level}, and only {len(candidates)} are left")
    shuffled = sorted(chance.sample(list(candidates), len(candidates)), key=lambda item: item.id in seen)
    chosen: list[Item] = []
    asked: dict[str, int] = dict.fromkeys(row.skills, 0)
    while len(chosen) < row.count:
        item = min((one for one in shuffled if one not in chosen), key=lambda one: min(asked[skill] for skill in one.skills if skill in asked))
        chosen.append(item)
        for skill in item.skills:
            asked[skill] = asked.get(skill, 0) + 1
    return chosen
