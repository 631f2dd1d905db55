"""Whoever starts processes ends them all: the house keeps its whole family in sight, orphans too."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path

TIED = ("setpriv", "--pdeathsig", "KILL", "--")
"""Before a command: ends the process with the one that started it, however that one ends."""
_PR_SET_CHILD_SUBREAPER = 36
_STEP_SECONDS = 0.05


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def reap_orphans(but: int) -> None:
    """Take leave of adopted children that have ended, but not of the one that somebody else waits for."""
    while True:
        try:
            ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if ended is None or ended.si_pid == but:
            return
        os.waitpid(ended.si_pid, os.WNOHANG)


def list_descendants(pid: int) -> list[int]:
    """Return the living descendants of a process, nearest first."""
    children: dict[int, list[int]] = {}
    for child, parent in _living():
        children.setdefault(parent, []).append(child)
    found = list(children.get(pid, ()))
    for one in found:
        found += children.get(one, ())
    return found


def _living() -> Iterable[tuple[int, int]]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            except OSError:
                continue
            if state not in "ZX":
                yield int(folder.name), int(parent)


def end_descendants(pid: int, seconds: float = 1.0) -> None:
    """Ask all descendants to end, then end those that did not."""
    for number, patience in ((signal.SIGTERM, seconds), (signal.SIGKILL, 3.0)):
        for one in list_descendants(pid):
            _send(one, number)
        if wait_until(lambda: not _reap_and_list(pid), patience):
            return


def _reap_and_list(pid: int) -> list[int]:
    if pid == os.getpid():
        reap_orphans(but=0)
    return list_descendants(pid)


def end_process(pid: int, seconds: float) -> None:
    """Wait for a process that is not our child to end; after that, end it and its family."""
    if wait_until(lambda: not is_alive(pid), seconds):
        return
    end_descendants(pid, 0.2)
    _send(pid, signal.SIGKILL)
    wait_until(lambda: not is_alive(pid), 2)


def is_alive(pid: int) -> bool:
    """Tell whether a process is there and has not ended."""
    return any(one == pid for one, _parent in _living())


def find_environment(pid: int, name: str) -> str | None:
    """Return a variable of another process's environment, None where it has none or may not be read."""
    try:
        pairs = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return None
    return next((os.fsdecode(pair.partition(b"=")[2]) for pair in pairs if pair.startswith(name.encode() + b"=")), None)


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Return True as soon as the condition holds, False when the time is over."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(_STEP_SECONDS)
    return True


def _send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except (ProcessLookupError, PermissionError):
        return
