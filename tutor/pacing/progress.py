"""How far it is to a skill: how many right answers are missing."""

from __future__ import annotations

from dataclasses import replace

from tutor.curriculum import SkillNode
from tutor.events.records import Attempt
from tutor.learner.profile import learn_one
from tutor.pacing.standing import Standing

_MOST = 6


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
