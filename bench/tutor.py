"""Choose, check, record: the tutor service under 30 and 300 learners at once, durable, from the request to the verdict."""

from __future__ import annotations

import asyncio
import json
import random
import re
import resource
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench.answers import percentile
from bench.keys import Keys, wrong_answer
from bench.tutor_service import PREFIX, TutorService, start_tutor
from courses.catalog import Catalog, load_catalog
from courses.commands import CONTENT

UNIT = "math1/fractions"
Say = Callable[[str], None]


@dataclass
class Load:
    """What learners at work met: seconds of each request by its kind."""

    learners: int
    think_seconds: float
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    memory_mib: float = 0.0
    choose: list[float] = field(default_factory=list)
    check: list[float] = field(default_factory=list)
    errors: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return the figures; times in milliseconds."""
        answers = max(len(self.check), 1)
        figures = {"learners": self.learners, "think_seconds": self.think_seconds, "answers": len(self.check), "errors": self.errors}
        requests = max(len(self.check) + len(self.choose), 1)
        rates = {"answers_per_second": round(answers / self.seconds, 1), "cpu_ms_per_request": round(1000 * self.cpu_seconds / requests, 2)}
        busy = {"cores_busy": round(self.cpu_seconds / self.seconds, 2), "memory_mib": round(self.memory_mib)}
        return figures | rates | busy | {"choose_ms": _spread(self.choose), "check_ms": _spread(self.check)}


def _spread(samples: list[float]) -> dict[str, float]:
    if not samples:
        return {}
    return {name: round(1000 * percentile(samples, share), 1) for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("most", 1.0))}


def measure_tutor(say: Say, seconds: float = 20, think_seconds: float = 10, sizes: tuple[int, ...] = (30, 300)) -> dict[str, Any]:
    """Measure each size at a walking pace and at open throttle, and count how often the disk is waited for."""
    catalog = load_catalog(CONTENT)
    keys = Keys(catalog)
    keys.learn(UNIT)
    loads, syncs = [], {}
    for learners in sizes:
        with start_tutor(learners) as tutor:
            for think in (think_seconds, 0.0):
                say(f"{learners} learners, {f'{think:.0f} s of thought' if think else 'open throttle'}")
                loads.append(run_load(tutor, catalog, keys, seconds, think).as_json())
        say(f"{learners} learners, counting fdatasync")
        with start_tutor(learners, count_syncs=True) as tutor:
            syncs[str(learners)] = _count_syncs(tutor, catalog, keys, seconds / 2)
    return {"loads": loads, "syncs_per_answer": syncs}


def _count_syncs(tutor: TutorService, catalog: Catalog, keys: Keys, seconds: float) -> dict[str, float]:
    assert tutor.sync_counts is not None
    found = {}
    for name, think in (("thinking", 10.0), ("open", 0.0)):
        before = read_syncs(tutor)
        load = run_load(tutor, catalog, keys, seconds, think)
        found[name] = round((read_syncs(tutor) - before) / max(len(load.check), 1), 2)
    return found


def read_syncs(tutor: TutorService) -> int:
    """Return how often the service has waited for the disk since it started."""
    assert tutor.sync_counts is not None
    return len(re.findall(r"f(?:data)?sync\(", tutor.sync_counts.read_text("utf-8", "replace")))


def run_load(tutor: TutorService, catalog: Catalog, keys: Keys, seconds: float, think_seconds: float) -> Load:
    """Let every learner of a service work for so long."""
    load = Load(tutor.learners, think_seconds)
    lessons = [lesson.id.rpartition("/")[2] for lesson in catalog.unit(UNIT).lessons]
    cpu, start = tutor.cpu_seconds(), time.perf_counter()
    asyncio.run(_all_at_work(tutor, keys, lessons, load, start + seconds))
    load.seconds, load.cpu_seconds, load.memory_mib = time.perf_counter() - start, tutor.cpu_seconds() - cpu, tutor.memory_mib()
    return load


async def _all_at_work(tutor: TutorService, keys: Keys, lessons: list[str], load: Load, end: float) -> None:
    async with asyncio.TaskGroup() as group:
        for index in range(tutor.learners):
            group.create_task(SeatAtWork(tutor, keys, lessons, load, random.Random(index)).work(end))  # noqa: S311


@dataclass
class SeatAtWork:
    """One seat's loop: ask, think, answer; right in two of three, so that tries, solutions and mastery all come up."""

    tutor: TutorService
    keys: Keys
    lessons: list[str]
    load: Load
    chance: random.Random
    number: str = ""
    lesson: int = 0

    async def work(self, end: float) -> None:
        """Work until the time is up."""
        self.number = next(self.tutor.newcomers)
        await self._think(0.5)
        while time.perf_counter() < end:
            exercise = await self._ask("practice/next", self._place(), self.load.choose)
            if exercise is None or exercise.get("done"):
                self._go_on()
                continue
            await self._answer(exercise, end)

    async def _answer(self, exercise: dict[str, Any], end: float) -> None:
        finished = False
        while not finished and time.perf_counter() < end:
            await self._think(1.0)
            key = self.keys.find(exercise)
            typed = key if key and self.chance.random() < 0.67 else wrong_answer(exercise, key)
            body = {"shown_id": exercise["shown_id"], "attempt_id": str(uuid.uuid4()), "typed": typed, "lang": "km"}
            said = await self._ask("practice/check", body, self.load.check)
            finished = said is None or said["finished"]

    def _go_on(self) -> None:
        """Take the next lesson; after the last one, somebody else sits down."""
        self.lesson = (self.lesson + 1) % len(self.lessons)
        if not self.lesson:
            self.number = next(self.tutor.newcomers)

    def _place(self) -> dict[str, Any]:
        return {"unit": UNIT, "lesson": self.lessons[self.lesson], "skills": [], "lang": "en"}

    async def _think(self, part: float) -> None:
        if self.load.think_seconds:
            await asyncio.sleep(part * self.chance.uniform(0.0, 2 * self.load.think_seconds))

    async def _ask(self, action: str, body: dict[str, Any], times: list[float]) -> dict[str, Any] | None:
        start = time.perf_counter()
        status, said = await _post(self.tutor.socket, f"{PREFIX}/api/learners/{self.number}/{action}", self.number, body)
        times.append(time.perf_counter() - start)
        if status != 200:
            self.load.errors += 1
            return None
        return said


async def _post(socket: str, path: str, number: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Send one request on a connection of its own, as a learner's kernel does."""
    data = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer token-{number}\r\nContent-Type: application/json\r\n"
    reader, writer = await asyncio.open_unix_connection(socket)
    try:
        writer.write(f"{head}Content-Length: {len(data)}\r\nConnection: close\r\n\r\n".encode() + data)
        answer = await reader.read()
    finally:
        writer.close()
    headers, _, text = answer.partition(b"\r\n\r\n")
    status = int(headers.split(b" ", 2)[1]) if headers else 0
    return status, json.loads(text) if status == 200 else {}


def allow_many_files() -> None:
    """Let this process hold a connection for each of many learners."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, most), most))


def as_lines(results: dict[str, Any]) -> list[str]:
    """Return the results as a small table."""
    lines = ["learners  think s  answers/s  check p50/p95/p99 ms  choose p50/p95/p99 ms  cores  ms CPU/request  MiB  errors"]
    for row in results["loads"]:
        check, choose = (" / ".join(f"{row[kind].get(p, 0):.0f}" for p in ("p50", "p95", "p99")) for kind in ("check_ms", "choose_ms"))
        lines.append(
            f"{row['learners']:8}  {row['think_seconds']:7.0f}  {row['answers_per_second']:9.1f}  {check:>20}  {choose:>21}"
            f"  {row['cores_busy']:5.2f}  {row['cpu_ms_per_request']:14.1f}  {row['memory_mib']:3}  {row['errors']:6}"
        )
    for learners, counts in results["syncs_per_answer"].items():
        lines.append(f"fdatasync per answer, {learners} learners: thinking {counts['thinking']:.2f}, open throttle {counts['open']:.2f}")
    return lines
