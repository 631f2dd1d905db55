"""`rean model ...`: fit, evaluate, report on, export and merge what learner models learn from."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click

from tutor.errors import TutorError
from tutor.fitting import export as exports
from tutor.fitting.answers import Answers
from tutor.fitting.evaluate import FOLD_SEED, as_lines
from tutor.fitting.evaluate import evaluate as evaluate_all
from tutor.fitting.fit_site import choose_and_fit, fit_from_disk
from tutor.fitting.fitters import FITTERS, choose_fitters
from tutor.fitting.replacing import replacing
from tutor.fitting.report import write_report
from tutor.fitting.site_events import list_site_attempts, read_site, site_database
from tutor.fitting.tidy import read_answers, write_rows
from tutor.learner.model_file import as_text, load_or_shipped

FAILED = 1
MODEL_NAME = "model.json"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW_FILE = click.Path(dir_okay=False, path_type=Path)
_SITE = click.option("--site", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR", help="The site's folder.")
_DATABASE = click.option("--database", default="", metavar="URL", help="The tutor's database, where site.toml names another than tutor.sqlite.")
_SKIP = click.option("--skip-bad", is_flag=True, help="Leave bad lines out and say how many, instead of refusing the file.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object, and nothing else, on standard output.")


@click.group("model")
def commands() -> None:
    """Fit learner models to answers, judge them, and carry answers from centre to centre without names.

    \b
    Examples:
      rean model fit --site /srv/rean
      rean model evaluate --data answers.csv.gz --folds 5 --models bkt,best-lr,rean
    """


def _in_words(command: Callable[..., None]) -> Callable[..., None]:
    """Turn what an operator can mend into one line and the exit code 1."""

    @wraps(command)
    def run(**options: Any) -> None:
        try:
            command(**options)
        except (TutorError, OSError) as error:
            raise click.ClickException(str(error)) from None

    return run


@commands.command()
@click.option("--data", type=_FILE, required=True, metavar="FILE", help="A tidy CSV or CSV.GZ of answers.")
@click.option("--folds", type=click.IntRange(2, 50), default=5, show_default=True, help="Parts into which the learners are split.")
@click.option("--seed", type=click.IntRange(0), default=FOLD_SEED, show_default=True, help="Of the split.")
@click.option("--models", default="", metavar="A,B", help=f"Some of {','.join(FITTERS)}; all where none is named.")
@_SKIP
@_JSON
@_in_words
def evaluate(data: Path, folds: int, seed: int, models: str, skip_bad: bool, as_json: bool) -> None:
    """Judge models on learners that they have not seen.

    Every answer of the learners of one fold, the first included, is predicted from that learner's own earlier answers, by a model that was fitted to
    the other folds.

    \b
    Examples:
      rean model evaluate --data answers.csv.gz
      rean model evaluate --data answers.csv --folds 10 --seed 7 --models rean,best-lr --json
    """
    chosen = choose_fitters(models)
    answers = _read_file(data, skip_bad)
    results = evaluate_all(answers, chosen, folds, seed, _say)
    click.echo(json.dumps(results) if as_json else "\n".join(as_lines(results)))


@commands.command()
@_SITE
@_DATABASE
@click.option("--data", type=_FILE, metavar="FILE", help="Fit to a tidy file instead of the site's events.")
@click.option("--to", type=_NEW_FILE, metavar="FILE", help=f"Where the model goes; else {MODEL_NAME} in the site's folder.")
@click.option(
    "--engine", type=click.Choice(["memory", "dask"]), default="memory", show_default=True, help="dask: the file may be larger than memory."
)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes of dask.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Of the split that keeps a learner's own answers out.")
@_SKIP
@_JSON
@_in_words
def fit(
    site: Path | None, database: str, data: Path | None, to: Path | None, engine: str, workers: int, seed: int, skip_bad: bool, as_json: bool
) -> None:
    """Fit the model to a site's own answers, or to a file.

    The house goes on meanwhile: the work has the lowest priority, and reading makes no writer wait. Killed, it goes on from its last stage when it is
    started again. The new file takes the old one's place in one step; the old one is kept with `.old` added to its name. A house that runs takes the
    new file up by itself, after it has tried it on everybody's answers.

    \b
    Examples:
      rean model fit --site /srv/rean
      rean model fit --data all-centres.csv.gz --to model.json --engine dask
    """
    target = to or (site / MODEL_NAME if site else None)
    if target is None or not (site or data):
        raise click.UsageError("Say --site DIR, or --data FILE and --to FILE.")
    _step_back()
    begun, notes = time.monotonic(), target.with_name(f".{target.name}.notes.npz")
    with _progress("fitting") as tell:
        if engine == "dask":
            if data is None:
                raise click.UsageError("--engine dask needs --data FILE. Make one: rean model export --site DIR --to FILE.csv.gz")
            model, about = fit_from_disk(data, target.with_name(f".{target.name}.parts"), workers, seed, skip_bad, tell)
        else:
            answers = _read_file(data, skip_bad) if data else read_site(database or site_database(site or Path()))
            model, about = choose_and_fit(answers, notes, seed, tell)
    with replacing(target, keep_old=True) as temporary:
        temporary.write_text(as_text(model.parameters, about), "utf-8")
    notes.unlink(missing_ok=True)
    result = {"to": str(target), "version": model.version, "seconds": round(time.monotonic() - begun, 1), **about}
    click.echo(
        json.dumps(result) if as_json else f"{target}: fitted to {about['answers']} answers of {about['learners']} learners. {about['weights']}"
    )


@commands.command()
@_SITE
@_DATABASE
@click.option("--data", type=_FILE, metavar="FILE", help="Report on a tidy file instead of the site's events.")
@click.option("--model", type=_FILE, metavar="FILE", help=f"The model to look at; else {MODEL_NAME} in the site's folder, or the shipped one.")
@click.option("--roster", type=_FILE, metavar="FILE", help="roster.json, for the figures per sex; else the site's.")
@click.option("--to", type=_NEW_FILE, required=True, metavar="FILE", help="The HTML file to write.")
@_SKIP
@_in_words
def report(site: Path | None, database: str, data: Path | None, model: Path | None, roster: Path | None, to: Path, skip_bad: bool) -> None:
    """Draw how well the chances fit what happened, and how learners get on: per course and per sex, without names.

    One HTML file that needs nothing from outside and can be printed. A group of fewer than five learners is not shown.

    \b
    Example:
      rean model report --site /srv/rean --to report.html
    """
    if not (site or data):
        raise click.UsageError("Say --site DIR or --data FILE.")
    answers = _read_file(data, skip_bad) if data else read_site(database or site_database(site or Path()))
    chosen, refused = load_or_shipped(model or (site or Path()) / MODEL_NAME)
    if refused:
        _say(f"The shipped model is looked at: {refused}")
    people = roster or (site / "roster.json" if site and (site / "roster.json").exists() else None)
    write_report(to, answers, chosen, people)
    click.echo(f"{to}: {len(answers)} answers.")


@commands.command()
@_SITE
@_DATABASE
@click.option("--to", type=_NEW_FILE, required=True, metavar="FILE", help="The file to write; .csv.gz is packed.")
@click.option("--xapi", is_flag=True, help="xAPI-shaped statements, one JSON object a line, instead of CSV.")
@click.option(
    "--key", type=_NEW_FILE, metavar="FILE", help="What makes the pseudonyms; else export.key in the site's folder. Made where there is none."
)
@_in_words
def export(site: Path | None, database: str, to: Path, xapi: bool, key: Path | None) -> None:
    """Write a site's answers without names, numbers or typed texts.

    A learner is a pseudonym that only the key connects with a person; keep the key at the centre. With another key the same learner has another
    pseudonym.

    \b
    Examples:
      rean model export --site /srv/rean --to centre-4.csv.gz
      rean model export --site /srv/rean --to centre-4.jsonl --xapi
    """
    if site is None:
        raise click.UsageError("Say --site DIR.")
    secret = exports.ensure_key(key or site / "export.key")
    with _progress("exporting") as tell:
        attempts = list_site_attempts(database or site_database(site), tell)
        count = _write_statements(to, exports.as_statements(attempts, secret)) if xapi else write_rows(to, exports.as_rows(attempts, secret))
    click.echo(f"{to}: {count} answers.")


@commands.command()
@click.argument("files", type=_FILE, nargs=-1, required=True, metavar="FILE...")
@click.option("--to", type=_NEW_FILE, required=True, metavar="FILE", help="The file to write; .csv.gz is packed.")
@_in_words
def merge(files: tuple[Path, ...], to: Path) -> None:
    """Put the exports of many centres into one file.

    Learners of different files stay different people. A file that is given twice counts once.

    \b
    Example:
      rean model merge centre-1.csv.gz centre-4.csv.gz --to all.csv.gz
    """
    if to.absolute() in [file.absolute() for file in files]:
        raise click.UsageError(f"{to} is one of the files to merge.")
    click.echo(f"{to}: {write_rows(to, exports.merge_rows(files))} answers.")


def _write_statements(to: Path, statements: Iterator[dict[str, Any]]) -> int:
    with replacing(to) as temporary, temporary.open("w", encoding="utf-8") as stream:
        return exports.write_statements(stream, statements)


def _read_file(data: Path, skip_bad: bool) -> Answers:
    with _progress(f"reading {data.name}", known=False) as tell:
        answers = read_answers(data, skip_bad=skip_bad, tell=tell)
    for remark in answers.remarks:
        _say(remark)
    return answers


def _step_back() -> None:
    """Let the class go first."""
    os.nice(19 - os.getpriority(os.PRIO_PROCESS, 0))


def _say(line: str) -> None:
    click.echo(line, err=True)


@contextmanager
def _progress(what: str, known: bool = True) -> Iterator[Callable[[float], None]]:
    """Give a function that draws how far the work is on standard error; where that is no terminal, nothing is drawn."""
    drawn = sys.stderr.isatty()

    def tell(done: float) -> None:
        if drawn:
            text = f"[{'#' * int(30 * done):30}] {done:4.0%}" if known else f"{int(done):,} lines"
            click.echo(f"\r{what} {text}", err=True, nl=False)

    try:
        yield tell
    finally:
        if drawn:
            click.echo("\r\x1b[K", err=True, nl=False)
