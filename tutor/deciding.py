"""What pacing decided is kept once, with its reason, at the answer that led to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from tutor.curriculum import course_of_skill
from tutor.events.records import Attempt, Reason
from tutor.pacing.decisions import Decision as Made
from tutor.pacing.decisions import see_numbers
from tutor.pacing.pacer import Next
from tutor.pacing.standing import Standing
from tutor.store import decisions
from tutor.store.decisions import Decision


def keep_left(connection: Connection, learner: str, standing: Standing, chosen: Next, now: datetime) -> None:
    """Keep the decisions to leave a skill that were made with a choice."""
    known = decisions.list_newest(connection, learner) if chosen.decisions[1:] else []
    for made in chosen.decisions[1:]:
        last = standing.tally(made.skill).last_at
        if not any(d.kind == made.kind and d.skill == made.skill and (last is None or d.at >= last) for d in known):
            decisions.add(connection, _as_kept(made, learner, now))


def keep_mastered(connection: Connection, attempt: Attempt, before: Standing, after: Standing, now: datetime) -> None:
    """Keep that an answer made a skill count as mastered, with what the pacing saw."""
    if attempt.purpose == "preview":
        return
    for skill in attempt.task.skills:
        if after.mastered(skill) and not before.mastered(skill):
            reason, course = Reason("progress.yours", {"skill": skill}), course_of_skill(skill)
            decisions.add(connection, Decision(attempt.learner, now, "mastered", course, skill, reason.to_plain(), see_numbers(after, skill)))


def _as_kept(made: Made, learner: str, now: datetime) -> Decision:
    return Decision(learner, now, made.kind, course_of_skill(made.skill), made.skill, made.reason.to_plain(), dict(made.numbers))
