"""The idle culler, asking the hub over its unix socket."""

from __future__ import annotations

import os
import socket
import sys
from urllib.parse import unquote, urlsplit

from jupyterhub_idle_culler import IdleCuller
from tornado.netutil import Resolver


class HubSocketResolver(Resolver):
    """Answers every name with one socket, since tornado's client itself knows only TCP addresses."""

    def initialize(self, path: str) -> None:
        """Remember the socket's path."""
        self._path = path

    async def resolve(self, host: str, port: int, family: socket.AddressFamily = socket.AF_UNSPEC) -> list[tuple[int, str]]:
        """Return the hub's socket, whatever is asked."""
        return [(socket.AF_UNIX, self._path)]


def main(arguments: list[str]) -> None:
    """Stop idle servers until told to end."""
    address = urlsplit(os.environ["JUPYTERHUB_API_URL"])
    Resolver.configure(HubSocketResolver, path=unquote(address.netloc))
    IdleCuller.launch_instance([f"--url=http://hub{address.path}", *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
