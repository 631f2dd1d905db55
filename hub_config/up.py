"""`rean up` starts everything, says where it answers, and leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from grading.sandbox.probe import probe
from hub_config.errors import NotReady
from hub_config.processes import TIED, adopt_orphans, end_descendants, end_process, find_environment, reap_orphans, wait_until
from hub_config.proxy import proxy_command
from hub_config.ready import answers, check_port, find_silent
from hub_config.services import HouseService, list_gradebooks, list_services, write_service_files
from hub_config.settings import Settings
from hub_config.site import Site, ensure_run_dir
from hub_config.site_lock import hold_site

Say = Callable[[str], None]
_CONFIG = Path(__file__).parent / "jupyterhub_config.py"
_LOG_BYTES = 20 << 20
_START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class House:
    """A site about to be served: what was asked for, and what the machine allows."""

    site: Site
    settings: Settings
    sandboxed: bool

    @property
    def url(self) -> str:
        """The public address."""
        return self.settings.hub.url

    def list_services(self) -> list[HouseService]:
        """Return the services of this house."""
        return list_services(self.site, self.settings, list_gradebooks(self.site))


def open_house(site: Site, settings: Settings, say: Say) -> House:
    """Find out whether this machine can serve the site.

    Raises:
        NotReady: something is missing; where isolation is, only a demo goes on, and says so.
    """
    proxy_command()
    found = probe()
    if not found.works and settings.hub.profile != "demo":
        raise NotReady(f"Learners cannot be held apart here: {found.why}. A {settings.hub.profile} site does not start without isolation.")
    if not found.works:
        say(f"!!! NO ISOLATION on this machine: {found.why}. Learners' servers run unheld. Never use this for real people. !!!")
    return House(site, settings, found.works)


def serve(house: House, prepare: Callable[[], None], ready: Callable[[], None], say: Say) -> int:
    """Serve until SIGINT, SIGTERM or SIGHUP; return the exit code.

    Args:
        prepare: called once, when nothing stands in the way of serving any more; what takes long belongs there.
        ready: called once, when the sign-in page answers.
    """
    with hold_site(house.site.root):
        _clear_leftovers(house.site)
        check_port(house.settings.hub.ip, house.settings.hub.port)
        prepare()
        return _serve_prepared(house, ready, say)


def _serve_prepared(house: House, ready: Callable[[], None], say: Say) -> int:
    with _run_folder(house), _Stop() as stop:
        adopt_orphans()
        hub = _start_hub(house)
        try:
            _wait_until_ready(house, hub, stop)
            if not stop.asked:
                ready()
            return _watch(house, hub, stop, say)
        finally:
            _end(hub, house.settings.hub.stop_seconds)


class _Stop:
    """Remembers that somebody asked us to end."""

    asked = False
    _numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def __enter__(self) -> _Stop:
        self._before = {number: signal.signal(number, self._ask) for number in self._numbers}
        return self

    def __exit__(self, *_error: object) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


@contextmanager
def _run_folder(house: House) -> Iterator[None]:
    site = house.site
    ensure_run_dir(site)
    for name in ("doors", "u"):
        (site.run / name).mkdir(mode=0o700)
    write_service_files(site, house.settings, house.list_services())
    try:
        yield
    finally:
        shutil.rmtree(site.run, ignore_errors=True)


def _clear_leftovers(site: Site) -> None:
    """End what a killed `rean up` left behind; its hub is ending by itself, being tied to it."""
    try:
        pid = int((site.run / "hub.pid").read_text())
    except (OSError, ValueError):
        pid = 0
    if pid and find_environment(pid, "REAN_SITE") == str(site.root):
        end_process(pid, 6)
    shutil.rmtree(site.run, ignore_errors=True)


def _start_hub(house: House) -> subprocess.Popen[bytes]:
    site = house.site
    environment = os.environ | {
        "REAN_SITE": str(site.root),
        "REAN_URL": f"{house.url.partition('://')[0]}://{house.settings.hub.ip}:{house.settings.hub.port}",
        "REAN_SANDBOX": "bubblewrap" if house.sandboxed else "none",
    }
    tied = [word.replace("KILL", "TERM") for word in TIED]
    command = [*tied, sys.executable, "-P", "-m", "hub_config", "-f", str(_CONFIG)]
    with _open_log(site) as log:
        hub = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=site.root, start_new_session=True)
    (site.run / "hub.pid").write_text(str(hub.pid))
    return hub


def _open_log(site: Site):
    path = site.log / "hub.log"
    if path.exists() and path.stat().st_size > _LOG_BYTES:
        path.replace(path.with_suffix(".log.1"))
    return path.open("ab")


def _wait_until_ready(house: House, hub: subprocess.Popen[bytes], stop: _Stop) -> None:
    sockets = [(service.name, service.socket) for service in house.list_services() if service.socket]
    log, hub_socket = house.site.log / "hub.log", house.site.run / "doors" / "hub.sock"

    def done() -> bool:
        reap_orphans(but=hub.pid)
        return stop.asked or hub.poll() is not None or (hub_socket.exists() and answers(f"{house.url}/hub/login") and not find_silent(sockets))

    if not wait_until(done, _START_SECONDS):
        missing = ", ".join(find_silent(sockets)) or "the sign-in page"
        raise NotReady(f"The house did not start within {_START_SECONDS} s: no answer from {missing}. See {log}.")
    if hub.poll() is not None and not stop.asked:
        raise NotReady(f"The hub ended while it was starting. See {log}.")


def _watch(house: House, hub: subprocess.Popen[bytes], stop: _Stop, say: Say) -> int:
    while not stop.asked and hub.poll() is None:
        reap_orphans(but=hub.pid)
        time.sleep(0.1)
    if not stop.asked:
        say(f"The hub ended by itself (code {hub.returncode}). See {house.site.log / 'hub.log'}.")
    return 0 if stop.asked else 1


def _end(hub: subprocess.Popen[bytes], seconds: float) -> None:
    hub.terminate()
    wait_until(lambda: hub.poll() is not None, seconds)
    end_descendants(os.getpid(), 0.5)
    hub.wait()
