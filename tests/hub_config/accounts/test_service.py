"""The accounts in a browser: who may do what to whom, and one question that only the tutor may ask."""

from collections.abc import Iterator

import httpx
import pytest
from starlette.testclient import TestClient

from grading.records.roster import LiveRoster, Person
from hub_config.accounts.door import Door
from hub_config.accounts.house import Accounts
from hub_config.accounts.settings import AccountsSettings
from hub_config.accounts.web.app import make_app
from hub_config.accounts.web.desk import Desk
from hub_config.accounts.web.hub_push import HubPush, groups_of
from hub_config.accounts.web.pages import PREFIX
from hub_config.site import init_site
from tests.tutor.makers import FakeIdentity

PEOPLE = [
    Person("admin", "", "Admin", role="admin"),
    Person("t1", "", "Teacher", role="teacher", class_name="A"),
    Person("0001", "សុខា", "Sokha", class_name="A", courses=("math1",)),
    Person("0002", "ដារា", "Dara", class_name="B", courses=("khmer",)),
]


class FakeServices:
    """The header `X-Service` says which service is asking."""

    async def find_service(self, request):
        return request.headers.get("X-Service")


@pytest.fixture
def desk(tmp_path) -> Iterator[Desk]:
    accounts = Accounts(init_site(tmp_path / "site").root, AccountsSettings(hash_memory_mb=8, hash_passes=1), ("khmer", "math1"))
    accounts.ensure_people([(person, "204060") for person in PEOPLE], "test")
    accounts.ensure_published()
    roster = LiveRoster(accounts.site / "roster.json")
    yield Desk(accounts, Door(accounts), roster, FakeIdentity(roster()), FakeServices())


def client(desk):
    return TestClient(make_app(desk), base_url="http://rean", follow_redirects=False)


def test_only_the_tutor_may_ask_for_a_pin(desk):
    """A learner, a stranger and another service get 403; the tutor gets an answer."""
    with client(desk) as web:
        body = {"number": "0001", "pin": "204060"}
        codes = [(web.post(f"{PREFIX}/api/pin-check", json=body, headers=h)).status_code for h in ({}, {"X-Service": "cull"})]
        right = web.post(f"{PREFIX}/api/pin-check", json=body, headers={"X-Service": "tutor"})
        wrong = web.post(f"{PREFIX}/api/pin-check", json=body | {"pin": "1"}, headers={"X-Service": "tutor"})
    assert ([403, 403], {"ok": True}, False) == (codes, right.json(), wrong.json()["ok"])


def test_a_teacher_resets_only_the_own_class(desk):
    """The new PIN is shown once; a learner of another class is refused and logged."""
    with client(desk) as web:
        own = web.post(f"{PREFIX}/learner/0001", data={"act": "reset"}, headers={"X-Number": "t1"})
        other = web.post(f"{PREFIX}/learner/0002", data={"act": "reset"}, headers={"X-Number": "t1"})
    assert (200, 403) == (own.status_code, other.status_code)
    assert "data-secret" in own.text
    assert not desk.accounts.has_secret("0001", "204060")
    assert desk.accounts.has_secret("0002", "204060")


@pytest.mark.parametrize(("path", "form"), [("/add", {"number": "9"}), ("/learner/0001", {"act": "deactivate"}), ("/import/confirm", {"token": "x"})])
def test_a_teacher_is_no_admin(desk, path, form):
    """Adding, closing and importing are the admin's."""
    with client(desk) as web:
        assert 403 == (web.post(PREFIX + path, data=form, headers={"X-Number": "t1"})).status_code


def test_a_learner_sees_no_accounts(desk):
    """The list is for staff."""
    with client(desk) as web:
        assert 403 == (web.get(f"{PREFIX}/", headers={"X-Number": "0001"})).status_code


def test_a_file_is_looked_at_before_it_is_taken(desk):
    """The preview changes nothing; the confirmation takes the same file."""
    file = {"file": ("roster.csv", "number,khmer name\n0009,រតនា\n".encode(), "text/csv")}
    with client(desk) as web:
        page = web.post(f"{PREFIX}/import", files=file, headers={"X-Number": "admin"})
        assert "0009" not in desk.accounts.people()
        token = page.text.split('name="token" value="')[1].split('"')[0]
        web.post(f"{PREFIX}/import/confirm", data={"token": token}, headers={"X-Number": "admin"})
    assert "រតនា" == desk.accounts.people()["0009"].khmer_name


def preview(web, text, lang="en"):
    """Look at a file, and return the page."""
    return web.post(f"{PREFIX}/import?lang={lang}", files={"file": ("roster.csv", text.encode(), "text/csv")}, headers={"X-Number": "admin"}).text


def test_a_preview_speaks_to_people(desk):
    """Courses are a list of words, not a tuple of Python; remarks stand together."""
    with client(desk) as web:
        page = preview(web, "number,khmer name,courses,more\n0001,សុខា,all,x\n")
    assert "math1 → khmer, math1." in page
    assert "data-notes" in page


def test_a_file_with_nothing_new_says_so_and_another_can_be_chosen(desk):
    """Nothing is to be confirmed; the way to the next file is open."""
    with client(desk) as web:
        page = preview(web, "number,khmer name\n0001,សុខា\n")
    assert ("data-nothing" in page, "data-confirm" in page, "data-preview" in page) == (True, False, True)


def test_a_file_that_leaves_no_admin_is_not_taken(desk):
    """The house keeps somebody who can mend it, and the page says why."""
    with client(desk) as web:
        page = preview(web, "number,latin name,role\nadmin,Admin,teacher\n")
        token = page.split('name="token" value="')[1].split('"')[0]
        done = web.post(f"{PREFIX}/import/confirm", data={"token": token}, headers={"X-Number": "admin"})
    assert "data-problems" in done.text
    assert "admin" == desk.accounts.people()["admin"].role


def test_secrets_that_are_still_to_be_handed_out_are_named(desk):
    """Also when the answer to the import was lost on its way."""
    with client(desk) as web:
        token = preview(web, "number,khmer name\n0009,រតនា\n").split('name="token" value="')[1].split('"')[0]
        for _ in range(2):
            web.post(f"{PREFIX}/import/confirm", data={"token": token}, headers={"X-Number": "admin"})
        later = web.get(f"{PREFIX}/import", headers={"X-Number": "admin"}).text
    assert 2 == later.count("/new-secrets/")


def test_buttons_of_somebody_just_added_lead_to_that_person(desk):
    """The page that shows the new PIN has the address of the form; its buttons must not add once more."""
    with client(desk) as web:
        page = web.post(f"{PREFIX}/add", data={"number": "0009", "khmer_name": "រតនា"}, headers={"X-Number": "admin"}).text
    forms = [form for form in page.split("<form")[1:] if 'name="act"' in form]
    assert {True} == {f'action="{PREFIX}/learner/0009"' in form for form in forms}
    assert 2 == len(forms)


def test_nobody_is_left_without_a_name(desk):
    """Emptying both names changes nothing, and is told by the name that the field has on the page."""
    with client(desk) as web:
        form = {"act": "edit", "khmer_name": "", "latin_name": ""}
        page = web.post(f"{PREFIX}/learner/0001?lang=km", data=form, headers={"X-Number": "admin"})
    assert "សុខា" == desk.accounts.people()["0001"].khmer_name
    assert "«ឈ្មោះជាភាសាខ្មែរ»" in page.text


@pytest.mark.parametrize(
    ("path", "number", "status", "said"),
    [("/learner/zzz", "admin", 404, "zzz"), ("/nowhere", "admin", 404, "ទំព័រ"), ("/learner/0002", "t1", 403, "ថ្នាក់ផ្សេង")],
)
def test_what_is_not_there_is_said_in_khmer(desk, path, number, status, said):
    """An unknown number, an unknown page, somebody of another class: a page, not a bare word of English."""
    with client(desk) as web:
        page = web.get(f"{PREFIX}{path}?lang=km", headers={"X-Number": number})
    assert status == page.status_code
    text = page.text.split("<main")[1]
    assert said in text
    assert "nobody has" not in text


def test_a_buttons_address_typed_by_hand_leads_to_the_list(desk):
    """As after choosing the other language on the page that an import answers with."""
    with client(desk) as web:
        assert 303 == web.get(f"{PREFIX}/import/confirm?lang=en", headers={"X-Number": "admin"}).status_code


def test_groups_follow_role_and_courses():
    """Learners belong to their gradebooks, teachers to the marking of their courses, people who left to nothing."""
    found = [sorted(groups_of(person, ("math1",))) for person in PEOPLE]
    assert [["admins", "formgrade-math1"], ["formgrade-math1", "teachers"], ["learners", "nbgrader-math1"], ["learners"]] == found


def test_the_hub_is_made_as_the_roster_says(desk):
    """Missing users are added, members join and leave; a second push changes nothing, also where there are more than one answer holds."""
    hub = {
        "users": {"0001": []},
        "groups": {"learners": {"gone"}, "nbgrader-math1": set(), "teachers": set(), "admins": set(), "formgrade-math1": set()},
    }
    calls = []

    def answer(request):
        calls.append((request.method, request.url.path))
        return _hub_answer(hub, request)

    push = HubPush(httpx.Client(transport=httpx.MockTransport(answer), base_url="http://hub"), "t", desk.roster, ("math1",))
    push.push()
    assert {"0001", "0002"} == hub["groups"]["learners"]
    assert {"admin", "t1", "0001", "0002"} == set(hub["users"])
    calls.clear()
    push.push()
    assert {"GET"} == {method for method, _ in calls}


ROWS_AT_ONCE = 3
"""The hub's own limit is 200 rows; asked for more, it gives so many, and says 409 when all users of a request are there already."""


def _hub_answer(hub, request):
    import json

    body = json.loads(request.content) if request.content else {}
    parts = request.url.path.strip("/").split("/")
    if request.method == "GET":
        rows = (
            [{"name": n, "servers": {}} for n in hub["users"]]
            if parts[0] == "users"
            else [{"name": n, "users": sorted(m)} for n, m in hub["groups"].items()]
        )
        start = int(request.url.params.get("offset", "0"))
        return httpx.Response(200, json=rows[start : start + ROWS_AT_ONCE])
    if parts[0] == "users":
        if not set(body["usernames"]) - set(hub["users"]):
            return httpx.Response(409)
        hub["users"] |= {name: [] for name in body["usernames"]}
    elif request.method == "POST":
        hub["groups"][parts[1]] |= set(body["users"])
    else:
        hub["groups"][parts[1]] -= set(body["users"])
    return httpx.Response(200, json={})
