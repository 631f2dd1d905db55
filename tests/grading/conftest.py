"""Worlds for the tests of marking."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.grading.makers import World, copy_world, make_world


@pytest.fixture(scope="session")
def first_world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A world that is only copied."""
    return make_world(tmp_path_factory.mktemp("world"))


@pytest.fixture
def world(first_world: World, tmp_path: Path) -> World:
    """A fresh site with one course, one test and three learners."""
    return copy_world(first_world, tmp_path)
