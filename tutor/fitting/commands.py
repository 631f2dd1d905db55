"""`rean model ...`: fit, evaluate, report on, export and merge what learner models learn from.

What a command does lies in `work`, which is loaded by its name when a command runs: `rean up` must not wait a second for scikit-learn.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from courses.languages import LANGS, Lang
from tutor.errors import TutorError

FOLD_SEED = 20240601
MODELS = ("skill-mean", "elo", "elo-skill", "bkt", "bkt-item", "pfa", "best-lr", "rean")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_SITE = click.option("--site", envvar="REAN_SITE", type=_FOLDER, metavar="DIR", help="The site's folder; or $REAN_SITE.")
_DATABASE = click.option("--database", default="", metavar="URL", help="Another database than the site's own, as an SQLAlchemy address.")
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
@click.option("--models", default="", metavar="A,B", help=f"Some of {','.join(MODELS)}; all where none is named.")
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
    click.echo(_work().evaluate(data, folds, seed, models, skip_bad, as_json))


@commands.command()
@_SITE
@_DATABASE
@click.option("--data", type=_FILE, metavar="FILE", help="Fit to a tidy file instead of the site's events.")
@click.option("--to", type=_NEW_FILE, metavar="FILE", help="Where the model goes; else model.json in the site's folder.")
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
    if not (data or site) or not (to or site):
        raise click.UsageError("Say --site DIR, or --data FILE and --to FILE.")
    if engine == "dask" and data is None:
        raise click.UsageError("--engine dask needs --data FILE. Make one: rean model export --site DIR --to FILE.csv.gz")
    os.nice(19)  # let the class go first
    click.echo(_work().fit(site, database, data, to, workers if engine == "dask" else 0, seed, skip_bad, as_json))


@commands.command()
@_SITE
@_DATABASE
@click.option("--data", type=_FILE, metavar="FILE", help="Report on a tidy file instead of the site's events.")
@click.option("--model", type=_FILE, metavar="FILE", help="The model to look at; else model.json in the site's folder, or the shipped one.")
@click.option("--roster", type=_FILE, metavar="FILE", help="roster.json, for the figures per sex; else the site's.")
@click.option("--to", type=_NEW_FILE, required=True, metavar="FILE", help="The file to write: .html or .pdf.")
@click.option("--lang", type=click.Choice(LANGS), default="en", show_default=True, help="The report's language.")
@_SKIP
@_in_words
def report(
    site: Path | None, database: str, data: Path | None, model: Path | None, roster: Path | None, to: Path, lang: Lang, skip_bad: bool
) -> None:
    """Draw how well the chances fit what happened, and how learners get on: per course and per sex, without names.

    One page for the browser, or a PDF; it needs nothing from outside. A group of fewer than five learners is not shown.

    \b
    Examples:
      rean model report --site /srv/rean --to report.html
      rean model report --site /srv/rean --lang km --to report.pdf
    """
    if not (site or data):
        raise click.UsageError("Say --site DIR or --data FILE.")
    if to.suffix.lower() not in {".html", ".pdf"}:
        raise click.UsageError(f"--to {to}: the report is a page or a PDF; let its name end in .html or .pdf.")
    click.echo(_work().report(site, database, data, model, roster, to, lang, skip_bad))


@commands.command()
@_SITE
@_DATABASE
@click.option("--to", type=_NEW_FILE, required=True, metavar="FILE", help="The file to write; .csv.gz is packed.")
@click.option("--xapi", is_flag=True, help="xAPI-shaped statements, one JSON object a line, instead of CSV.")
@click.option("--key", type=_NEW_FILE, metavar="FILE", help="Makes the pseudonyms; itself made where there is none. Else export.key in DIR.")
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
    click.echo(_work().export(site, database, to, key or site / "export.key", xapi))


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
    click.echo(_work().merge(files, to))


def _work() -> Any:
    return import_module("tutor.fitting.work")
