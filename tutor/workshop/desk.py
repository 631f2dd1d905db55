"""Where a workshop stands: in a house, for its teachers, or alone on an author's computer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from starlette.datastructures import FormData
from starlette.requests import Request

from tutor.days import Calendar
from tutor.recordings import Recordings
from tutor.settings import TutorSettings
from tutor.web.identity import Identity, Viewer, check_need
from tutor.workshop.findings import Checks
from tutor.workshop.shelf import Shelf
from tutor.workshop.tryouts import Tryouts
from tutor.workshop.watch import Watch


class Bench:
    """All that is needed to work on one content folder."""

    def __init__(self, folder: Path, recordings: Recordings | None) -> None:
        self.folder = folder
        self.shelf = Shelf(folder)
        self.checks = Checks(folder)
        self.tryouts = Tryouts(self.shelf, recordings)


@dataclass
class Desk:
    """A workshop's place.

    Args:
        folder: says which content folder is worked on now.
        layout: the template around every page.
        edits: whether files can be changed in the browser.
        recordings: what the site's teachers have recorded; None where nobody records.
    """

    identity: Identity
    calendar: Calendar
    settings: TutorSettings
    folder: Callable[[], Path]
    layout: str = "base.html"
    edits: bool = False
    recordings: Recordings | None = None
    _benches: dict[Path, Bench] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin to watch when somebody looks."""
        self.watch = Watch(self.folder)

    @property
    def bench(self) -> Bench:
        """The bench of the folder that is worked on now."""
        folder = self.folder()
        if folder not in self._benches:
            self._benches = {folder: Bench(folder, self.recordings)}
        return self._benches[folder]

    async def author(self, request: Request, form: FormData | None = None) -> Viewer:
        """Return who is asking, if a workshop is for them.

        Raises:
            NotSignedIn: nobody is.
            Refused: a learner.
        """
        viewer = await self.identity.who(request, form)
        check_need(viewer, "teacher")
        return viewer
