"""Every skill can be reached, is taught, and has enough to practise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from courses.checks.files import head_of
from courses.checks.rule import Finding
from courses.checks.rules import RULES
from courses.checks.subject import Subject
from courses.model import Item
from courses.needs import full_needs

FEWEST = 3
"""Items of a skill for practice: two tries in a row with other numbers are no proof of a skill, and a third way of asking is."""
LEVELS = (1, 2)
"""Levels of which a skill has at least one item each: a first step for who is stuck, and the usual one."""


def check_skills(subject: Subject) -> Iterator[Finding]:
    """Yield skills that cannot be learned here, or hardly."""
    taught = {skill for lesson in subject.unit.lessons for skill in lesson.skills}
    for skill in subject.unit.skills:
        items = [item for item in subject.unit.items.values() if skill in item.skills and item.scored]
        if not items:
            yield _at("untrained_skill", skill, subject, f"no item trains the skill {skill}")
        if skill not in taught:
            yield _at("unreachable_skill", skill, subject, f"no lesson teaches the skill {skill}")
        if blocked := _untrained_need(f"{subject.unit.id}/{skill}", subject):
            yield _at("unreachable_skill", skill, subject, f"the skill {skill} lies behind {blocked}, which no item trains")
        if items and (text := _too_few([item for item in items if item.scored and not item.figure])):
            yield _at("few_items", skill, subject, f"the skill {skill} has {text}")


def _at(rule: str, skill: str, subject: Subject, message: str) -> Finding:
    file = head_of(subject.unit)
    return RULES[rule].at(file, subject.files.line(file, f"skills.{skill}"), message)


def _too_few(items: list[Item]) -> str:
    counted = Counter(item.level for item in items)
    missing = [f"none of level {level}" for level in LEVELS if not counted[level]]
    few = [f"{len(items)} item{'s' * (len(items) != 1)} for practice, fewer than {FEWEST}"] if len(items) < FEWEST else []
    return ", ".join([*few, *missing])


def _untrained_need(start: str, subject: Subject) -> str | None:
    """Return the first skill on the way down that no item trains."""
    seen, ahead = {start}, [start]
    while ahead:
        unit_id, skill = ahead.pop().rsplit("/", 1)
        unit = next((u for u in subject.catalog.units if u.id == unit_id), None)
        if unit is None or skill not in unit.skills:
            continue
        if f"{unit_id}/{skill}" != start and not any(skill in item.skills and item.scored for item in unit.items.values()):
            return skill if unit is subject.unit else f"{unit_id}/{skill}"
        needs = full_needs(unit, skill)
        ahead += [need for need in needs if need not in seen]
        seen.update(needs)
    return None
