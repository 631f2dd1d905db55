"""The kernel's one way out: the tutor's socket, with the token of the learner's own server."""

from __future__ import annotations

import http.client
import json
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

WAIT_SECONDS = 15
ACTIONS = {
    "practice/next": "POST",
    "practice/check": "POST",
    "practice/hint": "POST",
    "practice/draft": "POST",
    "practice/report": "POST",
    "practice/skip": "POST",
    "seat": "POST",
    "seat/lock": "POST",
    "seat/unlock": "POST",
    "seat/take": "POST",
}
"""All that a widget may ask the tutor for."""


class _SocketConnection(http.client.HTTPConnection):
    """HTTP over a unix socket."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=WAIT_SECONDS)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


@dataclass(frozen=True, slots=True)
class TutorClient:
    """Asks the tutor in the name of one learner."""

    socket_path: str
    token: str
    learner: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> TutorClient:
        """Return the client of this kernel's learner.

        Raises:
            KeyError: names the variable that the spawner did not set.
        """
        return cls(environment["REAN_TUTOR_SOCKET"], environment["JUPYTERHUB_API_TOKEN"], environment["JUPYTERHUB_USER"])

    def ask(self, action: str, body: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        """Send one request.

        Returns:
            The HTTP status and the answer; status 0 where nobody answers, 400 for an action that is none.
        """
        if action not in ACTIONS:
            return 400, {}
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        connection = _SocketConnection(self.socket_path)
        try:
            connection.request(ACTIONS[action], f"/services/tutor/api/learners/{self.learner}/{action}", json.dumps(body), headers)
            answer = connection.getresponse()
            return answer.status, _read(answer.read())
        except (OSError, http.client.HTTPException):
            return 0, {}
        finally:
            connection.close()


def _read(data: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(data)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
