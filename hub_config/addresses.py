"""Inside the house everything listens on unix sockets; this is how their addresses are written."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote


def unix_url(socket: Path, path: str = "") -> str:
    """Return the `http+unix` address of a socket."""
    return f"http+unix://{quote(str(socket), safe='')}{path}"


def ensure_socket_link(socket: Path) -> None:
    """Let `x.sock:80` lead to `x.sock`: the hub and the proxy add the port of HTTP to the sockets of servers and services."""
    link = socket.with_name(f"{socket.name}:80")
    if not link.is_symlink():
        link.symlink_to(socket.name)
