"""A question that is never right or wrong comes once: when the learner has begun with its skill, or when nothing else is left."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from courses.model import Item
from tutor.curriculum import SkillNode
from tutor.events.records import Reason
from tutor.pacing.pacer import Next
from tutor.pacing.standing import Standing

_ANSWERS = 2
"""So many answers to a skill come before its first opinion, and between one opinion and the next."""


def find_opinion(nodes: Iterable[SkillNode], standing: Standing, met: Collection[str], *, over: bool) -> Next | None:
    """Return the opinion whose turn it is, or None.

    Args:
        nodes: the skills that are practised, in the order of teaching.
        met: ids of the items that the learner has answered or skipped.
        over: nothing else is left to practise.
    """
    for node in nodes:
        waiting: list[Item] = [item for item in node.opinions if item.id not in met]
        turn = _ANSWERS * (len(node.opinions) - len(waiting) + 1)
        if waiting and (over or standing.tally(node.id).tries >= turn):
            return Next(waiting[0], node.id, Reason("why.opinion", {"skill": node.id}))
    return None
