"""What is true of every journey."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as a journey."""
    for item in items:
        if "journeys" in item.nodeid:
            item.add_marker(pytest.mark.journey)
