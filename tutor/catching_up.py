"""A model catches up with all answers beside the one in use, a little at a time; ended at any moment, it goes on from there."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tutor.events.moves import Moves
from tutor.events.records import Attempt
from tutor.learner.base import LearnerModel
from tutor.learner.profile import Profile, fresh_profile, learn_one
from tutor.store import events, profiles
from tutor.store.database import Store

_PAGE = 50
_FEW = 20
"""Answers that came meanwhile and that the requests may count themselves: so few take them a millisecond or two."""


@dataclass(slots=True)
class Rest:
    """Leaves most of the time to the requests: after each piece of work, a rest so many times as long.

    Threads of a process share one interpreter. A lower priority for one of them would make the others wait for it.
    """

    times: float = 3.0
    clock: Callable[[], float] = time.monotonic
    wait: Callable[[float], object] = time.sleep
    _since: float = field(default=0.0, init=False)

    def begin(self) -> None:
        """Note that a piece of work begins."""
        self._since = self.clock()

    def take(self) -> None:
        """Rest, after a piece of work and before the next."""
        self.wait(max(self.clock() - self._since, 0.0) * self.times)
        self.begin()


@dataclass(frozen=True, slots=True)
class CatchingUp:
    """Computes everybody's profile for one model.

    Args:
        check: looks at each profile before it is kept; raises where the model is not to be trusted.
        tell: is told how many learners are left.
    """

    store: Store
    moves: Moves
    check: Callable[[Profile], None]
    tell: Callable[[int], None]
    rest: Rest = field(default_factory=Rest)

    def run(self, model: LearnerModel) -> None:
        """Return when all but a few of the newest answers are counted.

        Raises:
            StoreUnavailable: the database cannot be used now; what was computed stays.
        """
        behind = self._list_behind(model)
        while behind:
            for left, learner in zip(range(len(behind), 0, -1), sorted(behind), strict=True):
                self.tell(left)
                self._learn(model, learner)
            behind = self._list_behind(model)
            if sum(behind.values()) <= _FEW:
                break
        self.tell(0)

    def _list_behind(self, model: LearnerModel) -> dict[str, int]:
        with self.store.reading() as connection:
            return profiles.list_behind(connection, model, self.moves)

    def _learn(self, model: LearnerModel, learner: str) -> None:
        self.rest.begin()
        profile = self._begin(model, learner)
        while page := self._read_page(learner, profile.through_event):
            for attempt in page:
                profile = learn_one(model, profile, attempt)
            self.rest.take()
        self.check(profile)
        with self.store.writing() as connection:
            profiles.save_profile(connection, learner, profile, self.moves)
        self.rest.take()

    def _begin(self, model: LearnerModel, learner: str) -> Profile:
        with self.store.reading() as connection:
            return profiles.find_profile(connection, learner, model, self.moves) or fresh_profile(model)

    def _read_page(self, learner: str, after: int) -> list[Attempt]:
        with self.store.reading() as connection:
            return list(events.list_attempts(connection, learner, after=after, limit=_PAGE, moves=self.moves))
