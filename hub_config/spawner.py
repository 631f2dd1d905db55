"""One learner, one server, in a sandbox without a network."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from jupyterhub.spawner import Spawner
from traitlets import Bool, Dict, Instance, Unicode

from grading.sandbox.description import Limits, Sandbox
from grading.sandbox.hold import start_held
from hub_config.addresses import ensure_socket_link, unix_url
from hub_config.places import Places, inside_places, outside_places, server_sandbox
from hub_config.processes import TIED
from hub_config.site import Site


class SandboxSpawner(Spawner):
    """Starts a learner's server by bubblewrap, on a unix socket in a folder of the learner's own."""

    site_folder = Unicode(help="The site's folder.").tag(config=True)
    sandboxed = Bool(True, help="Whether bubblewrap holds the server. Off only in a demo on a machine that cannot.").tag(config=True)
    limits = Instance(Limits, (), help="What one learner's processes may use.").tag(config=True)
    static_url = Unicode(help="Where browsers find the shared static files.").tag(config=True)
    extra_environment = Dict(help="More environment for every server.").tag(config=True)

    process = Instance(subprocess.Popen, allow_none=True)

    @property
    def site(self) -> Site:
        """The site that this hub serves."""
        return Site(Path(self.site_folder))

    @property
    def socket_folder(self) -> Path:
        """The folder, on this machine, in which the server makes its socket."""
        return self.site.run / "u" / self.user.name

    def get_env(self) -> dict[str, Any]:
        """Return the environment of the server, with paths as the server sees them."""
        places = self._places()
        own = {
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "USER": self.user.name,
            "LOGNAME": self.user.name,
            "JUPYTERHUB_ACTIVITY_URL": unix_url(places.doors / "hub.sock", f"/hub/api/users/{self.user.name}/activity"),
            "JUPYTERHUB_SERVICE_URL": unix_url(places.socket, self.server.base_url if self.server else "/"),
            "REAN_STATIC": self.static_url,
        }
        return super().get_env() | places.as_environment() | own | self.extra_environment

    async def start(self) -> str:
        """Start the server; return the address at which the hub and the proxy reach it."""
        self._clear_socket_folder()
        command = [*self.cmd, *self.get_args()]
        with (self.site.log / f"server-{self.user.name}.log").open("wb") as log:
            how: dict[str, Any] = {
                "env": self.get_env(),
                "stdin": subprocess.DEVNULL,
                "stdout": log,
                "stderr": log,
                "start_new_session": True,
                "cwd": self._home(),
            }
            self.process = start_held(self._sandbox(), command, **how) if self.sandboxed else subprocess.Popen([*TIED, *command], **how)
        return unix_url(self.socket_folder / "s.sock")

    async def poll(self) -> int | None:
        """Return None while the server runs, else how it ended."""
        return 0 if self.process is None else self.process.poll()

    async def stop(self, now: bool = False) -> None:
        """End the server and everything in its sandbox; nothing that a learner was told is saved lives there."""
        if self.process is None:
            return
        self._signal(signal.SIGTERM if not (now or self.sandboxed) else signal.SIGKILL)
        if not await self._ended(2):
            self._signal(signal.SIGKILL)
            await self._ended(2)
        self.process = None
        shutil.rmtree(self.socket_folder, ignore_errors=True)

    async def _ended(self, seconds: float) -> bool:
        end = asyncio.get_running_loop().time() + seconds
        while self.process is not None and self.process.poll() is None:
            if asyncio.get_running_loop().time() > end:
                return False
            await asyncio.sleep(0.02)
        return True

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, number)

    def _clear_socket_folder(self) -> None:
        shutil.rmtree(self.socket_folder, ignore_errors=True)
        self.socket_folder.mkdir(mode=0o700, parents=True)
        ensure_socket_link(self.socket_folder / "s.sock")

    def _home(self) -> Path:
        home = self.site.home(self.user.name)
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return home

    def _places(self) -> Places:
        return inside_places() if self.sandboxed else outside_places(self.site, self.user.name)

    def _sandbox(self) -> Sandbox:
        return server_sandbox(self.site, self._home(), self.socket_folder, self.limits)
