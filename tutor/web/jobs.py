"""Marking runs beside the service, in a process of its own; the page asks how far it is."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Job:
    """One run of collecting and marking."""

    assignment: str
    done: int = 0
    total: int = 0
    state: str = "running"
    """`running`, `finished` or `failed`."""
    problems: list[str] = field(default_factory=list)

    def hear(self, event: dict[str, Any]) -> None:
        """Take in one line of the run."""
        self.done, self.total = event.get("done", self.done), event.get("total", self.total)
        if event.get("message") and (event.get("state") in ("failed", "broken") or event.get("event") == "refused"):
            self.problems.append(f"{event.get('learner', '')} {event['message']}".strip())

    def as_json(self) -> dict[str, Any]:
        """Return the job for the page."""
        return {"state": self.state, "done": self.done, "total": self.total, "problems": self.problems}


class Jobs:
    """At most one run for each assignment at a time."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def find(self, assignment: str) -> Job | None:
        """Return the newest run of an assignment, or None."""
        return self._jobs.get(assignment)

    def ensure_running(self, site: Path, course: str, assignment: str) -> Job:
        """Start a run, or return the one that is under way."""
        with self._lock:
            job = self._jobs.get(assignment)
            if job and job.state == "running":
                return job
            job = self._jobs[assignment] = Job(assignment)
        arguments = ["autograde", "--site", str(site), "--course", course, "--assignment", assignment, "--progress", "json"]
        threading.Thread(target=self._run, args=(job, [sys.executable, "-P", "-m", "grading", *arguments]), daemon=True).start()
        return job

    def _run(self, job: Job, command: list[str]) -> None:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, text=True) as process:
            assert process.stdout is not None
            for line in process.stdout:
                try:
                    job.hear(json.loads(line))
                except ValueError:
                    continue
        job.state = "finished" if process.returncode in (0, 1) else "failed"
