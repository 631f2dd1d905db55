"""Who needs the teacher, and why: each sentence follows from the learner's answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor.events.records import Attempt, Reason
from tutor.pacing.standing import Standing
from tutor.settings import TutorSettings
from tutor.store.decisions import Decision
from tutor.store.talks import Talk

_NEARLY = 0.7
"""A skill that is known with this chance is on its way, however many tries it took."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of one learner when it is asked whether they need help."""

    standing: Standing
    latest: Sequence[Attempt]
    """The newest answers that count, the newest first."""
    left: Sequence[Decision]
    """Decisions to leave a skill to the teacher, the newest first."""
    talks: Sequence[Talk] = ()
    """Wishes to talk that nobody has met yet, the newest first."""


@dataclass(frozen=True, slots=True)
class Need:
    """One reason to go to a learner; the weightier ones come first."""

    reason: Reason
    weight: int
    skill: str = ""


def find_needs(situation: Situation, skills: Sequence[str], settings: TutorSettings, now: datetime) -> list[Need]:
    """Return why a learner needs help now, the weightiest reason first; at most one for each skill."""
    standing = situation.standing
    left = find_left(situation)
    tried = [skill for skill in skills if standing.tally(skill).tries and not standing.mastered(skill)]
    of_skills = [need for skill in tried if (need := _of_skill(standing, skill, skill in left, settings))]
    found = [*_wishes(situation.talks), *of_skills, *_absent(standing, skills, settings, now), *_too_easy(situation.latest, settings)]
    return sorted(found, key=lambda need: -need.weight)


def find_left(situation: Situation) -> set[str]:
    """Return the skills that wait for the teacher: left by the rule, or called for with neither a right answer nor a teacher's word since."""
    standing = situation.standing
    called = {decision.skill for decision in situation.left if decision.skill and not _went_on(standing, decision)}
    by_rule = {skill for skill in standing.profile.tallies if standing.status(skill) == "left"}
    return {skill for skill in called | by_rule if skill not in standing.said and not standing.mastered(skill)}


def _went_on(standing: Standing, decision: Decision) -> bool:
    tally = standing.tally(decision.skill)
    return tally.last_at is not None and tally.last_at > decision.at and tally.right_in_a_row > 0


def _of_skill(standing: Standing, skill: str, left: bool, settings: TutorSettings) -> Need | None:
    """Return the weightiest need about one skill."""
    tally, needs = standing.tally(skill), []
    values = {"skill": skill, "wrong": tally.wrong_in_a_row, "tries": tally.tries, "right": tally.right}
    if left:
        needs.append(Need(Reason("need.left", values), 150, skill))
    if tally.wrong_in_a_row >= settings.stuck_after:
        needs.append(Need(Reason("need.stuck", values), 100 + tally.wrong_in_a_row, skill))
    if tally.tries >= settings.wheel_after and standing.mastery(skill) < _NEARLY:
        needs.append(Need(Reason("need.wheel", values), 80, skill))
    often = max(tally.misconceptions.values(), default=0)
    if often >= settings.repeats_before_help:
        mistake = max(tally.misconceptions, key=lambda name: tally.misconceptions[name])
        needs.append(Need(Reason("need.same_mistake", {"skill": skill, "times": often, "mistake": mistake.replace("_", " ")}), 60 + often, skill))
    return max(needs, key=lambda need: need.weight, default=None)


def _wishes(talks: Sequence[Talk]) -> list[Need]:
    """Return one need for all wishes to talk, the weightiest of all: somebody asked for it."""
    return [Need(Reason("need.talk", {"skill": talks[0].skill}), 300)] if talks else []


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
