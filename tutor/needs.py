"""Who needs the teacher, and why: each sentence follows from the learner's answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor.events.records import Reason
from tutor.pacing.standing import Standing
from tutor.settings import TutorSettings


@dataclass(frozen=True, slots=True)
class Need:
    """One reason to go to a learner; the weightier ones come first."""

    reason: Reason
    weight: int


def find_needs(standing: Standing, skills: Sequence[str], settings: TutorSettings, now: datetime) -> list[Need]:
    """Return why a learner needs help now, the weightiest reason first."""
    found = [need for skill in skills if not standing.mastered(skill) for need in _of_skill(standing, skill, settings)]
    absent = _absent(standing, skills, settings, now)
    return sorted([*found, *absent], key=lambda need: -need.weight)


def _of_skill(standing: Standing, skill: str, settings: TutorSettings) -> list[Need]:
    tally = standing.tally(skill)
    needs = []
    if tally.wrong_in_a_row >= settings.stuck_after:
        values = {"skill": skill, "wrong": tally.wrong_in_a_row, "tries": tally.tries}
        needs.append(Need(Reason("need.stuck", values), 100 + tally.wrong_in_a_row))
    often = max(tally.misconceptions.values(), default=0)
    if often >= settings.repeats_before_help:
        mistake = max(tally.misconceptions, key=lambda name: tally.misconceptions[name])
        needs.append(Need(Reason("need.same_mistake", {"skill": skill, "times": often, "mistake": mistake.replace("_", " ")}), 60 + often))
    return needs


def _absent(standing: Standing, skills: Sequence[str], settings: TutorSettings, now: datetime) -> list[Need]:
    times = [at for skill in skills if (at := standing.tally(skill).last_at)]
    if not times:
        return []
    days = (now - max(times)).days
    return [Need(Reason("need.absent", {"days": days}), 20)] if days >= settings.absent_days else []
