"""The real tutor service on its unix socket, with a real SQLite file, started as the hub starts it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.stock import end_with_children, find_free_port
from grading.records.roster import Person, write_roster
from grading.settings import GradingSettings
from tutor.settings import TutorSettings

PREFIX = "/services/tutor"
_GENERATIONS = 40
"""How many people there are for each seat: who has mastered everything makes room for the next."""


@dataclass(frozen=True)
class TutorService:
    """A running tutor."""

    site: Path
    socket: str
    process: psutil.Process
    learners: int
    newcomers: Iterator[str]
    """Numbers of people who have not answered anything yet."""
    sync_counts: Path | None = None

    def cpu_seconds(self) -> float:
        """Return the CPU time that the service has used."""
        used = self.process.cpu_times()
        return used.user + used.system

    def memory_mib(self) -> float:
        """Return the memory that it holds now."""
        return self.process.memory_info().rss / (1 << 20)


@contextmanager
def start_tutor(learners: int, *, count_syncs: bool = False, folder: Path | None = None) -> Iterator[TutorService]:
    """Run a tutor for so many learners, and take everything away at the end.

    Args:
        count_syncs: let strace count the service's fdatasync calls, and nothing else, from its start on.
    """
    site = Path(tempfile.mkdtemp(prefix="tutor-bench-", dir=folder))
    numbers = [f"{10_000 + index}" for index in range(learners * _GENERATIONS)]
    port = find_free_port()
    config, socket = _make_site(site, numbers), site / "t.sock"
    counts = site / "syncs" if count_syncs else None
    desk = subprocess.Popen([sys.executable, str(Path(__file__).with_name("token_desk.py")), str(port)])
    command = [sys.executable, "-m", "tutor", "--config", str(config)]
    if counts:
        command = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", str(counts), "-e", "trace=fdatasync,fsync", *command]
    with (site / "log").open("wb") as log:
        server = subprocess.Popen(command, env=_environment(socket, port), stdout=log, stderr=log)
    try:
        _wait_until_it_answers(socket, server, site / "log")
        process = psutil.Process(server.pid)
        yield TutorService(site, str(socket), process.children()[0] if counts else process, learners, iter(numbers), counts)
    finally:
        if counts:
            _end_traced(server)
        end_with_children(server)
        end_with_children(desk)
        shutil.rmtree(site, ignore_errors=True)


def _end_traced(strace: subprocess.Popen[bytes], seconds: float = 20) -> None:
    """End what strace watches and wait for it: a strace that is ended first lets it go, and swallows the signal on its way."""
    traced = psutil.Process(strace.pid).children() if strace.poll() is None else []
    for process in traced:
        process.terminate()
    _, alive = psutil.wait_procs(traced, timeout=seconds)
    for process in alive:
        process.kill()


def _make_site(site: Path, numbers: list[str]) -> Path:
    (site / "secrets").mkdir()
    (site / "secrets" / "tutor.key").write_bytes(os.urandom(32))
    write_roster(site / "roster.json", [Person(number, f"សិស្ស {number}", f"Learner {number}", courses=("math1",)) for number in numbers])
    settings = {"tutor": TutorSettings().model_dump(), "grading": GradingSettings().model_dump()}
    config = site / "tutor.json"
    config.write_text(json.dumps({"site": str(site), "run": str(site), "settings": settings}))
    return config


def _environment(socket: Path, port: int) -> dict[str, str]:
    hub = {
        "JUPYTERHUB_API_URL": f"http://127.0.0.1:{port}/hub/api",
        "JUPYTERHUB_API_TOKEN": "bench",
        "JUPYTERHUB_BASE_URL": "/",
        "JUPYTERHUB_CLIENT_ID": "service-tutor",
        "JUPYTERHUB_SERVICE_NAME": "tutor",
        "JUPYTERHUB_SERVICE_PREFIX": f"{PREFIX}/",
        "JUPYTERHUB_SERVICE_URL": f"http+unix://{str(socket).replace('/', '%2F')}",
        "JUPYTERHUB_OAUTH_CALLBACK_URL": f"{PREFIX}/oauth_callback",
    }
    return os.environ | hub


def _wait_until_it_answers(socket: Path, server: subprocess.Popen[bytes], log: Path, seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while not socket.exists():
        if server.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"the tutor did not start:\n{log.read_text('utf-8', 'replace')}")
        time.sleep(0.05)
