"""Recordings: a teacher reads what learners are to hear; everybody who is signed in may listen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from courses.model import Course, Unit
from tutor.errors import SoundRefused
from tutor.recordings import LICENCE, Recording
from tutor.sound_types import SOUND_TYPES
from tutor.web.errors import NoSuchPage
from tutor.web.guards import MICROPHONE
from tutor.web.house import House
from tutor.web.identity import Viewer, check_need
from tutor.web.pages import PREFIX, render

PATH = f"{PREFIX}/recordings"
_SAID = ("kept", "deleted", "too_large", "empty", "no_sound")
_YEAR = 31_536_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """One text that learners are to hear, and its recording where there is one."""

    sound: str
    text: str
    recording: Recording | None
    reader: str

    @property
    def anchor(self) -> str:
        """The name of its place on the page."""
        return self.sound.replace("/", "-")


class RecordingPages:
    """One method a page or a button."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def show(self, request: Request) -> Response:
        """Everything that is to be recorded, unit by unit, with what there is."""
        viewer = await self._teacher(request)
        said = request.query_params.get("said", "")
        units = await run_in_threadpool(self._see_units)
        values: dict[str, Any] = {
            "units": units,
            "missing": sum(one.recording is None for _, _, wanted in units for one in wanted),
            "said": said if said in _SAID else "",
            "about": request.query_params.get("about", ""),
            "licence": LICENCE,
            "most_kilobytes": self.house.settings.recording_kilobytes,
            "types": ", ".join(kind.name for kind in SOUND_TYPES),
        }
        page = render(self.house, request, "recordings.html", viewer, **values)
        page.headers["Permissions-Policy"] = MICROPHONE
        return page

    async def keep(self, request: Request) -> Response:
        """Keep a recording in the place of the one before, or take it away."""
        form = await request.form()
        viewer = await self._teacher(request, form)
        sound = self._sound(request)
        deletes = form.get("act") == "delete"
        said = await run_in_threadpool(self._delete, sound, viewer) if deletes else await self._keep(sound, form, viewer)
        return RedirectResponse(f"{PATH}?said={said}&about={sound}#{sound.replace('/', '-')}", 303)

    async def play(self, request: Request) -> Response:
        """Send a recording to whoever is signed in."""
        await self.house.identity.who(request)
        sound = self._sound(request)
        recording = await run_in_threadpool(self.house.recordings.find, sound)
        if recording is None:
            raise NoSuchPage(request.url.path)
        newest = request.query_params.get("v") == recording.version
        headers = {"Cache-Control": f"private, max-age={_YEAR}, immutable" if newest else "no-store"}
        path = self.house.recordings.path(sound, recording)
        return FileResponse(path, media_type=recording.media_type, headers=headers, content_disposition_type="inline", filename=path.name)

    async def _teacher(self, request: Request, form: FormData | None = None) -> Viewer:
        viewer = await self.house.identity.who(request, form)
        check_need(viewer, "teacher")
        return viewer

    def _sound(self, request: Request) -> str:
        """Return the sound of the path, if the courses have it."""
        sound = "/".join(request.path_params[part] for part in ("course", "unit", "sound"))
        if not any(sound in unit.sounds() for unit in self.house.catalog.units):
            raise NoSuchPage(request.url.path)
        return sound

    def _see_units(self) -> list[tuple[Course, Unit, list[Wanted]]]:
        seen = [(course, unit, self._see_sounds(unit)) for course in self.house.catalog.courses.values() for unit in course.units]
        return [(course, unit, wanted) for course, unit, wanted in seen if wanted]

    def _see_sounds(self, unit: Unit) -> list[Wanted]:
        found = {sound: self.house.recordings.find(sound) for sound in unit.sounds()}
        return [Wanted(sound, text, found[sound], self._reader(found[sound])) for sound, text in unit.sounds().items()]

    def _reader(self, recording: Recording | None) -> str:
        person = self.house.roster().find(recording.by) if recording else None
        return (person.khmer_name or person.latin_name) if person else recording.by if recording else ""

    async def _keep(self, sound: str, form: FormData, viewer: Viewer) -> str:
        file = form.get("recording")
        data = await file.read() if isinstance(file, UploadFile) else b""
        try:
            kept = await run_in_threadpool(self.house.recordings.keep, sound, data, viewer.number, self.house.now())
        except SoundRefused as refusal:
            return str(refusal)
        self._note("recording.kept", viewer, sound, bytes=kept.bytes, type=kept.media_type)
        return "kept"

    def _delete(self, sound: str, viewer: Viewer) -> str:
        if self.house.recordings.delete(sound):
            self._note("recording.deleted", viewer, sound)
        return "deleted"

    def _note(self, what: str, viewer: Viewer, sound: str, **values: Any) -> None:
        self.house.audit.write(what, by=viewer.number, about=sound, **values)
