"""The list of job centres: for everybody to read and print, for staff to fill in."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tutor.job_centres import FILE, MOST_CENTRES, MOST_CHARACTERS, JobCentre, UnreadableList, keep_centres, read_centres
from tutor.web.house import House
from tutor.web.identity import check_need
from tutor.web.pages import PREFIX, render

COLUMNS = tuple(field.name for field in fields(JobCentre))
_EMPTY_ROWS = 3


class JobCentrePages:
    """One method a page."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def show(self, request: Request) -> Response:
        """The list; a teacher or an admin may change it here."""
        viewer = await self.house.identity.who(request)
        trouble = ""
        try:
            centres = await run_in_threadpool(read_centres, self.house.site)
        except UnreadableList as error:
            centres, trouble = [], str(error)
        empty = [JobCentre("", "")] * min(_EMPTY_ROWS, MOST_CENTRES - len(centres))
        about: dict[str, Any] = {
            "columns": COLUMNS,
            "file": FILE,
            "most": MOST_CHARACTERS,
            "trouble": trouble,
            "said": request.query_params.get("said", ""),
        }
        return render(self.house, request, "job_centres.html", viewer, centres=centres, empty=empty, **about)

    async def keep(self, request: Request) -> Response:
        """Keep the rows that were typed, on disk before this answers."""
        form = await request.form()
        viewer = await self.house.identity.who(request, form)
        check_need(viewer, "teacher")
        lists = [[str(text) for text in form.getlist(name)] for name in COLUMNS]
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in zip(*lists, strict=False)]
        kept = await run_in_threadpool(keep_centres, self.house.site, rows)
        self.house.audit.write("job_centres.kept", by=viewer.number, about=FILE, rows=len(kept))
        return RedirectResponse(f"{PREFIX}/job-centres?said=kept", 303)
