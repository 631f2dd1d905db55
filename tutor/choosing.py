"""What comes next in a practice: an opinion whose turn it is, or else what the pacing chooses; what was skipped does not come again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from tutor.curriculum import Curriculum
from tutor.pacing.opinions import find_opinion
from tutor.pacing.pacer import Next, Pacer
from tutor.pacing.standing import Standing
from tutor.store import shown


def choose_next(connection: Connection, pacer: Pacer, learner: str, skills: Sequence[str], standing: Standing) -> Next | None:
    """Return what comes next among these skills; None when everything is mastered or left, and every opinion was asked for."""
    nodes = [pacer.curriculum.skills[skill] for skill in skills]
    ends = shown.list_outcomes(connection, learner, special) if (special := list_special(pacer.curriculum, skills)) else []
    skipped = {item for item, outcome in ends if outcome == "skipped"}
    chosen = pacer.choose(skills, standing, shown.list_recent_items(connection, learner), skipped)
    return find_opinion(nodes, standing, {item for item, _ in ends}, over=chosen is None) or chosen


def list_special(curriculum: Curriculum, skills: Sequence[str]) -> list[str]:
    """Return the ids of the items of these skills that are opinions or may be skipped: how they ended decides whether they come again."""
    nodes = [curriculum.skills[skill] for skill in skills]
    return [item.id for node in nodes for item in (*node.items, *node.opinions) if item.skip or not item.scored]


def list_skipped(connection: Connection, curriculum: Curriculum, learner: str, skills: Sequence[str]) -> set[str]:
    """Return the ids of the items of these skills that the learner skipped."""
    special = list_special(curriculum, skills)
    return {item for item, outcome in shown.list_outcomes(connection, learner, special) if outcome == "skipped"} if special else set()
