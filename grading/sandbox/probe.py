"""Whether this machine can hold untrusted work is found out by holding some."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grading.sandbox.description import Sandbox
from grading.sandbox.hold import run_held

_SWITCHES = {
    "/proc/sys/user/max_user_namespaces": ("0", "user namespaces are switched off (sysctl user.max_user_namespaces=0)"),
    "/proc/sys/kernel/unprivileged_userns_clone": ("0", "user namespaces are root's alone (sysctl kernel.unprivileged_userns_clone=0)"),
    "/proc/sys/kernel/apparmor_restrict_unprivileged_userns": (
        "1",
        "AppArmor forbids user namespaces (sysctl kernel.apparmor_restrict_unprivileged_userns=1)",
    ),
}


@dataclass(frozen=True, slots=True)
class Probe:
    """Whether the sandbox works here; where it does not, why, in one sentence without a full stop."""

    works: bool
    why: str = ""


def probe(run: Callable[..., subprocess.CompletedProcess[str]] = run_held) -> Probe:
    """Start the smallest sandbox and tell whether it held."""
    missing = [tool for tool in ("bwrap", "prlimit") if shutil.which(tool) is None]
    if missing:
        return Probe(False, f"{missing[0]} is not installed (Debian: apt-get install {'bubblewrap' if missing[0] == 'bwrap' else 'util-linux'})")
    try:
        ended = run(Sandbox((), Path("/")), ["true"], seconds=20)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Probe(False, f"bubblewrap could not be started: {error}")
    return Probe(True) if ended.returncode == 0 else Probe(False, _find_switch() or _last_line(ended.stderr))


def _find_switch() -> str | None:
    for path, (bad, why) in _SWITCHES.items():
        if Path(path).exists() and Path(path).read_text().strip() == bad:
            return why
    return None


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1].strip().rstrip(".") if lines else "bubblewrap failed without a word"
