"""Who needs the teacher, and why: each sentence follows from the learner's answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor.events.records import Attempt, Reason
from tutor.pacing.standing import Standing
from tutor.settings import TutorSettings
from tutor.store.decisions import Decision

_NEARLY = 0.7
"""A skill that is known with this chance is on its way, however many tries it took."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of one learner when it is asked whether they need help."""

    standing: Standing
    latest: Sequence[Attempt]
    """The newest answers that count, the newest first."""
    left: Sequence[Decision]
    """Decisions to leave a skill, the newest first."""


@dataclass(frozen=True, slots=True)
class Need:
    """One reason to go to a learner; the weightier ones come first."""

    reason: Reason
    weight: int
    skill: str = ""


def find_needs(situation: Situation, skills: Sequence[str], settings: TutorSettings, now: datetime) -> list[Need]:
    """Return why a learner needs help now, the weightiest reason first; at most one for each skill."""
    standing = situation.standing
    of_skills = [need for skill in skills if not standing.mastered(skill) and (need := _of_skill(situation, skill, settings))]
    found = [*of_skills, *_absent(standing, skills, settings, now), *_too_easy(situation.latest, settings)]
    return sorted(found, key=lambda need: -need.weight)


def find_left(situation: Situation) -> dict[str, Decision]:
    """Return the skills that wait for the teacher: left, and since then neither answered right nor spoken of by a teacher."""
    waiting: dict[str, Decision] = {}
    for decision in situation.left:
        tally = situation.standing.tally(decision.skill)
        went_on = tally.last_at is not None and tally.last_at > decision.at and tally.right_in_a_row > 0
        if decision.skill and not went_on and decision.skill not in situation.standing.said and not situation.standing.mastered(decision.skill):
            waiting.setdefault(decision.skill, decision)
    return waiting


def _of_skill(situation: Situation, skill: str, settings: TutorSettings) -> Need | None:
    """Return the weightiest need about one skill."""
    tally, needs = situation.standing.tally(skill), []
    values = {"skill": skill, "wrong": tally.wrong_in_a_row, "tries": tally.tries, "right": tally.right}
    if skill in find_left(situation):
        needs.append(Need(Reason("need.left", values), 150, skill))
    if tally.wrong_in_a_row >= settings.stuck_after:
        needs.append(Need(Reason("need.stuck", values), 100 + tally.wrong_in_a_row, skill))
    if tally.tries >= settings.wheel_after and situation.standing.mastery(skill) < _NEARLY:
        needs.append(Need(Reason("need.wheel", values), 80, skill))
    often = max(tally.misconceptions.values(), default=0)
    if often >= settings.repeats_before_help:
        mistake = max(tally.misconceptions, key=lambda name: tally.misconceptions[name])
        needs.append(Need(Reason("need.same_mistake", {"skill": skill, "times": often, "mistake": mistake.replace("_", " ")}), 60 + often, skill))
    return max(needs, key=lambda need: need.weight, default=None)


def _absent(standing: Standing, skills: Sequence[str], settings: TutorSettings, now: datetime) -> list[Need]:
    times = [at for skill in skills if (at := standing.tally(skill).last_at)]
    if not times:
        return []
    days = (now - max(times)).days
    return [Need(Reason("need.absent", {"days": days}), 20)] if days >= settings.absent_days else []


def _too_easy(latest: Sequence[Attempt], settings: TutorSettings) -> list[Need]:
    """A long row of right answers without a hint wastes the learner's time: a placement may skip ahead."""
    newest = latest[: settings.easy_after]
    if len(newest) < settings.easy_after or not all(a.right and not a.hints for a in newest):
        return []
    return [Need(Reason("need.too_easy", {"right": len(newest)}), 40)]
