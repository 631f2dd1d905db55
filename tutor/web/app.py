"""The routes are a table, and every error has one answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from courses.file_names import MAX_BYTES
from grading.errors import GradingError, SubmissionRefused
from tutor.errors import AttemptReused, NothingToPractise, NotShown, SeatLocked, SeatMoved, StoreUnavailable, TutorError
from tutor.sentences import texts_in
from tutor.web.bodies import BODY_BYTES
from tutor.web.cv_pages import CvPages
from tutor.web.errors import HubAway, NoSuchPage, NotSignedIn, Refused, WebError
from tutor.web.figure_pages import FigurePages
from tutor.web.guards import SafeHeaders, SizeLimit
from tutor.web.house import House, lang_of
from tutor.web.identity import Viewer, check_own, write_refusal
from tutor.web.interface import make_interface
from tutor.web.job_centre_pages import JobCentrePages
from tutor.web.jobs import Jobs
from tutor.web.learner_pages import LearnerPages
from tutor.web.pages import PREFIX, render
from tutor.web.placement_pages import PlacementPages
from tutor.web.print_pages import PrintPages
from tutor.web.recording_pages import PATH as RECORDINGS
from tutor.web.recording_pages import RecordingPages
from tutor.web.review_pages import ReviewPages
from tutor.web.sitting_pages import SittingPages
from tutor.web.skill_pages import SkillPages
from tutor.web.static import StaticFiles
from tutor.web.summary_pages import SummaryPages
from tutor.web.teacher_pages import TeacherPages
from tutor.workshop.desk import Desk
from tutor.workshop.editing import EDITOR, EditingPages
from tutor.workshop.pages import WorkshopPages

Handler = Callable[[Request], Awaitable[Response]]
_FORM_BYTES = 1_000_000
"""Beside a recording: so that one which is a little too large is told so by its page."""
_BROWSER_TEXTS = ("exercise.", "figure.", "lesson.", "recorder.", "seat.", "test.")


def make_app(house: House, jobs: Jobs | None = None, desk: Desk | None = None) -> FastAPI:
    """Return the service.

    Args:
        jobs: the runs of marking, where another service of this process may have begun some.
        desk: the workshop, where another service of this process has one: it knows what could be read before a file was broken.
    """
    app = FastAPI(title="Rean tutor", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_close_at_the_end(house))
    app.include_router(make_interface(house), prefix=PREFIX)
    app.router.routes.extend(Route(PREFIX + path, handler, methods=methods) for path, methods, handler in list_pages(house, jobs, desk))
    for error, answer in list_errors(house):
        app.add_exception_handler(error, answer)  # type: ignore[arg-type]
    app.add_middleware(SizeLimit, body_bytes=BODY_BYTES, larger=_list_larger(house))
    app.add_middleware(SafeHeaders)
    return app


def _list_larger(house: House) -> dict[str, int]:
    """Return where a body may be larger than what a learner types: a recording, and a file that a teacher edits."""
    return {f"{RECORDINGS}/": house.settings.recording_kilobytes * 1_000 + _FORM_BYTES, f"{EDITOR}/": MAX_BYTES["text"] + _FORM_BYTES}


def _close_at_the_end(house: House) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        yield
        house.close()

    return life


def list_pages(house: House, jobs: Jobs | None = None, desk: Desk | None = None) -> list[tuple[str, list[str], Handler]]:
    """Return every page of the tutor: address, methods, function."""
    learner, teacher = LearnerPages(house), TeacherPages(house, jobs or Jobs())
    sitting, paper, skills = SittingPages(house, learner), PrintPages(house), SkillPages(house, learner)
    desk = desk or make_desk(house)
    placement, review = PlacementPages(house, learner), ReviewPages(house, learner)
    recordings, cv, job_centres = RecordingPages(house), CvPages(house, learner, teacher), JobCentrePages(house)
    get, post = ["GET"], ["POST"]
    return [
        ("/", get, learner.home),
        ("/oauth_callback", get, _come_back(house)),
        ("/static/{version}/{path:path}", get, serve_static(StaticFiles())),
        ("/texts/{lang}.json", get, serve_texts),
        ("/course/{course}", get, learner.course),
        ("/lesson/{course}/{unit}/{lesson}", get, learner.lesson),
        ("/next/{course}/{unit}/{lesson}", get, learner.following),
        ("/server", get, learner.server_state),
        ("/summary/{course}/{unit}", get, SummaryPages(house, learner).summary),
        ("/placement/{course}", get, placement.offer),
        ("/placement/{course}/questions", get, placement.questions),
        ("/placement/{course}/result", get, placement.result),
        ("/placement/{course}/skip", post, placement.skip),
        ("/placement/{course}/stop", post, placement.stop),
        ("/review", get, review.review),
        ("/practice/{course}", get, review.practice),
        ("/skills", get, skills.any_course),
        ("/skills/{course}", get, skills.course),
        ("/answers", get, learner.answers),
        ("/marks", get, learner.marks),
        ("/test/{assignment}", get, sitting.show),
        ("/test/{assignment}", post, sitting.write),
        ("/seat", post, learner.take_seat),
        ("/unlock", post, learner.unlock),
        ("/signout", get, learner.ask_sign_out),
        ("/signout", post, learner.sign_out),
        ("/class", get, teacher.class_page),
        ("/class/learner/{number}", get, teacher.learner_page),
        ("/class/learner/{number}/override", post, teacher.override),
        ("/class/learner/{number}/placement/{course}", post, teacher.open_placement),
        ("/class/register", get, paper.register),
        ("/class/worksheet", get, paper.worksheet),
        ("/class/report/{report:int}", post, teacher.close_report),
        ("/class/learner/{number}/talk/{talk:int}", post, teacher.close_talk),
        ("/class/assignment/{assignment}", get, teacher.assignment_page),
        ("/class/assignment/{assignment}/mark", post, teacher.mark),
        ("/class/assignment/{assignment}/progress", get, teacher.mark_progress),
        ("/class/assignment/{assignment}/release", post, teacher.give_back),
        ("/class/assignment/{assignment}/reopen", post, teacher.open_again),
        ("/preview", get, teacher.preview),
        ("/cv", get, cv.form),
        ("/cv", post, cv.keep),
        ("/cv/print", get, cv.paper),
        ("/class/learner/{number}/cv", get, cv.of_learner),
        ("/job-centres", get, job_centres.show),
        ("/job-centres", post, job_centres.keep),
        ("/figures", get, FigurePages(house).gallery),
        ("/recordings", get, recordings.show),
        ("/recordings/{course}/{unit}/{sound}", post, recordings.keep),
        ("/sound/{course}/{unit}/{sound}", get, recordings.play),
        *WorkshopPages(desk).routes(),
        *(EditingPages(desk, house.publisher).routes() if house.publisher else ()),
    ]


def make_desk(house: House) -> Desk:
    """Return the workshop of a house: its teachers see, and where the site keeps courses of its own edit, what is worked on."""
    library = house.library
    folder = (lambda: library.draft) if library else (lambda: house.catalog.folder)
    return Desk(house.identity, house.calendar, house.settings, folder, edits=library is not None, recordings=house.recordings)


def _come_back(house: House) -> Handler:
    async def come_back(request: Request) -> Response:
        """Take a browser in that comes from the hub's door."""
        return await house.identity.come_back(request)

    return come_back


def serve_static(files: StaticFiles) -> Handler:
    """Return the page that serves the shared files."""

    async def static(request: Request) -> Response:
        """Serve one shared file."""
        return files.serve(request)

    return static


async def serve_texts(request: Request) -> Response:
    """Return the texts of the browser's components."""
    if request.path_params["lang"] not in ("km", "en"):
        raise NoSuchPage(request.url.path)
    table = texts_in(request.path_params["lang"]).texts
    chosen = {text_id: text for text_id, text in table.items() if text_id.startswith(_BROWSER_TEXTS)}
    return JSONResponse(chosen, headers={"Cache-Control": "public, max-age=600"})


def list_errors(house: House) -> list[tuple[type[Exception], Callable[[Request, Exception], Response | Awaitable[Response]]]]:
    """Return what is answered to each error."""

    def not_signed_in(request: Request, error: Exception) -> Response:
        if _is_page(request):
            return house.identity.sign_in(request)
        write_refusal(house.audit, request, str(error), status=401)
        return JSONResponse({"sign_in": True}, 401)

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        write_refusal(house.audit, request, str(error), error.by, error.about)
        return _say(house, request, 403, "error.refused", {"refused": True}, await _find_viewer(house, request))

    async def missing(request: Request, error: Exception) -> Response:
        return _say(house, request, 404, "error.missing", {"missing": True}, await _find_viewer(house, request))

    async def no_page(request: Request, error: Exception) -> Response:
        """An address that is none, or that of a button, which a link cannot press."""
        assert isinstance(error, HTTPException)
        return _say(house, request, error.status_code, "error.missing", {"missing": True}, await _find_viewer(house, request))

    def calm(request: Request, error: Exception) -> Response:
        return _say(house, request, 503, "error.busy", {"calm": texts_in(lang_of(request))("error.calm")})

    def broken(request: Request, error: Exception) -> Response:
        """A fault of ours: the log has it, the learner a way on."""
        return _say(house, request, 500, "error.broken", {"broken": True})

    def answer(status: int, body: dict) -> Callable[[Request, Exception], Response]:
        return lambda request, error: JSONResponse(body, status)

    def handed_in(request: Request, error: Exception) -> Response:
        return JSONResponse({"refused": type(error).__name__}, 409)

    async def bad(request: Request, error: Exception) -> Response:
        """Tell what is wrong with a body only to somebody who may send one."""
        try:
            viewer = await house.identity.who(request)
            check_own(viewer, request.path_params.get("learner", viewer.number))
        except NotSignedIn as stranger:
            return not_signed_in(request, stranger)
        except Refused as other:
            return await refused(request, other)
        return JSONResponse({"bad_request": True}, 422)

    return [
        (NotSignedIn, not_signed_in),
        (Refused, refused),
        (NoSuchPage, missing),
        (HTTPException, no_page),
        (NothingToPractise, missing),
        (AttemptReused, answer(422, {"attempt_reused": True})),
        (NotShown, answer(410, {"gone": True})),
        (SeatMoved, answer(409, {"moved": True})),
        (SeatLocked, answer(423, {"locked": True})),
        (StoreUnavailable, calm),
        (HubAway, calm),
        (OSError, calm),
        (SubmissionRefused, handed_in),
        (GradingError, calm),
        (TutorError, calm),
        (RequestValidationError, bad),
        (Exception, broken),
    ]


def _is_page(request: Request) -> bool:
    return (
        "/api/" not in request.url.path
        and "Authorization" not in request.headers
        and request.method == "GET"
        and not request.url.path.endswith(("/server", "/progress"))
    )


async def _find_viewer(house: House, request: Request) -> Viewer | None:
    """Return whoever is asking for a page, so that it keeps their name and their way out; None where that is not known."""
    try:
        return await house.identity.who(request) if _is_page(request) else None
    except WebError:
        return None


def _say(house: House, request: Request, status: int, text_id: str, body: dict, viewer: Viewer | None = None) -> Response:
    if (not _is_page(request) and request.method != "POST") or "/api/" in request.url.path:
        return JSONResponse(body, status)
    again = str(request.url.path) if status == 503 and request.method == "GET" else ""
    return render(house, request, "trouble.html", viewer, status=status, text=texts_in(lang_of(request))(text_id), again=again)
