"""`python -m bench models`: fitting the learner model to a million answers, and what one answer costs it in class."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import sys
import time
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any

import click
import numpy as np

from tutor.fitting.answers import Answers
from tutor.fitting.evaluate import predict_online
from tutor.fitting.residual import ResidualFitter
from tutor.fitting.simulated import InventedClass, simulate_answers


@click.command()
@click.option("--answers", "wanted", default=1_000_000, show_default=True, help="How many answers are fitted.")
def main(wanted: int) -> None:
    """Measure in a process of its own, and print one JSON object."""
    table = repeat(simulate_answers(InventedClass(), 1), wanted)
    ours, theirs = multiprocessing.get_context("fork").Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=measure, args=(theirs, table))
    process.start()
    print(json.dumps({"cores": os.cpu_count(), "load_before": os.getloadavg()[0], **ours.recv()}))
    process.join()


def repeat(answers: Answers, wanted: int) -> Answers:
    """Return the answers again and again, each time by other learners, until there are enough."""
    times, learners = -(-wanted // len(answers)), len(answers.learners)
    shift = np.repeat(np.arange(times) * learners, len(answers))
    columns: dict[str, Any] = {name: np.tile(getattr(answers, name), times)[:wanted] for name in ("item", "family", "credit", "at", "level")}
    names = [f"{number}" for number in range(times * learners)]
    return replace(answers, learner=(np.tile(answers.learner, times) + shift)[:wanted], learners=names, **columns)


def measure(to: Connection, table: Answers) -> None:
    """Fit, predict a part of the answers, and tell the figures."""
    begun, cpu = time.perf_counter(), time.process_time()
    model = ResidualFitter().fit(table, 0, lambda done: print(f"{done:.0%}", file=sys.stderr, flush=True))
    seconds, cpu_seconds = time.perf_counter() - begun, time.process_time() - cpu
    some = table.of_learners(np.arange(len(table.learners)) < 100)
    _chances, online = predict_online(model, some)
    of_children = resource.getrusage(resource.RUSAGE_CHILDREN)
    to.send(
        {
            "answers": len(table),
            "fit_seconds": round(seconds, 1),
            "cpu_seconds": round(cpu_seconds + of_children.ru_utime + of_children.ru_stime, 1),
            "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            "predict_update_us": round(1e6 * online / len(some), 1),
        }
    )
