"""Whoever knocks with no name, or another's, is refused, and the log says so; on the running house."""

import json

import pytest

from tests.running.visitor import sit_down

pytestmark = pytest.mark.house


def read_refusals(house):
    """Return the audit lines of refused requests."""
    lines = (house.site / "audit.jsonl").read_text("utf-8").splitlines()
    return [line for line in map(json.loads, lines) if line["act"] == "request.refused"]


def test_another_learners_name_is_refused_and_logged(house):
    """A valid sign-in does not open the exercises of somebody else."""
    visitor = sit_down(house, "106")
    before = len(read_refusals(house))
    answer = visitor.post("practice/next", {"unit": "math1/fractions", "lesson": "01-meaning", "skills": [], "lang": "km"}, learner="107")
    assert answer.status_code == 403
    assert len(read_refusals(house)) == before + 1


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
