"""The gradebooks follow the roster, within a second of every change."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from grading.durable import hold
from grading.errors import GradingError
from grading.folders import CourseFolders
from grading.records.roster import Roster
from grading.students import ensure_students

_LOOK_EVERY_SECONDS = 1.0
_log = logging.getLogger(__name__)


@dataclass
class RosterWatch:
    """Puts people who were added to the roster into the gradebooks of their courses.

    Args:
        site: the site's folder.
        roster: the roster as it is now; the same object for as long as it does not change.
    """

    site: Path
    roster: Callable[[], Roster]
    _ended: threading.Event = field(default_factory=threading.Event)

    def follow(self) -> list[str]:
        """Bring every gradebook up to date, and return what was done; repeatable.

        Raises:
            GradingError: a course is being marked now.
        """
        done = []
        for path in sorted((self.site / "nbgrader").glob("*/gradebook.db")):
            folders = CourseFolders(self.site, path.parent.name)
            with hold(folders.marking_lock, wait=False):
                done += ensure_students(folders, self.roster())
        return done

    def start(self) -> None:
        """Follow now and after every change, in a thread of its own."""
        threading.Thread(target=self._watch, name="roster-watch", daemon=True).start()

    def end(self) -> None:
        """Stop following."""
        self._ended.set()

    def _watch(self) -> None:
        followed: Roster | None = None
        while not self._ended.wait(_LOOK_EVERY_SECONDS):
            current = self.roster()
            if current is followed:
                continue
            try:
                self.follow()
                followed = current
            except (GradingError, OSError, SQLAlchemyError) as error:
                _log.warning("the gradebooks do not know the newest roster yet: %s", error)
