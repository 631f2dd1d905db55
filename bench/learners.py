"""Thousands of simulated learners over a whole course: the session's own code, the store's own schema, only the disk is left out."""

from __future__ import annotations

import itertools
import multiprocessing
import random
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.keys import find_wrong
from courses.answers import as_sent, key_as_typed
from courses.catalog import load_catalog
from courses.commands import CONTENT
from courses.model import Course
from tutor.course_practice import CoursePractice
from tutor.curriculum import Curriculum
from tutor.session import PracticeSession, Typed
from tutor.settings import TutorSettings
from tutor.store import shown
from tutor.store.database import open_store
from tutor.web.house import make_session

IN_MEMORY = "sqlite://"
_DAY_MINUTES = 40
_MOST_EXERCISES = 2_000
_GUESS, _SLIP = 0.2, 0.08
Say = Callable[[str], None]


@dataclass
class Truth:
    """What a simulated learner really knows, in the manner of the world `heterogeneous`: faster and slower ones, harder and easier skills."""

    known: set[str]
    speed: float
    chance: random.Random

    @classmethod
    def draw(cls, curriculum: Curriculum, seed: int) -> Truth:
        """Draw a learner; what needs an unknown skill is seldom known."""
        chance = random.Random(seed)  # noqa: S311
        trait, known = chance.gauss(0, 1), set[str]()
        for node in curriculum.skills.values():
            part = 1.0 if known.issuperset(node.needs) else 0.25
            if chance.random() < part * _logistic(-0.6 + 0.9 * trait + chance.gauss(0, 0.5)):
                known.add(node.id)
        return cls(known, trait, chance)

    def answers_right(self, skills: tuple[str, ...]) -> bool:
        """Tell whether an exercise that needs these skills is answered right."""
        return self.chance.random() < (1 - _SLIP if self.known.issuperset(skills) else _GUESS)

    def practise(self, curriculum: Curriculum, skills: tuple[str, ...]) -> None:
        """Learn from one exercise, slower while something that is needed is unknown."""
        for skill in skills:
            slower = 1.0 if self.known.issuperset(curriculum.skill(skill).needs) else 0.4
            if skill not in self.known and self.chance.random() < slower * _logistic(-1.6 + 0.5 * self.speed + self.chance.gauss(0, 0.4)):
                self.known.add(skill)


@dataclass
class Clock:
    """A clock that goes on as learners work, and stands at the next morning when the day's minutes are over."""

    time: datetime = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
    worked: float = 0.0

    def __call__(self) -> datetime:
        """Return the time."""
        return self.time

    def work(self, seconds: float) -> None:
        """Go on by so many seconds of work."""
        self.time, self.worked = self.time + timedelta(seconds=seconds), self.worked + seconds
        if self.worked > 60 * _DAY_MINUTES:
            self.time, self.worked = self.time.replace(hour=8, minute=0) + timedelta(days=1), 0.0


@dataclass
class Figures:
    """What came of some learners."""

    learners: int = 0
    exercises: int = 0
    answers: int = 0
    skills: int = 0
    called_mastered: int = 0
    truly_known: int = 0
    wrongly_called: int = 0
    finished: int = 0
    cpu_seconds: float = 0.0
    memory_mib: float = 0.0
    seconds: float = field(default=0.0)

    def add(self, other: Figures) -> None:
        """Count another process's learners in."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def as_json(self) -> dict[str, Any]:
        """Return the figures."""
        skills, answers = max(self.skills, 1), max(self.answers, 1)
        cost = {"cpu_ms_per_answer": round(1000 * self.cpu_seconds / answers, 2), "memory_mib": round(self.memory_mib)}
        pace = {"exercises_per_skill": round(self.exercises / skills, 2), "finished": round(self.finished / max(self.learners, 1), 3)}
        shares = {"called_mastered": self.called_mastered, "truly_known": self.truly_known, "wrongly_called": self.wrongly_called}
        return {
            "learners": self.learners,
            "answers": self.answers,
            "answers_per_second": round(self.answers / max(self.seconds, 1e-9), 1),
            **cost,
            **pace,
            **{name: round(count / skills, 3) for name, count in shares.items()},
        }


class Classroom:
    """One process's learners, one after the other, in one store."""

    def __init__(self, course_id: str) -> None:
        self.clock, seeds = Clock(), itertools.count(1)
        session = make_session(load_catalog(CONTENT), open_store(IN_MEMORY), TutorSettings())
        self.session: PracticeSession = replace(session, now=self.clock, draw_seed=lambda: next(seeds))
        self.course: Course = self.session.curriculum.catalog.course(course_id)
        self.practice = CoursePractice(self.session)

    def teach(self, number: int) -> Figures:
        """Lead one learner through the course, and look at what came of it."""
        learner, truth = f"L{number}", Truth.draw(self.session.curriculum, number)
        self.clock.time, self.clock.worked = Clock.time, 0.0
        told = Figures(learners=1)
        for _ in range(_MOST_EXERCISES):
            exercise = self.practice.next(learner, self.course, "en", "practice")
            if exercise.get("done"):
                told.finished = 1
                break
            told.exercises += 1
            told.answers += self._answer(learner, truth, exercise)
        return self._look(learner, truth, told)

    def _answer(self, learner: str, truth: Truth, exercise: dict[str, Any]) -> int:
        """Answer until the exercise is finished; return how many answers it took."""
        key, wrong, skills = self._find_answers(learner, exercise)
        for number in itertools.count(1):
            right = truth.answers_right(skills)
            self.clock.work(truth.chance.uniform(20, 90))
            typed = key if right or wrong is None else wrong
            if self.session.check(learner, Typed(exercise["shown_id"], f"{exercise['shown_id']}-{number}", typed, "en"))["finished"]:
                break
        truth.practise(self.session.curriculum, skills)
        return number

    def _find_answers(self, learner: str, exercise: dict[str, Any]) -> tuple[str, str | None, tuple[str, ...]]:
        """Return the key of what is shown, a wrong answer to it, and its skills."""
        with self.session.store.reading() as connection:
            seen = shown.find(connection, learner, exercise["shown_id"])
        assert seen is not None
        variant = self.session.curriculum.drawings.find(seen.item, seen.drawn)
        assert variant is not None
        return as_sent(variant, key_as_typed(variant)), find_wrong(variant), self.session.curriculum.task_skills(variant.item)

    def _look(self, learner: str, truth: Truth, told: Figures) -> Figures:
        with self.session.store.reading() as connection:
            standing = self.session.standing(connection, learner)
        skills = self.session.curriculum.course_skills(self.course)
        called = {skill for skill in skills if standing.mastered(skill)}
        known = truth.known.intersection(skills)
        told.skills, told.called_mastered, told.truly_known, told.wrongly_called = len(skills), len(called), len(known), len(called - known)
        return told


def teach_many(numbers: list[int], course_id: str, tell: Callable[[], None] = lambda: None) -> Figures:
    """Lead some learners through a course, one after the other, in this process."""
    room, total = Classroom(course_id), Figures()
    start = time.process_time()
    for number in numbers:
        total.add(room.teach(number))
        tell()
    total.cpu_seconds = time.process_time() - start
    total.memory_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return total


def measure_learners(say: Say, learners: int = 5_000, workers: int = 2, course_id: str = "math1") -> dict[str, Any]:
    """Lead learners through a course, shared among some processes; each has a store of its own, as centres have."""
    start, total = time.perf_counter(), Figures()
    shares = [list(range(first, learners, workers)) for first in range(workers)]
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        pieces = [(piece, course_id) for share in shares for piece in _cut(share, 250)]
        for number, told in enumerate(pool.imap_unordered(_teach_piece, pieces), 1):
            most = max(total.memory_mib, told.memory_mib)
            total.add(told)
            total.memory_mib = most
            say(f"{total.learners} of {learners} learners, {total.answers} answers, piece {number} of {len(pieces)}")
    total.seconds = time.perf_counter() - start
    return total.as_json() | {"workers": workers, "course": course_id}


def _teach_piece(piece: tuple[list[int], str]) -> Figures:
    return teach_many(*piece)


def _cut(numbers: list[int], most: int) -> Iterator[list[int]]:
    for first in range(0, len(numbers), most):
        yield numbers[first : first + most]


def _logistic(x: float) -> float:
    return 1 / (1 + 2.718281828459045**-x)


def as_lines(figures: dict[str, Any]) -> list[str]:
    """Return the figures in words."""
    return [
        f"{figures['learners']} learners through {figures['course']}, {figures['workers']} processes: {figures['answers']} answers, "
        f"{figures['answers_per_second']:.0f} a second, {figures['cpu_ms_per_answer']:.1f} ms of CPU each, {figures['memory_mib']} MiB a process",
        f"exercises for a skill {figures['exercises_per_skill']:.1f}, called mastered {figures['called_mastered']:.1%}, "
        f"truly known {figures['truly_known']:.1%}, wrongly called {figures['wrongly_called']:.1%}, came to an end {figures['finished']:.1%}",
    ]
