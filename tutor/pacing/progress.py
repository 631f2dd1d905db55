"""How far it is to a skill, in words: what went wrong lately, and how many right answers are missing."""

from __future__ import annotations

from dataclasses import replace

from tutor.curriculum import SkillNode
from tutor.events.records import Attempt, Reason
from tutor.learner.profile import learn_one
from tutor.pacing.standing import Standing

_MOST = 6


def find_progress(standing: Standing, node: SkillNode, like: Attempt | None) -> Reason:
    """Return one sentence for the learner: how many more right answers make the skill theirs, and what went wrong on its last day.

    Args:
        like: any of the learner's attempts; the answers that are imagined are copies of it. None: nothing was answered yet.
    """
    if standing.mastered(node.id):
        return Reason("progress.yours", {"skill": node.id})
    more = count_missing(standing, node, like) if like else None
    if more is None:
        return Reason("progress.a_while", {"skill": node.id})
    tally = standing.tally(node.id)
    wrong = tally.recent[-4:].count("-")
    if wrong >= 2 and tally.last_at is not None:
        return Reason("progress.missed", {"skill": node.id, "wrong": wrong, "weekday": tally.last_at.weekday(), "more": more})
    return Reason("progress.more_right", {"skill": node.id, "more": more})


def count_missing(standing: Standing, node: SkillNode, like: Attempt) -> int | None:
    """Return how many right answers in a row would make the skill mastered; None where it is more than six, or a teacher asks for it again."""
    if node.id in standing.said or node.id in standing.placed or not node.tasks:
        return None
    middle = sorted(node.tasks, key=lambda task: task.level)[len(node.tasks) // 2]
    right = replace(like, task=middle, verdict="right", try_number=1, hints=0, partial=0.0, at=standing.at or like.at)
    moment = standing
    for number in range(1, _MOST + 1):
        moment = replace(moment, profile=learn_one(moment.model, moment.profile, right))
        if moment.mastered(node.id):
            return number
    return None
