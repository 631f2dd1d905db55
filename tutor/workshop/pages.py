"""The pages of the workshop: all courses, a unit, a lesson, an item, a summary, a unit test; and answers that are tried on them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import zip_longest
from typing import Any, TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from courses.errors import UnknownContent
from courses.file_names import find_kind_of
from courses.languages import LANGS
from courses.model import Lesson, Unit
from tutor.errors import NotShown
from tutor.web.bodies import CheckBody, DraftBody, HintBody, SkipBody
from tutor.web.errors import NoSuchPage
from tutor.web.pages import PREFIX, render
from tutor.workshop.bodies import AskBody
from tutor.workshop.desk import Bench, Desk
from tutor.workshop.shelf import Draft, stamp_of
from tutor.workshop.view import view_assignment, view_item, view_lesson, view_text, view_unit

HERE = f"{PREFIX}/workshop"
SUMMARY = "summary"
Handler = Callable[[Request], Awaitable[Response]]
_Body = TypeVar("_Body", bound=BaseModel)


class WorkshopPages:
    """One method a page."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def routes(self) -> list[tuple[str, list[str], Handler]]:
        """Return every page: address, methods, function."""
        get, post = ["GET"], ["POST"]
        return [
            ("/workshop", get, self.courses),
            ("/workshop/changes", get, self.changes),
            ("/workshop/unit/{course}/{unit}", get, self.unit),
            ("/workshop/findings/{course}", get, self.course_findings),
            ("/workshop/findings/{course}/{unit}", get, self.findings),
            ("/workshop/lesson/{course}/{unit}/{lesson}", get, self.lesson),
            ("/workshop/item/{course}/{unit}/{item}", get, self.item),
            ("/workshop/summary/{course}/{unit}", get, self.summary),
            ("/workshop/test/{course}/{unit}", get, self.test),
            ("/workshop/try/practice/next", post, self.next),
            ("/workshop/try/practice/check", post, self.check),
            ("/workshop/try/practice/hint", post, self.hint),
            ("/workshop/try/practice/skip", post, self.skip),
            ("/workshop/try/practice/draft", post, self.draft),
        ]

    async def courses(self, request: Request) -> Response:
        """All courses and their units, with what cannot be read."""
        bench = await self._open(request)
        return await self._show(request, "courses", {"courses": await run_in_threadpool(bench.shelf.courses), "line_of": bench.shelf.line_of})

    async def unit(self, request: Request) -> Response:
        """One unit: what the check says, skills, lessons, items, summary, test."""
        bench = await self._open(request)
        draft, unit = await self._read(bench, request)
        values = await run_in_threadpool(view_unit, unit) if unit else {"skills": [], "items": [], "failed": {}}
        summaries = [lang for lang in LANGS if (bench.folder / draft.id / f"{SUMMARY}.{lang}.md").is_file()]
        return await self._show(request, "unit", values | self._about(bench, draft, unit) | {"summaries": summaries})

    async def findings(self, request: Request) -> Response:
        """A piece of a page: what the check says about a unit."""
        bench = await self._open(request)
        draft, _ = await self._read(bench, request)
        found = await bench.checks.of(draft.id, draft.stamp)
        return await self._show(request, "findings", {"findings": found, "line_of": bench.shelf.line_of, "quiet": False})

    async def course_findings(self, request: Request) -> Response:
        """A piece of a page: what the check says about a course's own file."""
        bench, course = await self._open(request), request.path_params["course"]
        file = f"{course}/course.yaml"
        if find_kind_of(file) != "text" or not (bench.folder / file).is_file():
            raise NoSuchPage(request.url.path)
        found = await bench.checks.of(file, await run_in_threadpool(stamp_of, bench.folder / course))
        return await self._show(request, "findings", {"findings": found, "line_of": bench.shelf.line_of, "quiet": True})

    async def lesson(self, request: Request) -> Response:
        """A lesson as a learner sees it, both languages beside each other."""
        bench = await self._open(request)
        draft, unit = await self._read(bench, request)
        lesson = self._find_lesson(request, unit)
        sides = await run_in_threadpool(view_lesson, bench.shelf, lesson, draft.id)
        rows = list(zip_longest(*(sides[lang]["pieces"] for lang in LANGS)))
        return await self._show(request, "lesson", self._about(bench, draft, unit) | {"title": lesson.title, "sides": sides, "rows": rows})

    async def summary(self, request: Request) -> Response:
        """A unit's printable summary, both languages beside each other."""
        bench = await self._open(request)
        draft, unit = await self._read(bench, request)
        stand_in = Lesson(f"{draft.id}/{SUMMARY}", unit.title if unit else None, ())  # type: ignore[arg-type]
        sides = {lang: view_text(bench.shelf.text(f"{draft.id}/{SUMMARY}.{lang}.md", draft.id, lang), stand_in, draft.id, lang, {}) for lang in LANGS}
        rows = list(zip_longest(*(sides[lang]["pieces"] for lang in LANGS)))
        return await self._show(request, "summary", self._about(bench, draft, unit) | {"sides": sides, "rows": rows})

    async def item(self, request: Request) -> Response:
        """An item in one of its variants: to be tried in both languages, with its key, its mistakes, its hints and its tests."""
        bench = await self._open(request)
        draft, unit = await self._read(bench, request)
        item = unit.items.get(f"{draft.id}/{request.path_params['item']}") if unit else None
        if item is None and not draft.faults:
            raise NoSuchPage(request.url.path)
        number, test = _number(request, "variant") or 0, _number(request, "test")
        values = await run_in_threadpool(view_item, bench.shelf, item, number, test) if item else {"item": None}
        names = sorted(unit.items) if unit else []
        return await self._show(request, "item", values | self._about(bench, draft, unit) | {"test": test, "neighbours": _neighbours(names, item)})

    async def test(self, request: Request) -> Response:
        """A unit test: its questions, their keys and rubrics."""
        bench = await self._open(request)
        draft, unit = await self._read(bench, request)
        tests = unit.assignments if unit else ()
        questions = [await run_in_threadpool(view_assignment, bench.shelf, one) for one in tests]
        return await self._show(request, "test", self._about(bench, draft, unit) | {"tests": list(zip(tests, questions, strict=True))})

    async def changes(self, request: Request) -> Response:
        """Tell the page, as long as it is open, which units' files were saved."""
        await self._open(request)

        async def tell() -> AsyncIterator[str]:
            async for changed in self.desk.watch.changes():
                yield f"data: {json.dumps(changed)}\n\n" if changed else ": here\n\n"

        return StreamingResponse(tell(), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    async def next(self, request: Request) -> Response:
        """Show an exercise to be tried."""
        bench, body = await self._open(request), await _read_body(request, AskBody)
        return await _answer(bench.tryouts.next, body.model_dump(), body.lang)

    async def check(self, request: Request) -> Response:
        """Judge an answer that is tried."""
        bench, body = await self._open(request), await _read_body(request, CheckBody)
        return await _answer(bench.tryouts.check, body.shown_id, body.typed, body.lang)

    async def hint(self, request: Request) -> Response:
        """Show one more hint."""
        bench, body = await self._open(request), await _read_body(request, HintBody)
        return await _answer(lambda: {"hints": bench.tryouts.hint(body.shown_id, body.lang)})

    async def skip(self, request: Request) -> Response:
        """Say what a learner is told who skips a question."""
        bench, body = await self._open(request), await _read_body(request, SkipBody)
        return await _answer(bench.tryouts.skip, body.shown_id, body.lang)

    async def draft(self, request: Request) -> Response:
        """Keep nothing of what is typed so far: an answer that is tried is of no consequence."""
        await self._open(request)
        await _read_body(request, DraftBody)
        return JSONResponse({})

    async def _open(self, request: Request) -> Bench:
        await self.desk.author(request)
        return self.desk.bench

    async def _read(self, bench: Bench, request: Request) -> tuple[Draft, Unit | None]:
        """Return the unit of the address, as it stands."""
        try:
            draft = await run_in_threadpool(bench.shelf.draft, f"{request.path_params['course']}/{request.path_params['unit']}")
        except UnknownContent:
            raise NoSuchPage(request.url.path) from None
        return draft, draft.unit

    def _find_lesson(self, request: Request, unit: Unit | None) -> Lesson:
        for lesson in unit.lessons if unit else ():
            if lesson.id.rpartition("/")[2] == request.path_params["lesson"]:
                return lesson
        raise NoSuchPage(request.url.path)

    def _about(self, bench: Bench, draft: Draft, unit: Unit | None) -> dict[str, Any]:
        return {"draft": draft, "unit": unit, "line_of": bench.shelf.line_of}

    async def _show(self, request: Request, page: str, values: dict[str, Any]) -> Response:
        viewer = await self.desk.author(request)
        about: dict[str, Any] = {"layout": self.desk.layout, "edits": self.desk.edits, "workshop": HERE, "langs": LANGS, "short": _short}
        return await run_in_threadpool(lambda: render(self.desk, request, f"workshop/{page}.html", viewer, **about, **values))


def _short(path: str) -> str:
    """Return the last part of an id."""
    return path.rpartition("/")[2]


def _number(request: Request, name: str) -> int | None:
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _neighbours(names: list[str], item: Any) -> tuple[str, str]:
    at = names.index(item.id) if item else 0
    return (names[at - 1] if at else "", names[at + 1] if item and at + 1 < len(names) else "")


async def _read_body(request: Request, kind: type[_Body]) -> _Body:
    """Return what a page's script asks for.

    Raises:
        RequestValidationError: something that no page of ours sends.
    """
    try:
        return kind.model_validate_json(await request.body())
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from None


async def _answer(act: Callable[..., dict[str, Any]], *arguments: Any) -> Response:
    try:
        return JSONResponse(await run_in_threadpool(act, *arguments))
    except NotShown:
        return JSONResponse({"gone": True}, 410)
    except UnknownContent:
        return JSONResponse({"missing": True}, 404)
