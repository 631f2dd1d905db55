"""The model in use changes in one moment, and only to one that has seen every answer and said nothing absurd."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from courses import answers
from courses.model import Item
from tutor.catching_up import CatchingUp, Rest
from tutor.curriculum import Curriculum
from tutor.errors import StoreUnavailable
from tutor.events.records import Task
from tutor.learner.base import LearnerModel, State
from tutor.learner.tracing import Tracing
from tutor.learner.trial import check_sane
from tutor.store import profiles
from tutor.store.database import Store

_log = logging.getLogger("tutor.model")
Load = Callable[[Path], Tracing]


@dataclass(frozen=True, slots=True)
class ModelNews:
    """What people are told of the model: which one is in use, and what came of the site's file."""

    name: str
    version: str
    refused: str = ""
    """Why the site's model file is not used; empty where it is, or where there is none."""
    behind: int = 0
    """Learners whose answers the next model has not seen yet."""


class LiveModel:
    """Holds the model in use. A new model file is read, tried on everybody's answers beside it, and then takes its place.

    Call it for the model in use, once for each request: between two calls it may have changed.

    Args:
        shipped: the model that needs no file.
        file: where the site keeps its own; it need not be there.
        load: reads the file; whatever it raises, the file is refused with these words.
    """

    def __init__(self, store: Store, curriculum: Curriculum, shipped: Tracing, file: Path, load: Load, rest: Rest | None = None) -> None:
        self._store, self._shipped, self._file, self._load = store, shipped, file, load
        self._skills, self._tasks = list(curriculum.skills), list_tasks(curriculum)
        self._catching_up = CatchingUp(store, curriculum.moves, lambda profile: self._check(profile.state), self._tell, rest or Rest())
        self.over = Event()
        self._stamp: object = None
        self._refused, self._behind, self._settled, self._cleared = "", 0, False, False
        self._in_use = self._next = shipped
        self._read_file()
        self._in_use = self._begin_with()

    def __call__(self) -> Tracing:
        """Return the model in use."""
        return self._in_use

    @property
    def news(self) -> ModelNews:
        """What people are told."""
        return ModelNews(self._in_use.name, self._in_use.version, self._refused, self._behind)

    def look(self) -> None:
        """Go one round: read the file if it is another, catch up, switch, clear away; may be ended at any moment."""
        try:
            self._read_file()
            if self._settled:
                self._clear_away()
            else:
                self._try_next()
        except StoreUnavailable as error:
            _log.warning("the learner model waits for the database: %s", error)

    def _begin_with(self) -> Tracing:
        """Return the model to open with: the file's, where it was in use before and so has a profile of everybody; else the shipped one."""
        with self._store.reading() as connection:
            untried = profiles.list_behind(connection, self._next).keys() - profiles.list_kept(connection, self._next)
        return self._shipped if untried else self._next

    def _read_file(self) -> None:
        stamp = _stamp(self._file)
        if stamp == self._stamp:
            return
        self._stamp, self._next, self._refused, self._settled = stamp, self._shipped, "", False
        if stamp is not None:
            self._try_file()

    def _try_file(self) -> None:
        try:
            new = self._load(self._file)
            check_sane(new, new.fresh(), self._skills, self._tasks)
        except Exception as error:
            self._refuse(error)
        else:
            self._next = new

    def _try_next(self) -> None:
        try:
            self._catching_up.run(self._next)
        except StoreUnavailable:
            raise
        except Exception as error:
            if self._next is self._shipped:
                raise
            if _id(self._next) == _id(self._in_use):
                self._in_use = self._shipped
            self._refuse(error)
            return
        if _id(self._next) != _id(self._in_use):
            _log.warning("the learner model is now %s %s", *_id(self._next))
        self._in_use, self._settled, self._cleared = self._next, True, False

    def _refuse(self, error: Exception) -> None:
        """Go on with the model in use. A file may hold anything: whatever went wrong with it is told, and harms nobody."""
        self._next = self._in_use
        self._refused = f"{self._file.name}: {str(error) or type(error).__name__}"
        _log.error("practice goes on with the model %s %s. Not used: %s", *_id(self._in_use), self._refused)

    def _clear_away(self) -> None:
        """Take away what other models left, a round after the switch: a request that began before it has ended by then."""
        if not self._cleared:
            with self._store.writing() as connection:
                self._cleared = not profiles.forget_others(connection, self._in_use)

    def _check(self, state: State) -> None:
        check_sane(self._next, state, self._skills, self._tasks)

    def _tell(self, behind: int) -> None:
        self._behind = behind


def watch(live: LiveModel, seconds: float) -> Thread:
    """Look again and again, beside the requests, until the model's time is over."""

    def look_on() -> None:
        while True:
            try:
                live.look()
            except Exception:
                _log.exception("the learner model could not be brought up to date")
            if live.over.wait(seconds):
                return

    thread = Thread(target=look_on, name="model", daemon=True)
    thread.start()
    return thread


def list_tasks(curriculum: Curriculum) -> list[Task]:
    """Return every exercise as a model sees it."""
    return [_as_task(curriculum, item) for unit in curriculum.units() for item in unit.items.values()]


def _as_task(curriculum: Curriculum, item: Item) -> Task:
    kind = answers.find_kind(item.answer.kind).input
    return Task(item.id, curriculum.task_skills(item), item.level, kind, len(item.answer.options.get("choices", ())))


def _id(model: LearnerModel) -> tuple[str, str]:
    return model.name, model.version


def _stamp(file: Path) -> object:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
