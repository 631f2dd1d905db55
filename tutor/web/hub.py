"""The hub is asked with the person's own token, so that it does for them what they may do themselves and nothing else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote, urlsplit

import httpx

from tutor.web.errors import HubAway

ServerState = Literal["ready", "starting", "stopped"]
_WAIT_SECONDS = 10


def open_client(url: str) -> httpx.Client:
    """Return a client for an `http+unix://<quoted socket>/path` or an ordinary address; requests name the rest of the path."""
    parts = urlsplit(url)
    if parts.scheme != "http+unix":
        return httpx.Client(base_url=url, timeout=_WAIT_SECONDS)
    transport = httpx.HTTPTransport(uds=unquote(parts.netloc).removesuffix(":80"))
    return httpx.Client(base_url=f"http://localhost{parts.path}", transport=transport, timeout=_WAIT_SECONDS)


@dataclass(frozen=True, slots=True)
class HubServers:
    """The learners' servers, as the hub's REST interface shows them."""

    client: httpx.Client
    _soon: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(4, "start-server"))

    def start(self, number: str, token: str) -> None:
        """Ask for the person's own server; one that runs or is starting is left alone.

        Raises:
            HubAway: the hub does not answer, or could not start it.
        """
        answer = self._send("POST", f"/users/{number}/server", token)
        if answer.status_code >= 500 or answer.status_code in (401, 403, 404):
            raise HubAway(f"the server of {number} was not started: {answer.status_code} {answer.text[:200]}")

    def start_soon(self, number: str, token: str) -> None:
        """Ask for the server without waiting; whether it came is seen when it is needed."""
        self._soon.submit(self._start_quietly, number, token)

    def state(self, number: str, token: str) -> ServerState:
        """Tell whether the person's own server can be used."""
        answer = self._send("GET", f"/users/{number}", token)
        server = answer.json().get("servers", {}).get("") if answer.status_code == 200 else None
        if not server:
            return "stopped"
        return "ready" if server["ready"] else "starting"

    def _start_quietly(self, number: str, token: str) -> None:
        try:
            if self.state(number, token) == "stopped":
                self.start(number, token)
        except HubAway:
            return

    def _send(self, method: str, path: str, token: str) -> httpx.Response:
        try:
            return self.client.request(method, path, headers={"Authorization": f"token {token}"})
        except httpx.HTTPError as error:
            raise HubAway(f"the hub does not answer: {error!r}") from error
