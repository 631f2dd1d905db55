"""A run that is ended leaves nobody working for it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.house import wait_for

_RUN = """
import os, sys
from concurrent.futures import ProcessPoolExecutor
from threading import Event
from tutor.workers import end_with_parent

if __name__ == "__main__":
    with ProcessPoolExecutor(1, initializer=end_with_parent, initargs=(os.getpid(),)) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        Event().wait()
"""


def is_there(pid):
    """Tell whether a process is there and not only a name that nobody has collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


_JUDGE = """
import sys
from tests.tutor.fitting.makers import make_class
from tutor.fitting.evaluate import evaluate
from tutor.fitting.fitters import choose_fitters

evaluate(make_class(), choose_fitters("elo") * 500, 5, 0, lambda line: print(line, flush=True))
"""


def test_a_worker_says_nothing_at_ctrl_c():
    """The terminal tells the whole group; a traceback of a worker says nothing to an operator."""
    running = subprocess.Popen([sys.executable, "-c", _JUDGE], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    running.stdout.readline()
    running.stdout.readline()
    os.killpg(running.pid, signal.SIGINT)
    _out, said = running.communicate(timeout=30)
    assert 1 == said.count("Traceback"), said


def test_a_worker_ends_when_its_parent_is_killed():
    """Even SIGKILL, which nobody can answer, takes the workers along."""
    running = subprocess.Popen([sys.executable, "-c", _RUN], stdout=subprocess.PIPE, text=True)
    worker = int(running.stdout.readline())
    assert is_there(worker)
    os.kill(running.pid, signal.SIGKILL)
    running.wait(30)
    wait_for(lambda: not is_there(worker), 30, "the worker's end")
