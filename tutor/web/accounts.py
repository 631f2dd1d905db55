"""A PIN goes to the accounts service and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from tutor.web.errors import HubAway


@dataclass(frozen=True, slots=True)
class PinDoor:
    """Asks the accounts service whether a PIN is right."""

    client: httpx.Client
    token: str

    def check(self, number: str, pin: str) -> dict[str, Any]:
        """Return `{"ok": True}`, or `{"ok": False}` with `wait_seconds` or `locked` where the person has to wait or to call the teacher.

        Raises:
            HubAway: the accounts do not answer.
        """
        try:
            answer = self.client.post("pin-check", json={"number": number, "pin": pin}, headers={"Authorization": f"token {self.token}"})
            said = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise HubAway(f"the accounts do not answer: {error!r}") from error
        if answer.status_code not in (200, 423, 429) or not isinstance(said, dict):
            raise HubAway(f"the accounts refuse to check a PIN: {answer.status_code}")
        return said
