"""What a learner may know of the model: for each skill a picture and one sentence, never a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

from tutor.curriculum import Curriculum, SkillNode
from tutor.days import Calendar
from tutor.events.records import Attempt, Reason, Task
from tutor.pacing.progress import count_missing
from tutor.pacing.standing import Standing

State = Literal["mastered", "due", "nearly", "learning", "next", "ready", "later", "teacher"]
"""Known · known, due for review · a few right answers from known · begun · the next one · may be begun · needs another first · with the teacher."""

_MOST_MORE = 3
"""A promise of more right answers than these would not encourage."""


@dataclass(frozen=True, slots=True)
class Step:
    """One skill on a learner's map."""

    skill: str
    state: State
    why: Reason
    more: int | None = None
    """Right answers in a row that would bring mastery, where they are few."""


@dataclass(frozen=True, slots=True)
class MapFacts:
    """What is known of a learner when a map is drawn."""

    standing: Standing
    due: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    placed: frozenset[str] = frozenset()
    """Known from the placement, without an exercise since."""
    following: str = ""
    """The skill that the next exercise would train."""


def see_steps(skills: Sequence[str], facts: MapFacts, curriculum: Curriculum, calendar: Calendar, now: datetime) -> list[Step]:
    """Return one step for each skill, in the order of teaching."""
    return [_see_step(skill, facts, curriculum, calendar, now) for skill in skills]


def _see_step(skill: str, facts: MapFacts, curriculum: Curriculum, calendar: Calendar, now: datetime) -> Step:
    standing = facts.standing
    if standing.mastered(skill):
        return _see_known(skill, facts)
    if standing.said.get(skill) is False:
        return Step(skill, "teacher", Reason("map.asked", {}))
    if skill in facts.left:
        return Step(skill, "teacher", Reason("map.left", {}))
    if standing.tally(skill).tries:
        return _see_begun(curriculum.skills[skill], standing, calendar, now)
    needed = next((need for need in curriculum.skills[skill].needs if need in curriculum.skills and not standing.mastered(need)), None)
    if skill == facts.following:
        return Step(skill, "next", Reason("map.next", {}))
    return Step(skill, "later", Reason("map.later", {"other": needed})) if needed else Step(skill, "ready", Reason("map.ready", {}))


def _see_known(skill: str, facts: MapFacts) -> Step:
    tally = facts.standing.tally(skill)
    if skill in facts.standing.said:
        return Step(skill, "mastered", Reason("map.said", {}))
    if skill in facts.due:
        return Step(skill, "due", Reason("map.due", {}))
    if skill in facts.placed or not tally.tries:
        return Step(skill, "mastered", Reason("map.placed", {}))
    return Step(skill, "mastered", Reason("map.mastered", {"right": tally.right, "tries": tally.tries}))


def _see_begun(node: SkillNode, standing: Standing, calendar: Calendar, now: datetime) -> Step:
    skill, tally, more = node.id, standing.tally(node.id), count_more(standing, node)
    values: dict[str, Any] = {"wrong": tally.wrong_in_a_row, "right": tally.right, "tries": tally.tries, "more": more or 0}
    values["day"] = f"day.{name_day(calendar.day_of(tally.last_at), calendar.day_of(now))}" if tally.last_at else ""
    missed = "" if not tally.wrong_in_a_row else "_missed_once" if tally.wrong_in_a_row == 1 else "_missed"
    if more:
        return Step(skill, "nearly", Reason(f"map.nearly{missed}", values), more)
    return Step(skill, "learning", Reason(f"map.learning{missed}", values))


def count_more(standing: Standing, node: SkillNode) -> int | None:
    """Return how many right answers in a row would bring mastery, or None where they are more than a few."""
    at = standing.at or standing.tally(node.id).last_at
    blank = Attempt("", "", at or datetime.now(UTC), "", Task("", (node.id,), 2, "number"), "practice", "", "", "right", 1, 0, 0, "km")
    more = count_missing(standing, node, blank)
    return more if more is not None and more <= _MOST_MORE else None


def name_day(day: date, today: date) -> str:
    """Return what a person calls a day: `today`, `yesterday`, a weekday's number, or `earlier`."""
    back = (today - day).days
    return "today" if back <= 0 else "yesterday" if back == 1 else str(day.weekday()) if back < 7 else "earlier"


def count_states(steps: Sequence[Step]) -> Mapping[State, int]:
    """Return how many steps are in each state."""
    return {state: sum(step.state == state for step in steps) for state in sorted({step.state for step in steps})}
