"""A site's own events as a table of answers; the class goes on meanwhile."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from grading.records.database import open_database
from tutor.errors import StoreUnavailable
from tutor.events.moves import STAYED, Moves
from tutor.events.records import Attempt
from tutor.fitting.answers import Answers, AnswersMaker
from tutor.fitting.base import Tell, tell_nobody
from tutor.learner.credit import credit_of, skills_of
from tutor.store import events
from tutor.store.tables import events as events_table

_PAGE = 500


def site_database(site: Path) -> str:
    """Return the address of a site's own database: the one that its `site.toml` names, else `tutor.sqlite` in its folder.

    Raises:
        StoreUnavailable: there is none, or `site.toml` cannot be read.
    """
    settings = site / "site.toml"
    try:
        said = tomllib.loads(settings.read_text("utf-8")) if settings.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StoreUnavailable(f"{settings} cannot be read: {error}") from None
    if url := said.get("tutor", {}).get("database_url", ""):
        return str(url)
    file = site / "tutor.sqlite"
    if not file.is_file():
        raise StoreUnavailable(f"{file} is not there: is {site} a site in which somebody has practised?")
    return f"sqlite:///{file}"


def list_site_attempts(url: str, moves: Moves = STAYED, tell: Tell = tell_nobody) -> Iterator[Attempt]:
    """Yield the answers that show something, under the names of now, learner by learner; previews of teachers are left out.

    Each page is a short reading of its own, so that the database can tidy up between them. Reading never makes a writer wait.

    Raises:
        StoreUnavailable: the database cannot be read.
    """
    engine = open_database(url)
    try:
        with engine.connect() as connection:
            learners = list(connection.execute(select(events_table.c.learner).distinct().order_by(events_table.c.learner)).scalars())
        for number, learner in enumerate(learners):
            tell(number / len(learners))
            yield from _list_of(engine, learner, moves)
    except DBAPIError as error:
        raise StoreUnavailable(str(error.orig).splitlines()[0]) from error
    finally:
        engine.dispose()


def _list_of(engine: Engine, learner: str, moves: Moves) -> Iterator[Attempt]:
    after = 0
    while True:
        with engine.connect() as connection:
            page = list(events.list_attempts(connection, learner, after=after, limit=_PAGE, moves=moves))
        if not page:
            return
        yield from (attempt for attempt in page if attempt.purpose != "preview" and credit_of(attempt) is not None)
        after = page[-1].id


def read_site(url: str, moves: Moves = STAYED, tell: Tell = tell_nobody) -> Answers:
    """Return a site's answers as a table."""
    maker = AnswersMaker()
    for attempt in list_site_attempts(url, moves, tell):
        _add(maker.add, attempt)
    return maker.make()


def _add(add: Callable[..., None], attempt: Attempt) -> None:
    task = attempt.task
    add(attempt.learner, task.item, skills_of(task), credit_of(attempt), attempt.id, attempt.at.timestamp(), task.level)
