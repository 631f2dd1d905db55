"""`python -m grading.formgrader --config FILE`: started by the hub, one for each course."""

from __future__ import annotations

import gc
import json
import os
import tempfile
from pathlib import Path

import click

from grading.folders import CourseFolders
from grading.formgrader.service import FormgraderService, make_config


@click.command()
@click.option("--config", "config_file", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(config_file: Path) -> None:
    """Serve formgrader of the course that the hub names in JUPYTERHUB_SERVICE_NAME."""
    told = json.loads(config_file.read_text("utf-8"))
    course = told.get("course") or os.environ["JUPYTERHUB_SERVICE_NAME"]
    folders = CourseFolders(Path(told["site"]), course)
    run = Path(told["run"]) / f"formgrader-{course}"
    run.mkdir(mode=0o700, exist_ok=True)
    # nothing is read from a home folder, nothing is left in one or in /tmp
    os.environ |= {"JUPYTER_NO_CONFIG": "1", "JUPYTER_RUNTIME_DIR": str(run), "TMPDIR": str(run)}
    tempfile.tempdir = None
    os.chdir(folders.nbgrader)  # nbgrader reads nbgrader_config.py where it stands
    recheck = told.get("settings", {}).get("hub", {}).get("recheck_seconds", 10)
    config = make_config(folders.nbgrader, static=told.get("static", ""), recheck_seconds=recheck)
    service = FormgraderService.initialize_server(argv=[], config=config)
    gc.freeze()  # ends sooner: Python need not look through all of nbgrader at the end
    service.start()


if __name__ == "__main__":
    main()
