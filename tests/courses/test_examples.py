"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import courses

MODULES = [m.name for m in pkgutil.walk_packages(courses.__path__, "courses.") if "__main__" not in m.name]


@pytest.mark.parametrize("name", MODULES)
def test_an_example_is_true(name):
    """What a docstring promises happens."""
    assert 0 == doctest.testmod(importlib.import_module(name)).failed
