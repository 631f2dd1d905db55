"""A learner works at one seat; another seat asks before it takes over, and a locked screen takes no answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tutor.errors import SeatLocked, SeatMoved
from tutor.store import seats
from tutor.store.database import Store
from tutor.store.seats import Seat

_SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Seating:
    """Who sits where."""

    store: Store
    seat_minutes: int
    now: Callable[[], datetime]

    def find(self, learner: str) -> Seat | None:
        """Return the learner's seat, or None."""
        with self.store.reading() as connection:
            return seats.find(connection, learner)

    def check(self, learner: str, seat: str | None) -> None:
        """Make sure that an answer comes from the learner's open seat; an answer that names no seat may come from any.

        Raises:
            SeatMoved: the learner went on at another seat.
            SeatLocked: the screen is locked.
        """
        mine = self.find(learner)
        if mine and seat and mine.seat != seat:
            raise SeatMoved(f"{learner} went on at another seat")
        if mine and mine.locked:
            raise SeatLocked(f"the screen of {learner} is locked")

    def sit_down(self, learner: str, seat: str) -> bool:
        """Take the seat if nobody has to be asked first; tell whether it is the learner's now."""
        mine = self.find(learner)
        if mine is None or (mine.seat != seat and self._is_left(mine)):
            self.take(learner, seat)
            return True
        if mine.seat == seat and self.now() - mine.seen_at > _SEEN_EVERY:
            with self.store.writing() as connection:
                seats.see(connection, learner, self.now())
        return mine.seat == seat

    def take(self, learner: str, seat: str) -> None:
        """Go on here, whatever other seat there was."""
        with self.store.writing() as connection:
            seats.take(connection, learner, seat, self.now())

    def leave(self, learner: str) -> None:
        """Get up: the next seat need not ask."""
        with self.store.writing() as connection:
            seats.leave(connection, learner)

    def lock(self, learner: str) -> None:
        """Lock the screen."""
        with self.store.writing() as connection:
            seats.set_locked(connection, learner, True)

    def unlock(self, learner: str) -> None:
        """Unlock the screen; the PIN was right."""
        with self.store.writing() as connection:
            seats.set_locked(connection, learner, False)
            seats.see(connection, learner, self.now())

    def _is_left(self, seat: Seat) -> bool:
        return not seat.locked and abs(self.now() - seat.seen_at) > timedelta(minutes=self.seat_minutes)
