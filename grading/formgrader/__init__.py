"""nbgrader's formgrader as a service of the hub, with everything else of a Jupyter server closed."""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    from grading.formgrader.service import FormgraderService  # jupyter_server calls this when it loads the service

    return [{"module": "grading.formgrader.service", "app": FormgraderService}]
