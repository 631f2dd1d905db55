"""`rean simulate`: how good the pacing is, on learners whose truth is known.

What computes is loaded by its name when the command runs: `rean up` must not wait a second for SciPy.
"""

from __future__ import annotations

import json
import time
from importlib import import_module
from typing import Any

import click

from tutor.simulate.names import POLICIES, WORLDS


class _Names(click.ParamType):
    """Names with commas between them, each one of a list."""

    name = "names"

    def __init__(self, allowed: tuple[str, ...]) -> None:
        self.allowed = allowed

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return the names, each once.

        Raises:
            click.BadParameter: names the one that is not known, and those that are.
        """
        if isinstance(value, tuple):
            return value
        names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
        for name in names or ("",):
            if name not in self.allowed:
                self.fail(f"{name!r} is not known. Known are {', '.join(self.allowed)}.", param, ctx)
        return names


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--world", "--worlds", "worlds", type=_Names(WORLDS), default=",".join(WORLDS), show_default=True, help="Which worlds.")
@click.option("--policies", type=_Names(POLICIES), default=",".join(POLICIES), show_default=True, help="Which policies.")
@click.option("--learners", type=click.IntRange(1, 100_000), default=2500, show_default=True, help="Learners in each draw.")
@click.option(
    "--frontier-learners", type=click.IntRange(1, 100_000), default=400, show_default=True, help="How many of them also work under other settings."
)
@click.option("--draws", type=click.IntRange(1, 100), default=3, show_default=True, help="Draws of skills and learners; the mean is reported.")
@click.option("--seed", type=click.IntRange(0, 10**6), default=0, show_default=True, help="Moves all seeds; 0 is the published run.")
@click.option("--processes", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes at once.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, for scripts; progress stays on standard error.")
def simulate(worlds: Any, policies: Any, learners: int, frontier_learners: int, draws: int, seed: int, processes: int, as_json: bool) -> None:
    """Let simulated learners be taught by the house's own pacing and by simple rules, and compare them where as much is mastered.

    \b
    Examples:
      rean simulate
      rean simulate --world heterogeneous --policies rean,3-in-a-row,5-in-a-row --learners 500 --draws 1
      rean simulate --json > figures.json
    """
    begun = time.monotonic()

    def tell(line: str) -> None:
        click.echo(f"{time.monotonic() - begun:6.0f} s  {line}", err=True)

    work = import_module("tutor.simulate.run")
    found = work.run(work.Order(worlds, policies, learners, frontier_learners, draws, seed, processes), tell)
    if as_json:
        click.echo(json.dumps(found))
        return
    for world, told in found["worlds"].items():
        click.echo("\n".join(list_lines(world, told)))


def list_lines(world: str, told: dict[str, Any]) -> list[str]:
    """Return a world's figures as a table for people."""
    by_result = told.get("minutes_at_equal_post_test", {})
    lines = [
        f"\n{world}",
        f"  {'policy':20} exercises  mastered  over  premature  capped  minutes" + ("  post-test" if by_result else "") + "   rean/its",
    ]
    for name, row in told["policies"].items():
        figures = f"{row['exercises']:9.2f}  {row['mastered']:8.3f}  {row['over_practice']:4.2f}  {row['premature']:9.3f}  {row['capped']:6.3f}"
        result = f"  {row['delayed_post_test']:9.3f}" if by_result else ""
        ratio = told["at_equal_mastery"].get(name)
        beyond = " (beyond the frontier)" if name in told.get("beyond_the_frontier", ()) else ""
        lines.append(f"  {name:20} {figures}  {row['minutes']:7.1f}{result}   {'' if ratio is None else f'{ratio:8.3f}'}{beyond}")
    if by_result:
        lines.append("  minutes of rean / its, at equal delayed post-test: " + ", ".join(f"{name} {ratio:.3f}" for name, ratio in by_result.items()))
    for name in ("rean", "oracle"):
        points = told["policies"].get(name, {}).get("frontier", [])
        if points:
            lines.append(
                f"  frontier of {name} (mastered: exercises): " + ", ".join(f"{one['mastered']:.3f}: {one['exercises']:.2f}" for one in points)
            )
    return lines
