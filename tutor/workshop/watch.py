"""Whoever looks at a page is told when a file was saved; while nobody looks, nobody watches."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tutor.workshop.shelf import Stamp, stamp_of

LOOK_SECONDS = 0.4
"""One look at the names and times of all files takes a few milliseconds, however many pages are open."""
_STILL_THERE_SECONDS = 20.0


@dataclass
class Watch:
    """The folder that is worked on, which may be another from one moment to the next, and those who want to know when something in it changes."""

    folder: Callable[[], Path]
    _waiting: set[asyncio.Queue[list[str]]] = field(default_factory=set)
    _looking: asyncio.Task[None] | None = None

    async def changes(self) -> AsyncIterator[list[str]]:
        """Yield the units (`math1/fractions`; `math1` for the course's own file) whose files changed.

        An empty list, now and then, says that somebody is there.
        """
        queue: asyncio.Queue[list[str]] = asyncio.Queue()
        self._waiting.add(queue)
        self._looking = self._looking or asyncio.create_task(self._look())
        try:
            yield []
            while True:
                try:
                    yield await asyncio.wait_for(queue.get(), _STILL_THERE_SECONDS)
                except TimeoutError:
                    yield []
        finally:
            self._waiting.discard(queue)
            if not self._waiting and self._looking:
                self._looking.cancel()
                self._looking = None

    async def _look(self) -> None:
        before = now = await asyncio.to_thread(self._see)
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            with suppress(OSError):  # a folder that is being replaced; the next look sees the new one
                now = await asyncio.to_thread(self._see)
            if changed := list_changed_units(before, now):
                before = now
                for queue in self._waiting:
                    queue.put_nowait(changed)

    def _see(self) -> Stamp:
        return stamp_of(self.folder())


def list_changed_units(before: Stamp, now: Stamp) -> list[str]:
    """Return the units in which a file is new, gone or another."""
    return sorted({"/".join(name.split("/")[:-1][:2]) for name, *_ in set(before) ^ set(now)})
