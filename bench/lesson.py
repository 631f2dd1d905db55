"""A lesson of ours, opened in a real browser: seconds from sign-in, requests and bytes, answers through its kernel, memory of server and kernel."""

from __future__ import annotations

import time
from dataclasses import dataclass

import psutil
from playwright.sync_api import Browser, Page

from bench.traffic import Traffic, count_traffic

LESSON = "/services/tutor/lesson/math1/fractions/01-meaning"
PLAYABLE = "rean-exercise [data-ready]"
ANSWER = """async (count) => {
  const one = [...document.querySelectorAll('rean-exercise')].find((element) => element.exercise);
  const seat = one.seat ? {seat: one.seat} : {};
  let shown_id = one.exercise.shown_id;
  const seconds = [];
  while (seconds.length < count) {
    const attempt = {shown_id, attempt_id: crypto.randomUUID(), typed: '1/97', lang: one.lang, ...seat};
    const start = performance.now();
    const reply = await one.transport.send('practice/check', attempt);
    seconds.push((performance.now() - start) / 1000);
    if (reply.status !== 200) throw new Error(`an answer met ${reply.status}`);
    if (!reply.body.finished) continue;
    const next = await one.transport.send(one.action, {...one.ask, lang: one.lang});
    if (!next.body.shown_id) break;
    shown_id = next.body.shown_id;
  }
  return seconds;
}"""
"""Answers as the exercise itself sends them: a comm message to the kernel, HTTP over the sandbox's socket, and back."""


@dataclass(frozen=True)
class Opening:
    """One learner's first minute in a lesson."""

    seconds: float
    """From sign-in to the first exercise that can be answered."""
    first: Traffic
    second: Traffic
    answer_seconds: list[float]
    """From the page through the kernel to the tutor's durable verdict, and back."""


def open_lesson(browser: Browser, url: str, number: str, secret: str, answers: int) -> Opening:
    """Sign in, open the first lesson, answer in it, open it again."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{url}/hub/login")
    page.fill("input[name=username]", number)
    page.fill("input[name=password]", secret)
    start = time.perf_counter()
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/services/tutor/**", timeout=60_000)
    first = _open(page, f"{url}{LESSON}")
    seconds = time.perf_counter() - start
    answered = page.evaluate(ANSWER, answers)
    second = _open(page, f"{url}{LESSON}")
    context.close()
    return Opening(seconds, first, second, answered)


def _open(page: Page, address: str) -> Traffic:
    with count_traffic(page) as traffic:
        page.goto(address)
        page.wait_for_selector(PLAYABLE, timeout=90_000)
    return traffic


def measure_pss(processes: list[psutil.Process]) -> float:
    """Return the proportional memory of some processes in MiB."""
    total = 0
    for process in processes:
        try:
            total += process.memory_full_info().pss
        except psutil.Error:
            continue
    return total / (1 << 20)
