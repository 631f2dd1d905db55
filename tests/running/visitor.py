"""A learner at work without a browser: signed in at the door, answering over the tutor's own interface."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import httpx

from tests.house import House

UNIT, LESSON, SKILL = "math1/fractions", "01-meaning", "fraction_meaning"


@dataclass
class Visitor:
    """A signed-in learner."""

    house: House
    number: str
    client: httpx.Client

    def post(self, path: str, body: dict[str, Any], learner: str | None = None) -> httpx.Response:
        """Send something to the tutor, in one's own name unless another is given."""
        headers = {"Origin": self.house.url, "Sec-Fetch-Site": "same-origin", "X-XSRFToken": self.client.cookies.get("rean_xsrf", "")}
        return self.client.post(f"/services/tutor/api/learners/{learner or self.number}/{path}", json=body, headers=headers)

    def next(self) -> dict[str, Any]:
        """Ask for the next exercise."""
        answer = self.post("practice/next", {"unit": UNIT, "lesson": LESSON, "skills": [SKILL], "lang": "en"})
        answer.raise_for_status()
        return answer.json()

    def check(self, shown_id: str, typed: str, attempt_id: str | None = None) -> httpx.Response:
        """Answer an exercise."""
        return self.post("practice/check", {"shown_id": shown_id, "attempt_id": attempt_id or str(uuid.uuid4()), "typed": typed, "lang": "en"})


def sit_down(house: House, number: str) -> Visitor:
    """Sign in, open the home page, and take the seat, whoever sat elsewhere."""
    client = house.sign_in(number)
    client.get("/services/tutor/").raise_for_status()
    visitor = Visitor(house, number, client)
    visitor.post("seat/take", {}).raise_for_status()
    return visitor
