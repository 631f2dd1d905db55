"""What each `rean model` command does, from what was typed to what is said."""

from __future__ import annotations

import functools
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from courses.catalog import Catalog, load_catalog
from courses.commands import CONTENT
from courses.languages import Lang
from courses.library import Library
from tutor.curriculum import Curriculum
from tutor.events.moves import Moves
from tutor.fitting import export as exports
from tutor.fitting.answers import Answers
from tutor.fitting.evaluate import as_lines
from tutor.fitting.evaluate import evaluate as evaluate_all
from tutor.fitting.fit_site import choose_and_fit, fit_from_disk
from tutor.fitting.fitters import choose_fitters
from tutor.fitting.replacing import replacing
from tutor.fitting.report_pages import write_report
from tutor.fitting.site_events import list_site_attempts, read_site, site_database
from tutor.fitting.tidy import read_answers, write_rows
from tutor.learner.model_file import as_text, load_or_shipped
from tutor.site_model import MODEL_FILE


def evaluate(data: Path, folds: int, seed: int, models: str, skip_bad: bool, as_json: bool) -> str:
    """Return the figures of some models."""
    chosen = choose_fitters(models)
    results = evaluate_all(_read_file(data, skip_bad), chosen, folds, seed, _say)
    return json.dumps(results) if as_json else "\n".join(as_lines(results))


def fit(site: Path | None, database: str, data: Path | None, to: Path | None, workers: int, seed: int, skip_bad: bool, as_json: bool) -> str:
    """Write a model file in the place of the old one, and return what it was fitted to.

    Args:
        workers: processes that work through a file which may be larger than memory; 0: all in memory.
    """
    target, begun = to or _in(site) / MODEL_FILE, time.monotonic()
    notes = target.with_name(f".{target.name}.notes.npz")
    if workers and data:
        with _progress("fitting") as tell:
            model, about = fit_from_disk(data, target.with_name(f".{target.name}.parts"), workers, seed, skip_bad, tell)
        for remark in about["remarks"]:
            _say(remark)
    else:
        answers = _read(site, database, data, skip_bad)
        with _progress("fitting") as tell:
            model, about = choose_and_fit(answers, notes, seed, tell)
    with replacing(target, keep_old=True) as temporary:
        temporary.write_text(as_text(model.parameters, about), "utf-8")
    notes.unlink(missing_ok=True)
    if as_json:
        return json.dumps({"to": str(target), "version": model.version, "seconds": round(time.monotonic() - begun, 1), **about})
    return f"{target}: fitted to {about['answers']} answers of {about['learners']} learners. {about['weights']}"


def report(site: Path | None, database: str, data: Path | None, model: Path | None, roster: Path | None, to: Path, lang: Lang, skip_bad: bool) -> str:
    """Write the report, and return what it is about."""
    answers = _read(site, database, data, skip_bad)
    chosen, refused = load_or_shipped(model or _in(site) / MODEL_FILE)
    if refused:
        _say(f"The shipped model is looked at: {refused}")
    people = roster or (site / "roster.json" if site else None)
    write_report(to, answers, chosen, people, lang, _load_courses(site))
    return f"{to}: {len(answers)} answers."


def export(site: Path, database: str, to: Path, key: Path, xapi: bool) -> str:
    """Write a site's answers without names, and return how many."""
    address, secret = database or site_database(site), exports.ensure_key(key)
    with _progress("exporting") as tell:
        attempts = list_site_attempts(address, _moves(site), tell)
        if not xapi:
            return f"{to}: {write_rows(to, exports.as_rows(attempts, secret))} answers."
        with replacing(to) as temporary, temporary.open("w", encoding="utf-8") as stream:
            return f"{to}: {exports.write_statements(stream, exports.as_statements(attempts, secret))} answers."


def merge(files: Sequence[Path], to: Path) -> str:
    """Write several exports as one, and return how many answers it holds."""
    return f"{to}: {write_rows(to, exports.merge_rows(files))} answers."


def _read(site: Path | None, database: str, data: Path | None, skip_bad: bool) -> Answers:
    return _read_file(data, skip_bad) if data else read_site(database or site_database(_in(site)), _moves(site))


def _moves(site: Path | None) -> Moves:
    return Curriculum(_load_courses(site)).moves


@functools.cache
def _load_courses(site: Path | None) -> Catalog:
    """Return what a site teaches; a command may ask for it twice."""
    return load_catalog(Library(site / "courses", CONTENT).live if site else CONTENT)


def _in(site: Path | None) -> Path:
    return site or Path()


def _read_file(data: Path, skip_bad: bool) -> Answers:
    with _progress(f"reading {data.name}", known=False) as tell:
        answers = read_answers(data, skip_bad=skip_bad, tell=tell)
    for remark in answers.remarks:
        _say(remark)
    return answers


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


@contextmanager
def _progress(what: str, known: bool = True) -> Iterator[Callable[[float], None]]:
    """Give a function that draws how far the work is on standard error; where that is no terminal, nothing is drawn."""
    drawn = sys.stderr.isatty()

    def tell(done: float) -> None:
        text = f"[{'#' * int(30 * done):30}] {done:4.0%}" if known else f"{int(done):,} lines"
        print(f"\r{what} {text}", end="", file=sys.stderr, flush=True)

    try:
        yield tell if drawn else _tell_nobody
    finally:
        if drawn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _tell_nobody(_done: float) -> None:
    """Draw nothing."""
