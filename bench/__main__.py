"""`make bench`: the house and a stock JupyterHub on this machine, in one run, in alternation; raw samples are kept."""

from __future__ import annotations

import asyncio
import json
import os
import platform
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import psutil
from playwright.sync_api import Browser, sync_playwright

from bench import content as content_bench
from bench import learners as learner_bench
from bench import models as model_bench
from bench import placement as placement_bench
from bench import tutor as tutor_bench
from bench.answers import Visitor, answer_many, percentile
from bench.house import measure_starts
from bench.lesson import measure_pss, open_lesson
from bench.stock import open_slider, start_stock
from hub_config.proxy import proxy_command
from tests.house import House, open_house
from tests.journeys.browser import launch

RESULTS = Path(__file__).with_name("results.json")


_AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the results as one JSON object.")


@click.group(invoke_without_command=True)
@click.option("--rounds", default=3, show_default=True, help="Openings of each kind, ours and stock in turn.")
@click.option("--answers", default=10, show_default=True, help="Answers of each learner.")
@_AS_JSON
@click.pass_context
def main(context: click.Context, rounds: int, answers: int, as_json: bool) -> None:
    """Measure the house beside a stock JupyterHub, then the tutor alone; print, and write bench/results.json."""
    if context.invoked_subcommand:
        return
    say("starting the house again")
    starts = measure_starts(rounds)
    with open_house() as house:
        with start_stock(proxy_command()) as stock, sync_playwright() as playwright, _closing(launch(playwright)) as browser:
            openings = measure_openings(house, stock, browser, rounds, answers)
        results = {"machine": describe_machine(), "house": starts} | openings | measure_answers(house, answers)
    results["tutor"] = tutor_bench.measure_tutor(say)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    click.echo(json.dumps(results) if as_json else "\n".join([*as_lines(results), *tutor_bench.as_lines(results["tutor"])]))


@main.command()
@click.option("--seconds", default=20.0, show_default=True, help="How long each size is kept at work.")
@click.option("--think", default=10.0, show_default=True, help="Seconds of thought before an answer, on average.")
@click.option("--learners", "sizes", type=int, multiple=True, default=(30, 300), show_default=True, help="Learners at once; may be given again.")
@_AS_JSON
def tutor(seconds: float, think: float, sizes: tuple[int, ...], as_json: bool) -> None:
    """Choose, check, record: the tutor service alone, durable, at a walking pace and at open throttle."""
    tutor_bench.allow_many_files()
    results = {"machine": describe_machine()} | tutor_bench.measure_tutor(say, seconds, think, sizes)
    click.echo(json.dumps(results) if as_json else "\n".join(tutor_bench.as_lines(results)))


@main.command()
@click.option("--learners", default=5_000, show_default=True, help="How many go through the course.")
@click.option("--workers", default=2, show_default=True, help="Processes; each has a store of its own.")
@click.option("--course", default="math1", show_default=True, help="The course.")
@_AS_JSON
def learners(learners: int, workers: int, course: str, as_json: bool) -> None:
    """Lead simulated learners through a whole course with the session's own code, over a store in memory."""
    figures = learner_bench.measure_learners(say, learners, workers, course)
    click.echo(json.dumps(figures) if as_json else "\n".join(learner_bench.as_lines(figures)))


@main.command()
@click.option("--learners", default=100, show_default=True, help="Simulated learners of each kind.")
@click.option("--course", default="math1", show_default=True, help="The course.")
@_AS_JSON
def placement(learners: int, course: str, as_json: bool) -> None:
    """Place simulated learners in a real course, with its landmarks and without them."""
    figures = placement_bench.measure_placement(course, learners)
    click.echo(json.dumps(figures) if as_json else "\n".join(f"{name}: {value}" for name, value in figures.items()))


main.add_command(model_bench.main, "models")
main.add_command(content_bench.main, "content")


@contextmanager
def _closing(browser: Browser) -> Iterator[Browser]:
    try:
        yield browser
    finally:
        browser.close()


def describe_machine() -> dict[str, Any]:
    """Return what the figures were measured on."""
    memory_gib = round(psutil.virtual_memory().total / (1 << 30), 1)
    return {"cores": os.cpu_count(), "memory_gib": memory_gib, "python": platform.python_version(), "system": platform.platform()}


def measure_openings(house: House, stock: Any, browser: Browser, rounds: int, answers: int) -> dict[str, Any]:
    """Open a lesson of ours and a stock notebook in turn, each time as somebody whose server does not run yet; answer in the lesson."""
    ours: list[dict[str, Any]] = []
    theirs: list[dict[str, Any]] = []
    for turn in range(rounds):
        number, name = f"{101 + turn}", f"user{turn}"
        say(f"opening {turn + 1} of {rounds}")
        lesson = open_lesson(browser, house.url, number, house.secret(number), answers)
        mine = [psutil.Process(pid) for pid in house.servers_of(number)]
        ours.append(asdict(lesson) | {"pss_mib": measure_pss(_with_children(mine))})
        slider = open_slider(browser, stock, name)
        theirs.append(asdict(slider) | {"pss_mib": measure_pss(stock.processes_of(name))})
    return {"lesson": ours, "stock": theirs}


def _with_children(processes: list[psutil.Process]) -> list[psutil.Process]:
    found = {p.pid: p for one in processes for p in [one, *one.children(recursive=True)]}
    return list(found.values())


def measure_answers(house: House, answers: int) -> dict[str, Any]:
    """Let one learner answer alone, then thirty at once."""
    say("signing thirty learners in")
    visitors = [_sign_in(house, f"{number}") for number in _ensure_learners(house, 30)]
    say("answering, one learner")
    alone = asyncio.run(answer_many(house.url, visitors[:1], 3 * answers))
    say("answering, thirty learners")
    together = asyncio.run(answer_many(house.url, visitors, answers))
    return {"answers": {"alone_seconds": alone, "thirty_seconds": together}}


def _ensure_learners(house: House, count: int) -> list[str]:
    from grading.records.roster import Person
    from hub_config.accounts.house import Accounts

    numbers = [f"{500 + index}" for index in range(count)]
    people = [(Person(n, f"សិស្ស {n}", f"Learner {n}", "", "learner", "B", ("math1",)), house.secret(n)) for n in numbers]
    Accounts(house.site).ensure_people(people, "bench")
    return numbers


def _sign_in(house: House, number: str) -> Visitor:
    client = house.sign_in(number)
    client.get("/services/tutor/").raise_for_status()
    return Visitor(number, client.cookies)


def as_lines(results: dict[str, Any]) -> list[str]:
    """Return the results as a small table; times are medians."""
    ours, stock, answers = results["lesson"], results["stock"], results["answers"]
    seconds, stock_seconds = (statistics.median(x["seconds"] for x in rows) for rows in (ours, stock))
    memory, stock_memory = (statistics.median(x["pss_mib"] for x in rows) for rows in (ours, stock))
    start, end = (statistics.median(x[name] for x in results["house"]) for name in ("start_seconds", "end_seconds"))
    lines = [
        f"the house starts again in {start:.2f} s, and ends in {end:.2f} s",
        f"sign-in to playable      {seconds:6.2f} s    stock {stock_seconds:6.2f} s    ratio {seconds / stock_seconds:.2f}",
        f"memory for each learner  {memory:6.0f} MiB  stock {stock_memory:6.0f} MiB  ratio {memory / stock_memory:.2f}",
        f"first opening            {_as_traffic(ours, 'first')}  stock {_as_traffic(stock, 'first')}",
        f"second opening           {_as_traffic(ours, 'second')}  stock {_as_traffic(stock, 'second')}",
    ]
    in_lesson = [seconds for row in ours for seconds in row["answer_seconds"]]
    for name, samples in (("1 learner", answers["alone_seconds"]), ("30 learners", answers["thirty_seconds"]), ("in a lesson", in_lesson)):
        half, most = (1000 * percentile(samples, share) for share in (0.5, 0.99))
        lines.append(f"answer to verdict, {name:12} p50 {half:.0f} ms  p99 {most:.0f} ms  n {len(samples)}")
    return lines


def _as_traffic(rows: list[dict[str, Any]], name: str) -> str:
    requests, size = (statistics.median(row[name][what] for row in rows) for what in ("requests", "bytes"))
    return f"{requests:.0f} requests, {size / 1000:.0f} kB"


def say(text: str) -> None:
    """Tell how far the measuring is."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
