"""Inside the house everything listens on unix sockets; this is how their addresses are written, and what the network calls this machine."""

from __future__ import annotations

import fcntl
import socket as sockets
import struct
from contextlib import suppress
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


_SIOCGIFADDR = 0x8915
"""Linux, netdevice(7): read the IPv4 address of a network card."""


def list_own_addresses() -> list[str]:
    """Return the IPv4 addresses under which other machines reach this one."""
    found = []
    with sockets.socket(sockets.AF_INET, sockets.SOCK_DGRAM) as probe:
        for _number, card in sockets.if_nameindex():
            with suppress(OSError):  # a card without an address
                answer = fcntl.ioctl(probe, _SIOCGIFADDR, struct.pack("256s", card.encode()[:15]))
                found.append(sockets.inet_ntoa(answer[20:24]))
    return [address for address in found if not address.startswith("127.")]
