"""`python -m bench content`: reading, checking and building what is taught; more of it is made by repeating the courses."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from courses.catalog import load_catalog
from courses.checks.report import check_content
from courses.commands import CONTENT
from courses.publish import build


@click.command()
@click.option("--units", default=20, show_default=True, help="Units at least; the courses are repeated until there are so many.")
@click.option("--workers", default=2, show_default=True, help="Processes that check.")
def main(units: int, workers: int) -> None:
    """Measure in a temporary folder, and print one JSON object; the CPU is that of all processes together."""
    with tempfile.TemporaryDirectory() as folder:
        content = repeat(Path(folder) / "content", units)
        units_read = load_catalog(content).units
        figures: dict[str, Any] = {
            "units": len(units_read),
            "items": sum(len(unit.items) for unit in units_read),
            "lessons": sum(len(unit.lessons) for unit in units_read),
            "read": measure(lambda: load_catalog(content)),
            "check": measure(lambda: check_content(content, workers=workers)),
            "build": measure(lambda: build(content, Path(folder) / "lessons", workers=workers)),
        }
    print(json.dumps({"cores": os.cpu_count(), "load_before": os.getloadavg()[0], "workers": workers, **figures}))


def repeat(folder: Path, units: int) -> Path:
    """Write the courses as often as it takes, each time under other names."""
    shutil.copytree(CONTENT, folder)
    courses = [path.parent for path in sorted(CONTENT.glob("*/course.yaml")) if any(path.parent.glob("*/unit.yaml"))]
    turn = 1
    while len(list(folder.glob("*/*/unit.yaml"))) < units:
        for course in courses:
            _copy_course(course, folder / f"{course.name}{turn}", turn)
        turn += 1
    return folder


def _copy_course(course: Path, target: Path, turn: int) -> None:
    """Copy a course; its unit tests, and what names it from inside, get names of their own."""
    shutil.copytree(course, target)
    for path in target.rglob("*.yaml"):
        text = path.read_text("utf-8").replace(f"{course.name}/", f"{target.name}/")
        path.write_text(text.replace("name: ", f"name: again{turn}-", 1) if path.name == "assignment.yaml" else text, "utf-8")


def measure(work: Callable[[], Any]) -> dict[str, float]:
    """Return the seconds on the clock, and those of all processors."""
    begun, before = time.perf_counter(), os.times()
    work()
    after = os.times()
    cpu = sum(after[:4]) - sum(before[:4])
    return {"seconds": round(time.perf_counter() - begun, 2), "cpu_seconds": round(cpu, 2)}
