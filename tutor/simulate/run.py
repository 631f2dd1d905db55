"""One run: every world, every draw, every policy, the same learners with the same luck; the work is cut in pieces that processes share."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Any

from tutor.learner.tracer_parameters import TracerParameters
from tutor.settings import TutorSettings
from tutor.simulate.days import POST_TEST_DAYS
from tutor.simulate.house import SimulatedHouse
from tutor.simulate.logs import LOG_LEARNERS, fit_all_alike, fit_each_skill, fit_rean, write_logs
from tutor.simulate.names import WorldName
from tutor.simulate.outcomes import Outcome, exercises_at, look_at, mean, minutes_at, of_pupils
from tutor.simulate.outsiders import Stop, fixed, in_a_row, oracle, teach
from tutor.simulate.pupil import Pupil
from tutor.simulate.worlds import SKILLS, Learners, draw_learners, draw_skills
from tutor.workers import end_with_parent

HOUSE = ("rean", "rean-no-placement")
DEFAULTS = TutorSettings()
_SWEEP = ((0.12, 0.9), (0.05, 0.95), (0.03, 0.95), (0.02, 0.95), (0.005, 0.99), (0.0015, 0.999))
"""Settings of the house beside the defaults: least gain, mastery chance."""
_REVIEW_SWEEP = ((0.12, 0.95, 0.95), (0.08, 0.95, 0.95), (0.05, 0.95, 0.95), (0.03, 0.97, 0.95), (0.003, 0.99, 0.97))
"""World `forgetting`: least gain, mastery chance, retention."""
_PIECE = 250


@dataclass(frozen=True)
class Order:
    """What is to be simulated."""

    worlds: tuple[WorldName, ...]
    policies: tuple[str, ...]
    learners: int = 2500
    frontier_learners: int = 400
    """So many of the learners also work under other settings of the house; the differences that these make are added to the figures of all."""
    draws: int = 3
    seed: int = 0
    processes: int = 2


@dataclass(frozen=True)
class Piece:
    """A piece of the house's work: some learners under one setting."""

    world: WorldName
    draw: int
    settings: TutorSettings
    start: int
    stop: int


def run(order: Order, tell: Callable[[str], None] = lambda line: None) -> dict[str, Any]:
    """Return the figures of all worlds, as they are printed."""
    with ProcessPoolExecutor(order.processes, initializer=end_with_parent, initargs=(os.getpid(),)) as pool:
        places = [(world, draw) for world in order.worlds for draw in range(order.draws)]
        prepared = {}
        waiting = {pool.submit(_prepare, order, world, draw): (world, draw) for world, draw in places}
        for done in as_completed(waiting):
            prepared[waiting[done]] = done.result()
            tell(f"{waiting[done][0]}, draw {waiting[done][1] + 1}: fitted, and taught by the outsiders' rules")
        pieces = [piece for world, draw in places for piece in _pieces(order, world, draw)]
        jobs = {pool.submit(_work, order, piece, prepared[piece.world, piece.draw][0]): piece for piece in pieces}
        rows: dict[Piece, list[Any]] = {}
        for number, job in enumerate(as_completed(jobs), 1):
            rows[jobs[job]] = job.result()
            if number % 10 == 0 or number == len(jobs):
                tell(f"{number} of {len(jobs)} pieces done")
    return {"worlds": {world: _world(order, world, prepared, rows) for world in order.worlds}}


def _pieces(order: Order, world: WorldName, draw: int) -> Iterator[Piece]:
    if not set(order.policies) & set(HOUSE):
        return
    for name, settings in list_settings(world, "rean-no-placement" in order.policies):
        count = order.learners if name == "default" else min(order.frontier_learners, order.learners)
        for start in _starts(order, count):
            yield Piece(world, draw, settings, start, min(_next_cut(order, start), count))


def _starts(order: Order, count: int) -> list[int]:
    """Return where pieces begin: no piece crosses the end of the frontier's learners."""
    first = min(order.frontier_learners, order.learners)
    return [start for start in (*range(0, first, _PIECE), *range(first, order.learners, _PIECE)) if start < count]


def _next_cut(order: Order, start: int) -> int:
    first = min(order.frontier_learners, order.learners)
    return min(start + _PIECE, first if start < first else order.learners)


def find_defaults(world: WorldName) -> TutorSettings:
    """Return the house's defaults. Where days pass, what is left does not come back: the world allows no thirty-first exercise."""
    return DEFAULTS.model_copy(update={"return_days": 60}) if world == "forgetting" else DEFAULTS


def list_settings(world: WorldName, without_placement: bool) -> list[tuple[str, TutorSettings]]:
    """Return the settings under which the house works in a world: the defaults, those of the frontier, and the defaults without placement."""
    defaults = find_defaults(world)
    if world == "forgetting":
        swept = [{"least_gain": gain, "mastery_chance": chance, "review_retention": retention} for gain, chance, retention in _REVIEW_SWEEP]
    else:
        swept = [{"least_gain": gain, "mastery_chance": chance} for gain, chance in _SWEEP]
    found = [("default", defaults), *(("swept", defaults.model_copy(update=one)) for one in swept)]
    if without_placement:
        found.append(("no placement", defaults.model_copy(update={"placement": False, "skip_ahead": False})))
    return found


@functools.lru_cache(maxsize=2)
def _learners(world: WorldName, draw: int, count: int, seed: int) -> Learners:
    return draw_learners(draw_skills(world, seed + 100 + draw), count, seed + 50 + draw)


def _prepare(order: Order, world: WorldName, draw: int) -> tuple[TracerParameters | None, dict[str, Outcome], dict[str, list[Outcome]]]:
    """Fit on the logs, and let the outsiders' rules teach: return the tracer's numbers, the named rules' outcomes, and their frontiers."""
    learners = _learners(world, draw, order.learners, order.seed)
    logs = write_logs(draw_learners(learners.skills, LOG_LEARNERS, order.seed + 1 + draw))
    named: dict[str, list[tuple[bool, Callable[[], Stop]]]] = {
        "fixed-5": [(number == 5, fixed(number)) for number in (3, 5, 8, 12)],
        "3-in-a-row": [(number == 3, in_a_row(number)) for number in (2, 3, 4)],
        "5-in-a-row": [(number == 5, in_a_row(number)) for number in (4, 5, 6)],
        "oracle": [(least == 0, oracle(least)) for least in (0.0, 0.05, 0.08)],
    }
    for name, fit in (("bkt-0.95", fit_all_alike), ("bkt-0.95-per-skill", fit_each_skill)):
        if name in order.policies:
            model = fit(logs)
            named[name] = [(chance == 0.95, model.until(chance)) for chance in (0.9, 0.95, 0.98)]
    outcomes: dict[str, Outcome] = {}
    frontiers: dict[str, list[Outcome]] = {}
    for name in (name for name in order.policies if name in named):
        found = [(is_named, look_at(teach(learners, rule))) for is_named, rule in named[name]]
        outcomes[name], frontiers[name] = next(one for is_named, one in found if is_named), [one for _, one in found]
    return (fit_rean(logs) if set(order.policies) & set(HOUSE) else None), outcomes, frontiers


def _work(order: Order, piece: Piece, parameters: TracerParameters | None) -> list[Any]:
    """Let the house teach some learners."""
    assert parameters is not None, "pieces are cut only where the tracer was fitted"
    learners = _learners(piece.world, piece.draw, order.learners, order.seed)
    house = SimulatedHouse(piece.settings, parameters)
    return [_teach(house, Pupil(learners, number), piece.world) for number in range(piece.start, piece.stop)]


def _teach(house: SimulatedHouse, pupil: Pupil, world: WorldName) -> tuple[list[int], list[bool], list[int], float, int, float]:
    by_days = world == "forgetting"
    desk = house.teach_by_days(pupil) if by_days else house.teach(pupil)
    mastered = [pupil.mastered(skill) for skill in range(SKILLS)]
    post = pupil.post_test(POST_TEST_DAYS) if by_days else 0.0
    return pupil.tries, mastered, pupil.over, pupil.seconds, len(desk.placed), post


def _world(order: Order, world: WorldName, prepared: dict[Any, Any], rows: dict[Piece, list[Any]]) -> dict[str, Any]:
    draws = range(order.draws)
    named = [name for name in order.policies if name not in HOUSE]
    outcomes = {name: mean([prepared[world, draw][1][name] for draw in draws]) for name in named}
    frontiers = {name: [mean(points) for points in zip(*(prepared[world, draw][2][name] for draw in draws), strict=True)] for name in named}
    house: list[tuple[str, Outcome]] = []
    if set(order.policies) & set(HOUSE):
        settings = list_settings(world, "rean-no-placement" in order.policies)
        house = [(name, mean([_house_outcome(order, world, draw, one, rows) for draw in draws])) for name, one in settings]
        outcomes["rean"], frontiers["rean"] = house[0][1], sorted((one for name, one in house if name != "no placement"), key=lambda x: x.mastered)
        if "rean-no-placement" in order.policies:
            outcomes["rean-no-placement"] = house[-1][1]
    return _tell_world(world, [name for name in order.policies if name in outcomes], outcomes, frontiers)


def _house_outcome(order: Order, world: WorldName, draw: int, settings: TutorSettings, rows: dict[Piece, list[Any]]) -> Outcome:
    """Return what came of the house under one setting; of settings under which only the first learners worked, by their difference to the default."""
    first = min(order.frontier_learners, order.learners)

    def some(chosen: TutorSettings, below: int) -> Outcome:
        return of_pupils([row for start in _starts(order, below) for row in rows[Piece(world, draw, chosen, start, _next_cut(order, start))]])

    defaults = find_defaults(world)
    if settings == defaults or first == order.learners:
        return some(settings, order.learners)
    return some(defaults, order.learners).plus(some(settings, first), some(defaults, first))


def _tell_world(world: WorldName, names: Sequence[str], outcomes: dict[str, Outcome], frontiers: dict[str, list[Outcome]]) -> dict[str, Any]:
    policies = {name: outcomes[name].to_plain() | {"frontier": [one.to_plain() for one in frontiers.get(name, [])]} for name in names}
    told: dict[str, Any] = {"policies": policies, "at_equal_mastery": {}}
    if "rean" in outcomes:
        rean = frontiers["rean"]
        told["at_equal_mastery"] = {name: round(exercises_at(rean, outcomes[name].mastered) / outcomes[name].exercises, 4) for name in names}
        told["at_equal_mastery"]["rean"] = 1.0
        shares = [one.mastered for one in rean]
        told["beyond_the_frontier"] = [name for name in names if not min(shares) <= outcomes[name].mastered <= max(shares)]
        if world == "forgetting":
            by_result = {name: round(minutes_at(rean, outcomes[name].delayed_post_test) / outcomes[name].minutes, 4) for name in names}
            told["minutes_at_equal_post_test"] = by_result | {"rean": 1.0}
    return told
