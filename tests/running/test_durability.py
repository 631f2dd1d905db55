"""What was acknowledged is on disk: kill -9, and the order of the system calls, on the running house."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import uuid
from contextlib import closing

import psutil
import pytest

from tests.house import wait_for
from tests.running.visitor import sit_down

pytestmark = pytest.mark.house


def find_tutor(house):
    """Return the process of the tutor service."""
    for pid in house.list_processes():
        command = psutil.Process(pid).cmdline()
        if command[-3:-1] == ["tutor", "--config"] and "python" in command[0]:
            return psutil.Process(pid)
    raise AssertionError("no tutor is running")


def count_attempts(house, attempt_id):
    """Count an attempt in the tutor's own store, read as a file."""
    with closing(sqlite3.connect(f"file:{house.site}/tutor.sqlite?mode=ro", uri=True)) as store:
        tables = [row[0] for row in store.execute("SELECT name FROM sqlite_master WHERE type='table' AND name LIKE 'event%'")]
        return sum(store.execute(f"SELECT count(*) FROM {t} WHERE attempt_id = ?", [attempt_id]).fetchone()[0] for t in tables)  # noqa: S608


def test_an_acknowledged_answer_survives_kill_9(house):
    """The tutor is killed the moment it has answered; the answer is there, and sent again it counts once and gets the same verdict."""
    visitor = sit_down(house, "104")
    shown, attempt = visitor.next(), str(uuid.uuid4())
    first = visitor.check(shown["shown_id"], "1/97", attempt).json()
    tutor = find_tutor(house)
    os.kill(tutor.pid, signal.SIGKILL)
    assert count_attempts(house, attempt) == 1
    wait_for(lambda: visitor.client.get("/services/tutor/").status_code == 200, 30, "the tutor's return")
    again = visitor.check(shown["shown_id"], "1/97", attempt).json()
    assert again["verdict"] == first["verdict"]
    assert count_attempts(house, attempt) == 1


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is installed by make test")
def test_the_disk_has_it_before_the_learner_is_told(house, tmp_path):
    """Between the request's arrival and the answer's departure, fdatasync has returned on the store's log."""
    visitor = sit_down(house, "105")
    shown = visitor.next()
    trace = tmp_path / "trace"
    calls = "trace=fdatasync,fsync,sendto,sendmsg,write,writev"
    strace = subprocess.Popen(
        ["strace", "-f", "-y", "-s", "400", "-e", calls, "-o", str(trace), "-p", str(find_tutor(house).pid)],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert "attached" in strace.stderr.readline()
    try:
        visitor.check(shown["shown_id"], "1/97").raise_for_status()
        wait_for(lambda: '"verdict"' in trace.read_text("utf-8", "replace").replace('\\"', '"'), 10, "the verdict in the trace")
    finally:
        strace.send_signal(signal.SIGINT)
        strace.wait(10)
    lines = trace.read_text("utf-8", "replace").replace('\\"', '"').splitlines()
    told = next(i for i, line in enumerate(lines) if '"verdict"' in line)
    synced = [i for i, line in enumerate(lines) if re.search(r"f(data)?sync\(\d+<[^>]*tutor\.sqlite-wal>", line)]
    assert [i for i in synced if i < told]
