"""The pages of the accounts: a list, one person, a roster file; each button is one act of the accounts."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from courses.languages import Catalogue, Lang, as_lang
from hub_config.accounts.errors import AccountsError, BadRosterFile
from hub_config.accounts.person_form import make_person, parse_fields
from hub_config.accounts.roster_file import MOST_BYTES, read_roster_bytes
from hub_config.accounts.roster_out import write_csv
from hub_config.accounts.roster_plan import Plan
from hub_config.accounts.secrets_print import print_secrets
from hub_config.accounts.texts import texts
from hub_config.accounts.web.desk import Desk, check_admin, check_staff, get_visible, list_visible
from hub_config.static_version import static_url
from tutor.web.identity import Viewer

PREFIX = "/services/accounts"
FIELDS = ("khmer_name", "latin_name", "sex", "role", "class_name", "courses", "target_date")
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(request: Request, template: str, viewer: Viewer | None, status: int = 200, **values: Any) -> Response:
    """Return a page in the reader's language."""
    lang = lang_of(request)
    page = _ENVIRONMENT.get_template(template).render(
        t=texts(lang),
        lang=lang,
        viewer=viewer,
        prefix=PREFIX,
        static=static_url(),
        here=request.url.path,
        tutor="/services/tutor",
        **values,
    )
    response = HTMLResponse(page, status)
    if request.query_params.get("lang"):
        response.set_cookie("rean_lang", lang, max_age=400 * 86_400, path="/", samesite="lax")
    return response


class AccountPages:
    """One method a page or a button."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def _staff(self, request: Request, form: FormData | None = None, *, admin: bool = False) -> Viewer:
        viewer = await self.desk.identity.who(request, form)
        (check_admin if admin else check_staff)(viewer)
        return viewer

    async def people(self, request: Request) -> Response:
        """The list of people, everybody's for an admin, the class for a teacher."""
        viewer = await self._staff(request)
        wanted = request.query_params.get("q", "").strip().lower()
        shown = await run_in_threadpool(list_visible, self.desk, viewer)
        found = [p for p in shown if wanted in f"{p.number} {p.khmer_name} {p.latin_name} {p.class_name}".lower()]
        locked = await run_in_threadpool(self._locked)
        return render(request, "people.html", viewer, people=found, locked=locked, wanted=wanted)

    def _locked(self) -> set[str]:
        limit = self.desk.accounts.settings.lock_after
        return {number for number, account in self.desk.accounts.store.read_all().items() if account.tries.failed >= limit}

    async def person(self, request: Request) -> Response:
        """One person."""
        viewer = await self._staff(request)
        return await self._show(request, viewer, request.path_params["number"])

    async def _show(self, request: Request, viewer: Viewer, number: str, **said: Any) -> Response:
        account = await run_in_threadpool(get_visible, self.desk, viewer, number)
        locked = number in await run_in_threadpool(self._locked)
        values = {"secret": None, "problem": None} | said
        return render(request, "person.html", viewer, person=account.person, locked=locked, courses=self.desk.accounts.courses, **values)

    async def change(self, request: Request) -> Response:
        """Reset, unlock, close, open or edit one account."""
        form = await request.form()
        act, number = str(form.get("act", "")), request.path_params["number"]
        viewer = await self._staff(request, form, admin=act not in ("reset", "unlock"))
        await run_in_threadpool(get_visible, self.desk, viewer, number)
        try:
            new = await run_in_threadpool(self._act, act, number, viewer.number, form)
        except AccountsError as error:
            return await self._show(request, viewer, number, problem=_say(error, request))
        return await self._show(request, viewer, number, secret=new.secret if new else None)

    def _act(self, act: str, number: str, by: str, form: FormData) -> Any:
        accounts = self.desk.accounts
        if act == "reset":
            return accounts.reset(number, by)
        if act == "edit":
            return accounts.edit(number, by, **parse_fields(_typed(form), accounts.courses))
        {"unlock": accounts.unlock, "deactivate": accounts.deactivate, "activate": accounts.activate}[act](number, by)
        return None

    async def add_form(self, request: Request) -> Response:
        """The form for one new person."""
        viewer = await self._staff(request, admin=True)
        return self._show_add(request, viewer, {}, None)

    def _show_add(self, request: Request, viewer: Viewer, typed: dict[str, str], problem: str | None) -> Response:
        courses = self.desk.accounts.courses
        return render(request, "add.html", viewer, status=422 if problem else 200, typed=typed, problem=problem, courses=courses)

    async def add(self, request: Request) -> Response:
        """Take one person in and show the secret, once."""
        form = await request.form()
        viewer = await self._staff(request, form, admin=True)
        typed = _typed(form) | {"number": str(form.get("number", ""))}
        try:
            new = await run_in_threadpool(lambda: self.desk.accounts.add(make_person(typed, self.desk.accounts.courses), viewer.number))
        except AccountsError as error:
            return self._show_add(request, viewer, typed, _say(error, request))
        return await self._show(request, viewer, new.person.number, secret=new.secret)

    async def import_form(self, request: Request) -> Response:
        """The form for a roster file."""
        viewer = await self._staff(request, admin=True)
        return self._show_import(request, viewer)

    def _show_import(self, request: Request, viewer: Viewer, plan: Plan | None = None, **said: Any) -> Response:
        """The form, what a file would do or did, and the printed secrets that somebody has still to hand out and delete."""
        values: dict[str, Any] = {"problems": [], "token": "", "name": "", "done": False} | said
        texts_of_page = texts(lang_of(request))

        def shown(field: str, value: Any) -> str:
            return _as_words(field, value, texts_of_page)

        printed = sorted(map(str, (self.desk.accounts.site / "new-secrets").glob("*.*")))
        return render(request, "import.html", viewer, plan=plan, printed=printed, shown=shown, **values)

    async def preview(self, request: Request) -> Response:
        """Show what a roster file would change; nothing is changed."""
        form = await request.form()
        viewer = await self._staff(request, form, admin=True)
        file = form.get("file")
        name, data = (file.filename or "", await file.read(MOST_BYTES + 1)) if isinstance(file, UploadFile) else ("", b"")
        token = secrets.token_urlsafe(16)
        self.desk.keep(token, name, data)
        plan, problems = await run_in_threadpool(self._plan, data, request)
        return self._show_import(request, viewer, plan, problems=problems, token=token, name=name)

    def _plan(self, data: bytes, request: Request) -> tuple[Any, list[str]]:
        accounts = self.desk.accounts
        try:
            return accounts.plan(read_roster_bytes(data, accounts.settings.import_rows)), []
        except BadRosterFile as error:
            return None, [problem.in_lang(lang_of(request)) for problem in error.problems]

    async def confirm(self, request: Request) -> Response:
        """Take the previewed file in, all of it or nothing."""
        form = await request.form()
        viewer = await self._staff(request, form, admin=True)
        name, data = self.desk.uploads.pop(str(form.get("token", "")), ("", None))
        if data is None:
            return self._show_import(request, viewer, problems=[texts(lang_of(request))("accounts.gone")])
        plan, problems = await run_in_threadpool(self._plan, data, request)
        try:
            await run_in_threadpool(self._take_in, plan, viewer.number, name)
        except AccountsError as error:
            return self._show_import(request, viewer, problems=[_say(error, request)])
        return self._show_import(request, viewer, plan, problems=problems, name=name, done=bool(plan))

    def _take_in(self, plan: Plan | None, by: str, name: str) -> None:
        fresh = self.desk.accounts.apply(plan, by, file=name[:200]) if plan and plan.changes else []
        if fresh:
            print_secrets(self.desk.accounts.site, fresh, datetime.now(UTC))

    async def download(self, request: Request) -> Response:
        """The list as a roster file that can be imported again."""
        viewer = await self._staff(request, admin=True)
        text = write_csv(await run_in_threadpool(list_visible, self.desk, viewer))
        return Response(text, media_type="text/csv; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="roster.csv"'})

    async def sign_out(self, request: Request) -> Response:
        """End the session here, then at the hub."""
        await self.desk.identity.who(request, await request.form())
        response = RedirectResponse("/hub/logout", 303)
        self.desk.identity.forget(request, response)
        return response


def _typed(form: FormData) -> dict[str, str]:
    return {name: str(form.get(name, "")) for name in FIELDS if name in form}


def lang_of(request: Request) -> Lang:
    """Return the reader's language: the query's, else the cookie's, else Khmer."""
    return as_lang(request.query_params.get("lang") or request.cookies.get("rean_lang"))


def _say(error: AccountsError, request: Request) -> str:
    """Return what is wrong in the reader's language, with the names that the fields have on the page."""
    lang = lang_of(request)
    if not isinstance(error, BadRosterFile):
        return error.in_lang(lang)
    named = [replace(problem, column=texts(lang)(f"accounts.{problem.column}")) for problem in error.problems]
    return " ".join(problem.in_lang(lang) for problem in named)


def _as_words(field: str, value: Any, said: Catalogue) -> str:
    """Return a value of a person as somebody who is no programmer reads it."""
    if field in ("role", "sex"):
        return said(f"accounts.{field}_{value or 'none'}")
    if isinstance(value, tuple):
        return ", ".join(value) or said("accounts.all_courses")
    return str(value) if value not in (None, "") else "—"
