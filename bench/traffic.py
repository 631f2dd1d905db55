"""What a page asks for, counted at the wire: what the browser has kept costs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass
class Traffic:
    """What one opening of a page asked for, and how many bytes came over the wire."""

    requests: int = 0
    bytes: int = 0


@contextmanager
def count_traffic(page: Page) -> Iterator[Traffic]:
    """Count what the page asks for as long as the block runs."""
    traffic, cached = Traffic(), set[str]()
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")

    def finished(event: dict) -> None:
        if event["requestId"] not in cached:
            traffic.requests += 1
            traffic.bytes += int(event["encodedDataLength"])

    network.on("Network.requestServedFromCache", lambda event: cached.add(event["requestId"]))
    network.on("Network.responseReceived", lambda event: cached.add(event["requestId"]) if event["response"].get("fromDiskCache") else None)
    network.on("Network.loadingFinished", finished)
    yield traffic
    network.detach()
