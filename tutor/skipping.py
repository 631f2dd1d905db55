"""A question that may touch somebody can be left at any time, at no cost: the teacher hears of the wish to talk, and of nothing else."""

from __future__ import annotations

from typing import Any

from courses.languages import Lang
from tutor.errors import NotShown
from tutor.events.records import Purpose
from tutor.sentences import texts_in
from tutor.session import PracticeSession
from tutor.store import shown, talks


def skip_question(session: PracticeSession, learner: str, shown_id: str, lang: Lang, purpose: Purpose = "practice") -> dict[str, Any]:
    """Leave a question, forget what was typed, and tell the teacher; the same again changes nothing.

    Raises:
        NotShown: the learner has no such open question, or it is none that may be skipped.
    """
    with session.store.writing() as connection:
        seen = shown.find(connection, learner, shown_id)
        item = seen and session.curriculum.catalog.find_item(seen.item)
        if seen is None or not item or not item.skip or seen.outcome not in ("", "skipped"):
            raise NotShown(f"{learner} has no open exercise {shown_id} that may be skipped")
        if not seen.finished:
            shown.change(connection, shown_id, outcome="skipped", draft="")
            if purpose != "preview":
                talks.add(connection, seen, session.now())
        standing = session.standing(connection, learner)
        mastery = {"mastery": round(standing.mastery(seen.skill), 4), "mastered": standing.mastered(seen.skill)}
    said: dict[str, Any] = {"verdict": "skipped", "say_html": texts_in(lang)("exercise.skipped_help"), "solution_html": None, "parts": []}
    return said | {"finished": True, "why_next": None} | mastery
