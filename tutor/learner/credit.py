"""What one answer is worth to every fitted model: said here, and nowhere else."""

from __future__ import annotations

from tutor.events.records import Attempt, Task


def credit_of(attempt: Attempt) -> float | None:
    """Return how much an answer shows, from 0 to 1, or None where it shows nothing.

    Only the first counted answer to an exercise shows anything: `ask_again` and unreadable answers cost nothing and say nothing, and a second try
    was helped by the first. The points of the answer (1 for right, the item's part for partly right) are multiplied by the share of the hints that
    were not needed, so a right answer after all hints shows as little as a wrong one. Models take a credit c as the mixture of a right answer with
    weight c and a wrong one with 1 - c.
    """
    if not attempt.counts:
        return None
    unneeded = 1 - min(attempt.hints / attempt.hints_total, 1.0) if attempt.hints_total > 0 else 1.0
    return min(max(attempt.credit * unneeded, 0.0), 1.0)


def skills_of(task: Task) -> tuple[str, ...]:
    """Return what an exercise trains; one that names no skill trains itself."""
    return task.skills or (task.item,)


def family_of(skills: tuple[str, ...]) -> str:
    """Return the name of all exercises that train exactly these skills together."""
    return "\x1f".join(sorted(skills))
