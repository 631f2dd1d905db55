"""A teacher edits the site's courses in the browser: check, save, undo, publish; no name leads out of the folder, nothing is executed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from courses.errors import LibraryBusy, NotInLibrary
from courses.file_names import find_kind_of
from courses.languages import LANGS
from courses.library import list_files
from tutor.sentences import texts_in
from tutor.web.errors import NoSuchPage
from tutor.web.house import lang_of
from tutor.web.identity import Viewer
from tutor.web.pages import render
from tutor.workshop.desk import Desk
from tutor.workshop.findings import Finding
from tutor.workshop.pages import HERE, Handler
from tutor.workshop.publishing import Publisher
from tutor.workshop.trial import check_text

EDITOR = f"{HERE}/edit"


class EditingPages:
    """One method a page or a button."""

    def __init__(self, desk: Desk, publisher: Publisher) -> None:
        self.desk, self.publisher = desk, publisher
        self.library, self.audit = publisher.library, publisher.audit

    def routes(self) -> list[tuple[str, list[str], Handler]]:
        """Return every page: address, methods, function."""
        get, post = ["GET"], ["POST"]
        return [
            ("/workshop/edit/{name:path}", get, self.edit),
            ("/workshop/edit/{name:path}", post, self.write),
            ("/workshop/publish", get, self.overview),
            ("/workshop/publish", post, self.publish),
            ("/workshop/publish/progress", get, self.progress),
            ("/workshop/discard", post, self.discard),
            ("/workshop/back", post, self.go_back),
        ]

    async def edit(self, request: Request) -> Response:
        """A file in a plain editor."""
        viewer = await self.desk.author(request)
        name = self._name(request)
        text = await run_in_threadpool(self.library.read, name)
        return await self._show(request, viewer, name, text or "", stamp=stamp_of(text), saved=request.query_params.get("saved", ""))

    async def write(self, request: Request) -> Response:
        """Check a text, save it, or put the older one back."""
        form = await request.form(max_files=0, max_fields=20)
        viewer, name = await self.desk.author(request, form), self._name(request)
        act, text = str(form.get("act", "")), str(form.get("text", "")).replace("\r\n", "\n")
        try:
            if act == "undo":
                await run_in_threadpool(self.library.undo, name)
                self.audit.write("content.undone", by=viewer.number, about=name)
                return RedirectResponse(f"{HERE}/edit/{name}?saved=undone", 303)
            return await self._check_and_save(request, viewer, form, name, text, act)
        except (NotInLibrary, LibraryBusy) as error:
            return await self._show(request, viewer, name, text, stamp=str(form.get("stamp", "")), trouble=self._say(request, error))

    async def _check_and_save(self, request: Request, viewer: Viewer, form: FormData, name: str, text: str, act: str) -> Response:
        stamp = str(form.get("stamp", ""))
        others = stamp_of(await run_in_threadpool(self.library.read, name)) != stamp
        if others and act != "anyway":
            return await self._show(request, viewer, name, text, stamp=stamp, trouble=self._text(request, "workshop.others"), may_anyway=True)
        findings = await check_text(self.library.draft, name, text)
        spoiled = any(finding.file == name and not finding.warns for finding in findings)
        if act == "check" or (act == "save" and spoiled):
            trouble = self._text(request, "workshop.not_saved") if act == "save" else ""
            return await self._show(request, viewer, name, text, stamp=stamp, findings=findings, trouble=trouble, may_anyway=bool(trouble))
        await run_in_threadpool(self.library.save, name, text)
        self.audit.write("content.saved", by=viewer.number, about=name, sound=not spoiled)
        return RedirectResponse(f"{HERE}/edit/{name}?saved=saved", 303)

    async def _show(
        self, request: Request, viewer: Viewer, name: str, text: str, findings: list[Finding] | None = None, saved: str = "", **more: Any
    ) -> Response:
        values: dict[str, Any] = {"trouble": "", "may_anyway": False, "findings": findings, "saved": saved if saved in ("saved", "undone") else ""}
        values |= {"name": name, "text": text, "unit_id": "/".join(name.split("/")[:2]) if name.count("/") >= 2 else "", "shown": _page_of(name)}
        values |= {
            "can_undo": self.library.can_undo(name),
            "files": await run_in_threadpool(self._list_beside, name),
            "line_of": _line_in(name, text),
        }
        faulty = [finding.line for finding in findings or () if finding.file == name and not finding.warns]
        values["at_line"] = faulty[0] if faulty else request.query_params.get("line", "")
        return self._render(request, "edit", viewer, 409 if more.get("trouble") else 200, **(values | more))

    def _list_beside(self, name: str) -> list[str]:
        """Return the files of the same unit, or of the same course where it is none of a unit's."""
        depth = min(name.count("/"), 2)
        above = "".join(f"{part}/" for part in name.split("/")[:depth])
        texts = [one for one in list_files(self.library.draft) if find_kind_of(one) == "text" and one.startswith(above)]
        return texts if depth == 2 else [one for one in texts if one.count("/") == depth]

    async def overview(self, request: Request) -> Response:
        """What was edited and not published, and what is taught."""
        return await self._overview(request, await self.desk.author(request))

    async def _overview(self, request: Request, viewer: Viewer, trouble: str = "") -> Response:
        values = await run_in_threadpool(self._see_library)
        return self._render(
            request, "publish", viewer, 409 if trouble else 200, trouble=trouble, run=self.publisher.run, line_of=lambda _: "", **values
        )

    def _see_library(self) -> dict[str, Any]:
        library = self.library
        current = library.current
        at = datetime.fromisoformat(current.at) if current.at else None
        return {"edits": library.edits(), "own": library.own_files(), "current": current, "at": at, "moved_on": library.shipped_moved_on}

    async def publish(self, request: Request) -> Response:
        """Check everything, build, and teach it; the page then shows how far it is."""
        return await self._start(request, "publish")

    async def go_back(self, request: Request) -> Response:
        """Teach again what was taught before."""
        return await self._start(request, "undo")

    async def _start(self, request: Request, act: Literal["publish", "undo"]) -> Response:
        form = await request.form(max_files=0, max_fields=20)
        viewer = await self.desk.author(request, form)
        if form.get("sure") != "yes":
            return await self._overview(request, viewer, self._text(request, "workshop.say_sure"))
        self.publisher.ensure_running(act, viewer.number)
        return RedirectResponse(f"{HERE}/publish", 303)

    async def progress(self, request: Request) -> Response:
        """Tell how far publishing is."""
        await self.desk.author(request)
        run = self.publisher.run
        return JSONResponse(run.as_json() if run else {"state": "none"})

    async def discard(self, request: Request) -> Response:
        """Give up what was edited and not published."""
        form = await request.form(max_files=0, max_fields=20)
        viewer = await self.desk.author(request, form)
        if form.get("sure") != "yes":
            return await self._overview(request, viewer, self._text(request, "workshop.say_sure"))
        try:
            await run_in_threadpool(self.library.discard)
        except LibraryBusy as error:
            return await self._overview(request, viewer, self._say(request, error))
        self.audit.write("content.discarded", by=viewer.number)
        return RedirectResponse(f"{HERE}/publish", 303)

    def _name(self, request: Request) -> str:
        name = request.path_params["name"]
        if find_kind_of(name) != "text":
            raise NoSuchPage(request.url.path)
        return name

    def _say(self, request: Request, error: Exception) -> str:
        return self._text(request, "workshop.busy" if isinstance(error, LibraryBusy) else "workshop.not_kept")

    def _text(self, request: Request, text_id: str) -> str:
        return texts_in(lang_of(request))(text_id)

    def _render(self, request: Request, page: str, viewer: Viewer, status: int, **values: Any) -> Response:
        about: dict[str, Any] = {"layout": self.desk.layout, "edits_here": True, "workshop": HERE, "langs": LANGS}
        return render(self.desk, request, f"workshop/{page}.html", viewer, status, **(about | values))


def stamp_of(text: str | None) -> str:
    """Return what tells whether somebody else has saved a file since it was opened."""
    return hashlib.sha256((text or "").encode()).hexdigest()[:16]


def _page_of(name: str) -> str:
    """Return the page that shows a file, relative to the workshop."""
    parts = name.split("/")
    if len(parts) == 4:
        kind = {"items": "item", "lessons": "lesson"}[parts[2]]
        return f"{kind}/{parts[0]}/{parts[1]}/{parts[3].partition('.')[0]}"
    if len(parts) == 3:
        page = {"summary": "summary", "assignment": "test"}.get(parts[2].partition(".")[0], "unit")
        return f"{page}/{parts[0]}/{parts[1]}"
    return ""


def _line_in(name: str, text: str) -> Callable[[Finding], str]:
    """Return what finds the line of a finding in the text that was typed."""
    lines = text.splitlines()

    def line_of(finding: Finding) -> str:
        return lines[finding.line - 1].strip()[:300] if finding.file == name and 0 < finding.line <= len(lines) else ""

    return line_of
