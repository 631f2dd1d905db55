"""A small course of skills without files: each with a few exercises, and a learner whose answers are written as + and -."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from courses.catalog import Catalog
from courses.languages import Words
from courses.model import AnswerSpec, Course, Item, Skill, Unit
from tutor.curriculum import Curriculum
from tutor.events.records import Attempt, Task
from tutor.learner.profile import recompute
from tutor.learner.tracer import Tracer
from tutor.pacing.settling import SettlingRule
from tutor.pacing.standing import Standing

START = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
CHAIN: Mapping[str, tuple[str, ...]] = {"count": (), "add": ("count",), "multiply": ("add",), "draw": ()}


def key(skill: str) -> str:
    """Return the name of a skill in the house."""
    return f"c/u#{skill}"


def make_curriculum(needs: Mapping[str, tuple[str, ...]] = CHAIN, levels: Sequence[int] = (1, 1, 2, 2, 3)) -> Curriculum:
    """Return a course of one unit; each skill has an exercise of each of these levels."""
    say = Words("ពាក្យ", "word")
    skills = {name: Skill(name, say, found) for name, found in needs.items()}
    items = {
        f"c/u/{name}-{number}": Item(f"c/u/{name}-{number}", (name,), level, "", {}, say, AnswerSpec("number", {}))
        for name in needs
        for number, level in enumerate(levels)
    }
    return Curriculum(Catalog({"c": Course("c", say, say, "", (Unit("c/u", say, skills, (), items),))}, Path("/nowhere")))


def make_tracer(needs: Mapping[str, tuple[str, ...]] = CHAIN) -> Tracer:
    """Return the tracer that a new house has."""
    return Tracer.over({key(name): tuple(map(key, found)) for name, found in needs.items()})


def make_attempts(answers: str, at: datetime = START) -> list[Attempt]:
    """Return answers from words such as `count+++ add-+`: a skill, then what was answered, a minute each."""
    found = []
    for word in answers.split():
        skill = word.rstrip("+-")
        for mark in word[len(skill) :]:
            number = len(found)
            task = Task(f"c/u/{skill}-{number % 5}", (key(skill),), 2, "number")
            verdict = "right" if mark == "+" else "wrong"
            attempt = Attempt(str(number), "101", at + timedelta(minutes=number), "", task, "practice", "", "", verdict, 1, 0, 0, "km", id=number + 1)
            found.append(attempt)
    return found


def make_standing(
    answers: str = "", said: Mapping[str, bool] | None = None, rule: SettlingRule | None = None, at: datetime | None = None
) -> Standing:
    """Return where the learner stands after these answers."""
    tracer = make_tracer()
    words = {key(skill): word for skill, word in (said or {}).items()}
    return Standing(tracer, recompute(tracer, make_attempts(answers)), words, rule or SettlingRule(), at)
