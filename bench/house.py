"""How long the house takes to start again, and to end with a learner's server running."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from tests.house import House, start_house


def measure_starts(rounds: int) -> list[dict[str, float]]:
    """Start and end one house again and again; the first start, which makes the site, is not counted."""
    folder = Path(tempfile.mkdtemp(prefix="rean-bench-"))
    try:
        start_house(folder / "site").stop()
        return [_measure_one(folder / "site") for _ in range(rounds)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure_one(site: Path) -> dict[str, float]:
    began = time.monotonic()
    house = start_house(site)
    start_seconds = time.monotonic() - began
    try:
        _use(house)
    finally:
        began = time.monotonic()
        house.stop()
    return {"start_seconds": start_seconds, "end_seconds": time.monotonic() - began}


def _use(house: House) -> None:
    client = house.sign_in("101")
    client.get("/services/tutor/").raise_for_status()
    house.start_server(client, "101")
