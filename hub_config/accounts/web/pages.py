"""The pages of the accounts: a list, one person, a roster file; each button is one act of the accounts."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from courses.languages import as_lang
from hub_config.accounts.errors import AccountsError, BadRosterFile
from hub_config.accounts.person_form import make_person, parse_fields
from hub_config.accounts.roster_file import MOST_BYTES, read_roster_bytes
from hub_config.accounts.roster_out import write_csv
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
    lang = as_lang(request.query_params.get("lang") or request.cookies.get("rean_lang"))
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
        return render(request, "add.html", viewer, typed={}, problem=None)

    async def add(self, request: Request) -> Response:
        """Take one person in and show the secret, once."""
        form = await request.form()
        viewer = await self._staff(request, form, admin=True)
        typed = _typed(form) | {"number": str(form.get("number", ""))}
        try:
            new = await run_in_threadpool(lambda: self.desk.accounts.add(make_person(typed, self.desk.accounts.courses), viewer.number))
        except AccountsError as error:
            return render(request, "add.html", viewer, status=422, typed=typed, problem=_say(error, request))
        return await self._show(request, viewer, new.person.number, secret=new.secret)

    async def import_form(self, request: Request) -> Response:
        """The form for a roster file."""
        viewer = await self._staff(request, admin=True)
        return render(request, "import.html", viewer, plan=None, problems=[], token="", name="", files=[], done=False)

    async def preview(self, request: Request) -> Response:
        """Show what a roster file would change; nothing is changed."""
        form = await request.form()
        viewer = await self._staff(request, form, admin=True)
        file = form.get("file")
        name, data = (file.filename or "", await file.read(MOST_BYTES + 1)) if isinstance(file, UploadFile) else ("", b"")
        token = secrets.token_urlsafe(16)
        self.desk.keep(token, name, data)
        plan, problems = await run_in_threadpool(self._plan, data, request)
        return render(request, "import.html", viewer, plan=plan, problems=problems, token=token, name=name, files=[], done=False)

    def _plan(self, data: bytes, request: Request) -> tuple[Any, list[str]]:
        accounts = self.desk.accounts
        lang = as_lang(request.cookies.get("rean_lang"))
        try:
            return accounts.plan(read_roster_bytes(data, accounts.settings.import_rows)), []
        except BadRosterFile as error:
            return None, [problem.in_lang(lang) for problem in error.problems]

    async def confirm(self, request: Request) -> Response:
        """Take the previewed file in, all of it or nothing."""
        form = await request.form()
        viewer = await self._staff(request, form, admin=True)
        name, data = self.desk.uploads.pop(str(form.get("token", "")), ("", b""))
        plan, problems = await run_in_threadpool(self._plan, data, request)
        files: list[Path] = []
        if plan and plan.changes:
            fresh = await run_in_threadpool(lambda: self.desk.accounts.apply(plan, viewer.number, file=name[:200]))
            files = await run_in_threadpool(print_secrets, self.desk.accounts.site, fresh, datetime.now(UTC)) if fresh else []
        return render(request, "import.html", viewer, plan=plan, problems=problems, token="", name=name, files=files, done=bool(plan))

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


def _say(error: AccountsError, request: Request) -> str:
    lang = as_lang(request.cookies.get("rean_lang"))
    if isinstance(error, BadRosterFile):
        return " ".join(problem.in_lang(lang) for problem in error.problems)
    return error.in_lang(lang)
