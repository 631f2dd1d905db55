"""A real house on a free port, for tests: hub, proxy, services, sandboxed servers, demo people."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from grading.records.roster import Person
from hub_config.accounts.house import Accounts
from hub_config.demo import LEARNER_PIN, STAFF_PASSPHRASE

START_SECONDS = 240
RUN_MAIN = "from hub_config.cli import main; main()"
"""How a test runs the command `rean` with the Python that runs the test."""
WITHOUT_NAMESPACES = ("unshare", "--map-root-user", "sh", "-c", 'echo 0 > /proc/sys/user/max_user_namespaces; exec "$@"', "sh")
"""Before a command: runs it where the kernel gives no user namespace."""


@dataclass
class House:
    """A running house and its site."""

    url: str
    site: Path
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    """What `rean` printed while it started."""

    def secret(self, number: str) -> str:
        """Return the PIN of a demo learner, the passphrase of demo staff."""
        return LEARNER_PIN if number.isdigit() else STAFF_PASSPHRASE

    def ensure_learner(self, number: str) -> str:
        """Take a learner in whom no other test knows, with the PIN of the demo, and return the number; the demo's twelve are shared by all."""
        person = Person(number, f"សិស្ស {number}", f"Learner {number}", class_name="A")
        accounts = Accounts(self.site)
        accounts.ensure_people([(person, LEARNER_PIN)], "test")
        accounts.close()
        return number

    def visit(self) -> httpx.Client:
        """Return a browser-like client with cookies and nobody signed in."""
        return httpx.Client(base_url=self.url, follow_redirects=True, timeout=60, trust_env=False)

    def sign_in(self, number: str, secret: str | None = None) -> httpx.Client:
        """Return a client that came in through the door as this person."""
        client = self.visit()
        client.get("/hub/login")
        typed = {"username": number, "password": secret or self.secret(number), "_xsrf": client.cookies.get("_xsrf", path="/hub/")}
        answer = client.post("/hub/login", data=typed, follow_redirects=False)
        assert answer.status_code == 302, f"{number} was not let in: {answer.status_code}"
        return client

    def start_server(self, client: httpx.Client, number: str) -> None:
        """Start the person's own server through the hub's page, and wait until it answers."""
        client.get("/hub/spawn")
        wait_for(lambda: client.get(f"/user/{number}/api").status_code == 200, 60, f"the server of {number}")

    def servers_of(self, number: str) -> list[int]:
        """Return the processes of one learner's sandbox: bubblewrap's own, the server, its kernels."""
        mark = os.fsencode(str(self.site / "learners" / number))
        shells = [pid for pid in self.list_processes() if mark in _read_command(pid)]
        return sorted({*shells, *(pid for shell in shells for pid in _list_below(shell))})

    def kill_server(self, number: str) -> None:
        """Kill a learner's server, as a power cut would."""
        pids = self.servers_of(number)
        assert pids, f"{number} has no server"
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def wait_until_stopped(self, number: str) -> None:
        """Wait until a learner's server is gone."""
        wait_for(lambda: not self.servers_of(number), 30, f"the end of the server of {number}")

    def read_log(self) -> str:
        """Return the hub's log."""
        return (self.site / "log" / "hub.log").read_text("utf-8", "replace")

    def list_processes(self) -> list[int]:
        """Return every process of the house: the hub, the proxy, services, learners' servers; without `rean` itself."""
        return [pid for pid in _list_pids() if _belongs_to(pid, self.site)]

    def stop(self, number: signal.Signals = signal.SIGTERM, seconds: float = 20) -> int:
        """Send a signal to `rean` and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(seconds)


def find_free_port() -> int:
    """Return a port on which nobody listens just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait until a condition holds; a test fails with the name of what never came."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"{what} did not come within {seconds} s"
        time.sleep(0.05)


def start_house(site: Path, *arguments: str, inside: Sequence[str] = ()) -> House:
    """Start `rean demo` on a free port and wait until it says that it is open.

    Args:
        inside: a command that runs the command after it, such as `WITHOUT_NAMESPACES`.
    """
    port = find_free_port()
    command = [*inside, sys.executable, "-c", RUN_MAIN, "demo", "--site", str(site), "--port", str(port), *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=site.parent)
    house = House(f"http://127.0.0.1:{port}", site, process)
    assert process.stdout is not None
    end = time.monotonic() + START_SECONDS
    for line in process.stdout:
        house.said.append(line.rstrip())
        if "Ctrl-C" in line:
            return house
        assert time.monotonic() < end, "\n".join(house.said)
    raise AssertionError(f"rean ended with {process.wait(5)}:\n" + "\n".join(house.said))


@contextmanager
def open_house(inside: Sequence[str] = ()) -> Iterator[House]:
    """Run a house in a folder of its own, and take everything away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="rean-house-"))
    house = start_house(folder / "site", inside=inside)
    try:
        yield house
    finally:
        house.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _read_command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _list_below(pid: int) -> list[int]:
    try:
        return [process.pid for process in psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _list_pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def _belongs_to(pid: int, site: Path) -> bool:
    try:
        folder = Path(f"/proc/{pid}")
        if (folder / "stat").read_text().rpartition(")")[2].split()[0] in "ZX":
            return False
        words = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes() + os.fsencode((folder / "cwd").readlink())
    except OSError:
        return False
    return os.fsencode(str(site)) in words and b"\0demo\0" not in words
