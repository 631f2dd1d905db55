"""A worker process ends with the process that started it, however that one ends, and without a word of its own."""

from __future__ import annotations

import ctypes
import os
import signal

_PR_SET_PDEATHSIG = 1


def end_with_parent(parent: int) -> None:
    """Ask the kernel (Linux) to end this process when its parent ends, and end at once at Ctrl-C; called first in a worker.

    Args:
        parent: the parent's process id; where another one is the parent by now, the right one is gone already.

    Source: prctl(2), PR_SET_PDEATHSIG.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
