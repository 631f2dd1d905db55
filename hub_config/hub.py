"""JupyterHub as it comes, but for one gate: a service may listen on a unix socket."""

from __future__ import annotations

import asyncio
import gc
import ssl
from typing import Any
from urllib.parse import unquote, urlsplit

from jupyterhub.app import JupyterHub
from jupyterhub.services.service import Service
from traitlets import Bunch

from hub_config.accounts.authenticator import NumberAuthenticator

_RESTART_SECONDS = 2


class SocketHub(JupyterHub):
    """JupyterHub 6.1 reads unix addresses everywhere, and refuses them only while it reads a service's specification."""

    name = "jupyterhub"

    def service_from_spec(self, spec: dict[str, Any], from_config: bool = True) -> Service | None:
        """Make a service whose `url` may be `http+unix://...`."""
        address = spec.get("url", "")
        if not address.startswith("http+unix://"):
            return _watch(super().service_from_spec(spec, from_config))
        service = super().service_from_spec(spec | {"url": "http://localhost"}, from_config)
        if service is not None:
            server = service.orm.server
            server.proto, server.ip, server.port = "http+unix", urlsplit(address).netloc, 80
            service.url = service.orm.url = address
            self.db.commit()
        return _watch(service)

    async def start_service(self, service_name: str, service: Service, ssl_context: ssl.SSLContext | None = None) -> bool:
        """Start a service without waiting for it, so that all of them start side by side; `rean up` waits for all."""
        self.log.info("Starting service %s at %s", service_name, unquote(service.url))
        await service.start()
        return True

    async def cleanup(self) -> None:
        """End the services side by side, where the hub would wait for one after the other, and then the rest."""
        await asyncio.gather(*(service.stop() for service in self._service_map.values() if service.managed))
        await super().cleanup()
        self._close_databases()
        gc.freeze()  # Python ends without looking through everything once more

    def _close_databases(self) -> None:
        """Let SQLite fold its logs into the files."""
        if isinstance(self.authenticator, NumberAuthenticator):
            self.authenticator.close()
        self.db.close()
        self.db.get_bind().dispose()


def _watch(service: Service | None) -> Service | None:
    if service is not None:
        service.observe(_hurry, "spawner")
    return service


def _hurry(change: Bunch) -> None:
    """Notice a dead service after 2 s, not 30, and do not wait 10 s for one that does not end."""
    change.new.poll_interval = _RESTART_SECONDS
    change.new.interrupt_timeout = change.new.term_timeout = 2


def main() -> None:
    """Run the hub; `-f` names the configuration."""
    SocketHub.launch_instance()
