"""The address is printed when a browser would get an answer, not when a process has been started."""

from __future__ import annotations

import http.client
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path

from hub_config.errors import NotReady


class _SocketConnection(http.client.HTTPConnection):
    """HTTP to a unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=2)
        self._path = path

    def connect(self) -> None:
        """Open the socket."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


def answers(url: str) -> bool:
    """Tell whether a page is served at an address."""
    unverified = ssl._create_unverified_context()  # noqa: S323  (our own port, a certificate of a local authority)
    try:
        with urllib.request.urlopen(url, timeout=5, context=unverified) as page:  # noqa: S310
            return page.status == 200
    except (urllib.error.URLError, OSError, http.client.HTTPException):
        return False


def socket_answers(path: Path, page: str) -> bool:
    """Tell whether a service answers on its socket with anything but a failure of its own."""
    connection = _SocketConnection(path)
    try:
        connection.request("GET", page)
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def find_silent(services: Iterable[tuple[str, Path]]) -> list[str]:
    """Return the names of the services that do not answer yet."""
    return [name for name, path in services if not socket_answers(path, f"/services/{name}/")]


def check_port(ip: str, port: int) -> None:
    """Make sure that the public port can be opened.

    Raises:
        NotReady: somebody else listens there, or this account may not.
    """
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ip, port))
        except PermissionError:
            raise NotReady(f"port {port} may only be opened by root. Choose one from 1024 on.") from None
        except OSError as error:
            raise NotReady(f"port {port} on {ip} is taken or not there ({error.strerror}). Stop the other program, or choose another port.") from None
