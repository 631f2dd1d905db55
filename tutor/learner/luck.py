"""How often an exercise is answered right without knowing, and wrong although known, before any answer to it was seen."""

from __future__ import annotations

import math

from tutor.events.records import Attempt, Task

_SLIP = {1: 0.06, 2: 0.10, 3: 0.16}
_GUESS = {1: 0.22, 2: 0.16, 3: 0.10}


def slip_of(task: Task) -> float:
    """Return the chance of a wrong answer although the skills are known; harder exercises have more steps to slip on."""
    return _SLIP[min(max(task.level, 1), 3)]


def guess_of(task: Task) -> float:
    """Return the chance of a right answer without knowing: one of the choices, or half a method that happens to fit."""
    if task.kind == "choice" and task.choices:
        return max(1 / task.choices, _GUESS[3])
    if task.kind == "ordering" and task.choices:
        return max(1 / math.factorial(task.choices), _GUESS[3])
    return _GUESS[min(max(task.level, 1), 3)]


def guess_with_hints(guess: float, slip: float, attempt: Attempt) -> float:
    """Return the chance of a right answer without knowing once hints were seen: it rises with their share, up to that of one who knows."""
    part = min(attempt.hints / attempt.hints_total, 1.0) if attempt.hints_total else 0.0
    return min(guess + (1 - guess) * part, 1 - slip)
