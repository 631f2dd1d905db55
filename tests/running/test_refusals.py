"""Whoever knocks with no name, or another's, is refused, and the log says so; on the running house."""

import json
from pathlib import Path

import pytest

from tests.running.visitor import sit_down

pytestmark = pytest.mark.house


def read_refusals(house):
    """Return the audit lines of refused requests."""
    lines = (house.site / "audit.jsonl").read_text("utf-8").splitlines()
    return [line for line in map(json.loads, lines) if line["act"] == "request.refused"]


NEXT = {"unit": "math1/fractions", "lesson": "01-meaning", "skills": [], "lang": "km"}
SUBMIT = {"attempt_id": "attempt-of-another"}


@pytest.mark.parametrize(("path", "body"), [("practice/next", NEXT), ("practice/next", {}), ("tests/fractions-test/submit", SUBMIT)])
def test_another_learners_name_is_refused_and_logged(house, path, body):
    """A valid sign-in opens neither the exercises nor the test of somebody else."""
    visitor = sit_down(house, "106")
    before = len(read_refusals(house))
    answer = visitor.post(path, body, learner="107")
    assert answer.status_code == 403
    assert len(read_refusals(house)) == before + 1


def test_the_token_in_a_sandbox_speaks_for_its_owner_alone(house):
    """What a learner's processes hold starts nobody's server, reads no people, answers and hands in for nobody else."""
    house.start_server(house.sign_in("106"), "106")
    token, before = find_token(house, "106"), list_inbound(house, "107")
    with house.visit() as web:
        web.headers["Authorization"] = f"token {token}"
        tutor = [web.post(f"/services/tutor/api/learners/107/{path}", json=body) for path, body in (("practice/next", NEXT), (HAND_IN, SUBMIT))]
        hub = [web.request(method, f"/hub/api/{path}") for method, path in HUB_ACTS]
        own = web.post("/services/tutor/api/learners/106/seat", json={"seat": "seat-one"})
    assert [403, 403] == [answer.status_code for answer in tutor]
    assert {403, 404} >= {answer.status_code for answer in hub}
    assert 200 == own.status_code
    assert before == list_inbound(house, "107")


def list_inbound(house, number):
    """Return what a learner has handed in; another test may have done so before."""
    return sorted((house.site / "exchange").glob(f"*/inbound/{number}+*"))


HAND_IN = "tests/fractions-test/submit"
HUB_ACTS = [
    ("GET", "users"),
    ("GET", "users/107"),
    ("POST", "users/107/server"),
    ("POST", "users/106/tokens"),
    ("GET", "groups"),
    ("GET", "proxy"),
    ("POST", "shutdown"),
]


def find_token(house, number):
    """Return the token that the hub gave to a learner's server."""
    for pid in house.servers_of(number):
        words = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        found = [word.partition(b"=")[2].decode() for word in words if word.startswith(b"JUPYTERHUB_API_TOKEN=")]
        if found:
            return found[0]
    raise AssertionError(f"the server of {number} has no token")


@pytest.mark.parametrize("token", [None, "0" * 64])
def test_a_request_without_a_token_is_refused_and_logged(house, token):
    """No token, and an invented one, get 401."""
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    before = len(read_refusals(house))
    answer = house.visit().post("/services/tutor/api/learners/106/practice/next", json={}, headers=headers)
    assert answer.status_code == 401
    assert len(read_refusals(house)) == before + 1


def test_a_learner_sees_no_teachers_page(house):
    """The class page and the accounts are not for learners."""
    visitor = sit_down(house, "106")
    pages = ("/services/tutor/class", "/services/accounts/", "/services/math1/formgrader")
    assert {403} == {visitor.client.get(page).status_code for page in pages}


def test_another_sites_page_cannot_act_for_a_learner(house):
    """A request that another origin's page sends with the learner's cookies is refused."""
    visitor = sit_down(house, "106")
    answer = visitor.client.post(
        "/services/tutor/api/learners/106/practice/next", json={}, headers={"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403


def test_a_learners_server_has_no_pages_of_its_own(house):
    """Its front leads home, and so does an address that is none: no stock page in English is met."""
    visitor = sit_down(house, "106")
    house.start_server(visitor.client, "106")
    front = visitor.client.get("/user/106/", follow_redirects=False)
    assert (302, "/services/tutor/") == (front.status_code, front.headers["Location"])
    for path in ("tree", "voila/render/math1/fractions/99-none.km.ipynb"):
        page = visitor.client.get(f"/user/106/{path}")
        assert (404, True) == (page.status_code, 'url=/services/tutor/"' in page.text)
        assert "Jupyter" not in page.text
