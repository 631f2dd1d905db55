"""What changes the courses that are taught runs beside the service, in a process of its own; the page asks how far it is."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal

from courses.library import Library
from grading.records.audit import Audit
from tutor.workshop.findings import Finding


@dataclass(slots=True)
class Publishing:
    """One run of `rean courses publish` or `undo`."""

    state: str = "running"
    """`running`, `published`, `went_back`, `refused`, `unchanged` or `failed`."""
    what: str = ""
    findings: list[Finding] = field(default_factory=list)

    def end(self, event: dict[str, Any]) -> None:
        """Take in what came of it."""
        self.state = event["event"]
        self.findings = [Finding(row["file"], row["line"], row["message"]) for row in event.get("findings", ())]

    def as_json(self) -> dict[str, Any]:
        """Return the run for the page."""
        return {"state": self.state, "what": self.what, "done": 0, "total": 0}


class Publisher:
    """At most one run at a time."""

    def __init__(self, library: Library, lessons: Path, audit: Audit) -> None:
        self.library, self.lessons, self.audit = library, lessons, audit
        self.run: Publishing | None = None
        self._lock = threading.Lock()

    def ensure_running(self, act: Literal["publish", "undo"], by: str) -> Publishing:
        """Start a run, or return the one that is under way."""
        with self._lock:
            if self.run and self.run.state == "running":
                return self.run
            self.run = Publishing()
        places = ["--library", str(self.library.folder), "--shipped", str(self.library.shipped), "--lessons", str(self.lessons)]
        command = ["nice", "-n", "5", sys.executable, "-P", "-m", "courses", act, *places, "--by", by, "--yes", "--json"]
        threading.Thread(target=self._follow, args=(self.run, command, by), daemon=True).start()
        return self.run

    def _follow(self, run: Publishing, command: list[str], by: str) -> None:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True) as process:
            assert process.stdout is not None and process.stderr is not None
            progress = threading.Thread(target=_hear, args=(run, process.stderr), daemon=True)
            progress.start()
            told = process.stdout.read()
            progress.join()
        with suppress(ValueError, KeyError):
            run.end(json.loads(told))
        if run.state == "running":
            run.state = "failed"
        self.audit.write(f"content.{run.state}", by=by, about=self.library.current.version)


def _hear(run: Publishing, progress: IO[str]) -> None:
    """Tell a run how far it is, line by line."""
    for line in progress:
        run.what = line.strip()
