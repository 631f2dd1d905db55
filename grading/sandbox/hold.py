"""Untrusted work is started here and nowhere else."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from typing import Any

from grading.sandbox.bubblewrap import bubblewrap_command
from grading.sandbox.description import Sandbox
from grading.sandbox.syscalls import open_filter


def start_held(sandbox: Sandbox, command: Sequence[str], **how: Any) -> subprocess.Popen[Any]:
    """Start a command inside a sandbox; it ends when this process, or the thread that called, ends.

    Args:
        how: what `subprocess.Popen` takes; the environment is handed in unchanged.
    """
    handle = open_filter()
    handles = () if handle is None else (handle,)
    try:
        return subprocess.Popen(bubblewrap_command(sandbox, command, *handles), pass_fds=handles, **how)
    finally:
        for one in handles:
            os.close(one)


def run_held(sandbox: Sandbox, command: Sequence[str], seconds: float, **how: Any) -> subprocess.CompletedProcess[str]:
    """Run a command inside a sandbox to its end and return what it said.

    Raises:
        TimeoutExpired: it took longer, and was ended.
    """
    with start_held(sandbox, command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how) as process:
        try:
            said, complained = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    return subprocess.CompletedProcess(command, process.returncode, said, complained)
