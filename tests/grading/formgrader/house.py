"""Formgrader in a process of its own, beside a stand-in for the hub that knows one teacher and one learner."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

from tests.grading.makers import COURSE, World

TEACHER, LEARNER = {"Authorization": "token teacher"}, {"Authorization": "token learner"}
_SCOPES = [f"access:services!service={COURSE}"]
_PEOPLE = {
    "token teacher": {"name": "t01", "kind": "user", "groups": [f"formgrade-{COURSE}"], "scopes": _SCOPES},
    "token learner": {"name": "0001", "kind": "user", "groups": [f"nbgrader-{COURSE}"], "scopes": ["access:services!service=tutor"]},
}


class StandInHub(BaseHTTPRequestHandler):
    """Answers the two questions that a service asks the hub: which version, and whose token."""

    def do_GET(self) -> None:
        """Answer."""
        known = {"version": "6"} if self.path.rstrip("/") == "/hub/api" else _PEOPLE.get(self.headers.get("Authorization", ""))
        data = json.dumps(known or {}).encode()
        self.send_response(200 if known else 403)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("X-JupyterHub-Version", "6.1.1")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


def free_port() -> int:
    """Return a port on which nobody listens just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve_formgrader(world: World, run: Path, *, socket_path: Path | None = None, static: str = "") -> Iterator[str]:
    """Serve the world's course and yield the address of its first page."""
    hub = ThreadingHTTPServer(("127.0.0.1", 0), StandInHub)
    threading.Thread(target=hub.serve_forever, daemon=True).start()
    config = run / "formgrader.json"
    config.write_text(json.dumps({"site": str(world.site), "run": str(run), "static": static, "settings": {}}))
    port = free_port()
    address = f"http+unix://{str(socket_path).replace('/', '%2F')}" if socket_path else f"http://127.0.0.1:{port}"
    command = [sys.executable, "-P", "-m", "grading.formgrader", "--config", str(config)]
    with (run / "log").open("wb") as log:
        process = subprocess.Popen(command, env=os.environ | _environment(address, hub.server_port), stdout=log, stderr=log)
    try:
        client = httpx.Client(transport=httpx.HTTPTransport(uds=str(socket_path))) if socket_path else httpx.Client()
        url = f"http://127.0.0.1:{port}/services/{COURSE}/"
        _wait(client, url, process, run / "log")
        yield url
    finally:
        process.terminate()
        process.wait(20)
        hub.shutdown()
        hub.server_close()


def _environment(address: str, hub_port: int) -> dict[str, str]:
    return {
        "JUPYTERHUB_SERVICE_NAME": COURSE,
        "JUPYTERHUB_SERVICE_PREFIX": f"/services/{COURSE}/",
        "JUPYTERHUB_SERVICE_URL": address,
        "JUPYTERHUB_API_URL": f"http://127.0.0.1:{hub_port}/hub/api",
        "JUPYTERHUB_API_TOKEN": "service",
        "JUPYTERHUB_CLIENT_ID": f"service-{COURSE}",
        "JUPYTERHUB_USER": f"formgrade-{COURSE}",
        "JUPYTERHUB_DEFAULT_URL": "/formgrader",
        "JUPYTERHUB_OAUTH_ACCESS_SCOPES": json.dumps(_SCOPES),
        "JUPYTERHUB_OAUTH_SCOPES": json.dumps(_SCOPES),
        "JUPYTERHUB_OAUTH_CALLBACK_URL": f"/services/{COURSE}/oauth_callback",
        "JUPYTERHUB_BASE_URL": "/",
    }


def _wait(client: httpx.Client, url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            if client.get(url, headers=TEACHER).status_code < 500:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(log.read_text())
