"""The evidence of many answers at once: the very lines that are used online, row after row."""

from __future__ import annotations

import multiprocessing
import os
from array import array
from collections import defaultdict
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.fitting.answers import Answers, Floats, Ints
from tutor.learner.evidence import NAMES, NO_ANSWERS, NO_ITEM, NO_SKILL, Row, after, look
from tutor.workers import end_with_parent

_BINS_OF_ONE, _BINS = 1000, 20_000
_WORTH_A_PROCESS, _MOST_PROCESSES = 100_000, 8


def describe(answers: Answers, ease: Floats, usual_gap: float) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return each row's situation, and its numbers, shape (rows, len(NAMES)). Many rows are shared between the processors."""
    shares = min(os.cpu_count() or 1, _MOST_PROCESSES, len(answers) // _WORTH_A_PROCESS + 1)
    cuts = np.searchsorted(answers.starts, np.linspace(0, len(answers), shares + 1)).tolist()
    tasks = [(answers, ease, usual_gap, first, end) for first, end in zip(cuts, cuts[1:], strict=False)]
    found = [_describe_some(*tasks[0])] if shares == 1 else _share_out(tasks)
    situations = np.concatenate([np.frombuffer(one, np.int8) for one, _numbers in found])
    return situations, np.concatenate([np.frombuffer(numbers, np.float32) for _one, numbers in found]).reshape(len(answers), len(NAMES))


def _describe_some(answers: Answers, ease: Floats, usual_gap: float, first_learner: int, last_learner: int) -> tuple[bytes, bytes]:
    """Return the bytes of both columns for some of the learners."""
    situations, numbers = array("b"), array("f")
    columns = (answers.item, answers.family, ease, answers.credit, answers.at)
    for first, end in islice(answers.each_learner(), first_learner, last_learner):
        _describe_learner(answers, [column[first:end].tolist() for column in columns], usual_gap, situations, numbers)
    return situations.tobytes(), numbers.tobytes()


def _share_out(tasks: list[tuple[Any, ...]]) -> list[tuple[bytes, bytes]]:
    """Return what processes of one task each found; they are copies of this one, so nothing has to be sent to them."""
    context = multiprocessing.get_context("fork")
    pipes = [context.Pipe(duplex=False) for _ in tasks]
    processes = [context.Process(target=_send, args=(to, os.getpid(), task)) for (_from, to), task in zip(pipes, tasks, strict=True)]
    for process, (_from, to) in zip(processes, pipes, strict=True):
        process.start()
        to.close()
    try:
        return [(ours.recv_bytes(), ours.recv_bytes()) for ours, _to in pipes]
    finally:
        for process in processes:
            process.join()


def _send(to: Connection, parent: int, task: tuple[Any, ...]) -> None:
    end_with_parent(parent)
    for column in _describe_some(*task):
        to.send_bytes(column)


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


def count_gaps(answers: Answers) -> Ints:
    """Return how many gaps between two answers of a learner fall into each bin, a thousandth of a logarithm wide."""
    known = (answers.at[1:] >= 0) & (answers.at[:-1] >= 0) & (np.diff(answers.learner) == 0)
    gaps = np.diff(answers.at)[known]
    place = np.minimum(np.log1p(gaps[gaps >= 0]) * _BINS_OF_ONE, _BINS - 1).astype(np.int64)
    return np.bincount(place, minlength=_BINS)


def find_usual_gap(counts: Ints) -> float:
    """Return the middle of the gaps in seconds, 0 where none is known."""
    if not counts.sum():
        return 0.0
    place = int(np.searchsorted(np.cumsum(counts), counts.sum() / 2))
    return float(np.expm1((place + 0.5) / _BINS_OF_ONE))
