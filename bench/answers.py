"""Answers of one and of thirty learners at once: from the request to the durable verdict, through the proxy."""

from __future__ import annotations

import asyncio
import time
import uuid
from dataclasses import dataclass

import httpx

UNIT, LESSON = "math1/fractions", "01-meaning"


@dataclass(frozen=True)
class Visitor:
    """A learner who is signed in: the number, and the cookies of the browser."""

    number: str
    cookies: httpx.Cookies


async def answer_many(url: str, visitors: list[Visitor], rounds: int) -> list[float]:
    """Let every visitor answer so many exercises, all at once; return the seconds of each check."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_answer(url, visitor, rounds)) for visitor in visitors]
    return [seconds for task in tasks for seconds in task.result()]


async def _answer(url: str, visitor: Visitor, rounds: int) -> list[float]:
    base = f"{url}/services/tutor/api/learners/{visitor.number}/practice"
    headers = {"Origin": url, "Sec-Fetch-Site": "same-origin", "X-XSRFToken": visitor.cookies.get("rean_xsrf", "")}
    seconds: list[float] = []
    async with httpx.AsyncClient(cookies=visitor.cookies, headers=headers, timeout=60, trust_env=False) as client:
        for _ in range(rounds):
            shown = (await client.post(f"{base}/next", json={"unit": UNIT, "lesson": LESSON, "skills": [], "lang": "km"})).json()
            if shown.get("done"):
                break
            body = {"shown_id": shown["shown_id"], "attempt_id": str(uuid.uuid4()), "typed": "1/2", "lang": "km"}
            start = time.perf_counter()
            answer = await client.post(f"{base}/check", json=body)
            seconds.append(time.perf_counter() - start)
            answer.raise_for_status()
    return seconds


def percentile(samples: list[float], share: float) -> float:
    """Return the sample below which this share of all samples lies."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
