"""The proxy, alone: Node, configurable-http-proxy and what we load into it."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingMixIn, UnixStreamServer
from urllib.parse import quote

import httpx
import pytest

from hub_config.proxy import proxy_command
from tests.house import find_free_port, wait_for


class Echo(BaseHTTPRequestHandler):
    """Answers every POST with its body, and keeps the connection as the asker wishes."""

    protocol_version = "HTTP/1.1"
    opened: list[int]

    def setup(self) -> None:
        """Count one connection."""
        super().setup()
        self.opened.append(1)

    def do_POST(self) -> None:
        """Answer at once."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""

    def address_string(self) -> str:
        """A unix socket has no address."""
        return ""


class UnixServer(ThreadingMixIn, UnixStreamServer):
    """One thread for each connection."""

    daemon_threads = True


@pytest.fixture
def echo(tmp_path: Path) -> Iterator[tuple[str, list[int]]]:
    """The address of a proxy before a server on a unix socket, and the connections that the server has seen."""
    opened: list[int] = []
    socket, port = tmp_path / "s.sock", find_free_port()
    server = UnixServer(str(socket), type("Handler", (Echo,), {"opened": opened}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    target = f"http+unix://{quote(str(socket), safe='')}"
    arguments = ["--ip", "127.0.0.1", "--port", str(port), "--api-ip", "127.0.0.1", "--api-port", str(find_free_port()), "--default-target", target]
    environment = os.environ | {"CONFIGPROXY_AUTH_TOKEN": "for this test"}
    proxy = subprocess.Popen([*proxy_command(), *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}/"
        wait_for(lambda: _answers(url), 30, "the proxy")
        yield url, opened
    finally:
        proxy.terminate()
        proxy.wait(10)
        server.shutdown()
        server.server_close()


def _answers(url: str) -> bool:
    try:
        return httpx.post(url, content=b"x", trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def test_connections_to_a_unix_socket_are_kept_open(echo: tuple[str, list[int]]) -> None:
    """Requests one after the other share a connection: a server that is asked to close may be gone before the proxy has ended its request."""
    url, opened = echo
    before = len(opened)
    with httpx.Client(trust_env=False) as client:
        assert [client.post(url, content=f"{n}".encode()).text for n in range(20)] == [str(n) for n in range(20)]
    assert len(opened) - before <= 1
